import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { randomBytes } from 'node:crypto';
import { Gatekeeper } from '../platform/access/gatekeeper.js';
import { settingsOf } from '../platform/configuration.js';
import { WallClock } from '../platform/wall-clock.js';
import { PasswordSignIn } from './application/password-sign-in.js';
import { Tries } from './application/tries.js';
import { ProviderAccounts } from './provider/provider-accounts.js';
import { ProviderSignIn } from './provider/provider-sign-in.js';
import { AdministrationController } from './web/administration.controller.js';
import { TeamsController } from './web/teams.controller.js';
import { UsersController } from './web/users.controller.js';
import { AccountController } from './web/account.controller.js';
import { ProviderController } from './web/provider.controller.js';
import { SignInController } from './web/sign-in.controller.js';
import { SignInThrottling } from './web/sign-in-throttle.js';
import { AccessSettings } from './application/access-settings.js';
import { Accounts } from './application/accounts.js';
import { Sessions } from './application/sessions.js';
import { SignInMode } from './application/sign-in-mode.js';
import { AccessDatabase } from './database/access-database.js';
import { AccessGatekeeper } from './web/access-gatekeeper.js';

/** Signing in, and what stands in front of every route. */
@Module({
  imports: [SignInThrottling],
  controllers: [
    SignInController,
    ProviderController,
    AccountController,
    AdministrationController,
    UsersController,
    TeamsController,
  ],
  providers: [
    PasswordSignIn,
    Tries,
    ProviderAccounts,
    {
      provide: ProviderSignIn,
      inject: [ConfigService, ProviderAccounts],
      useFactory: (config: ConfigService, accounts: ProviderAccounts): ProviderSignIn =>
        ProviderSignIn.configured(config, accounts),
    },
    {
      provide: SignInMode,
      inject: [ConfigService, AccessSettings],
      useFactory: (config: ConfigService, settings: AccessSettings): Promise<SignInMode> =>
        SignInMode.read(settingsOf(config), settings),
    },
    {
      provide: Sessions,
      inject: [AccessDatabase, WallClock, ConfigService],
      useFactory: (database: AccessDatabase, clock: WallClock, config: ConfigService): Sessions =>
        new Sessions(database, clock, settingsOf(config).session),
    },
    {
      provide: Gatekeeper,
      inject: [Sessions, Accounts, SignInMode, AccessSettings, ConfigService],
      useFactory: async (
        sessions: Sessions,
        accounts: Accounts,
        mode: SignInMode,
        settings: AccessSettings,
        config: ConfigService,
      ): Promise<Gatekeeper> => {
        const { publicUrl, proxies } = settingsOf(config);
        return new AccessGatekeeper({
          sessions,
          accounts,
          mode,
          secret: await settings.getOrMake('session-secret', () => randomBytes(32).toString('base64url')),
          isHttps: publicUrl?.startsWith('https:') === true,
          proxies,
        });
      },
    },
  ],
  exports: [Gatekeeper, SignInMode, Sessions],
})
export class AccessWebModule {}
