import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Directory } from '../platform/access/directory.js';
import { PageViews } from '../platform/access/page-views.js';
import { Restrictions } from '../platform/access/restrictions.js';
import { TokenViewers } from '../platform/access/token-viewers.js';
import { settingsOf } from '../platform/configuration.js';
import { WallClock } from '../platform/wall-clock.js';
import { AccessDirectory } from './application/access-directory.js';
import { AccessSettings } from './application/access-settings.js';
import { Accounts } from './application/accounts.js';
import { ChildRestrictions } from './application/child-restrictions.js';
import { DigestWishes } from './application/digest-wishes.js';
import { RecordedPageViews } from './application/recorded-page-views.js';
import { Passwords } from './application/passwords.js';
import { Teams } from './application/teams.js';
import { Visits } from './application/visits.js';
import { Tokens } from './application/tokens.js';
import { AccessDatabase } from './database/access-database.js';

/** Who may use the tracker: accounts, teams, and the directory in which everybody finds their names. */
@Global()
@Module({
  providers: [
    {
      provide: AccessDatabase,
      inject: [ConfigService, WallClock],
      useFactory: (config: ConfigService, clock: WallClock): Promise<AccessDatabase> =>
        AccessDatabase.open(settingsOf(config).accessUrl, clock.now()),
    },
    AccessDirectory,
    { provide: Directory, useExisting: AccessDirectory },
    Accounts,
    Teams,
    Tokens,
    { provide: TokenViewers, useExisting: Tokens },
    ChildRestrictions,
    { provide: Restrictions, useExisting: ChildRestrictions },
    RecordedPageViews,
    { provide: PageViews, useExisting: RecordedPageViews },
    Passwords,
    DigestWishes,
    AccessSettings,
    Visits,
  ],
  exports: [
    AccessDatabase,
    Directory,
    Accounts,
    Teams,
    Tokens,
    TokenViewers,
    ChildRestrictions,
    Restrictions,
    RecordedPageViews,
    PageViews,
    Passwords,
    DigestWishes,
    AccessSettings,
    Visits,
  ],
})
export class AccessModule implements OnApplicationShutdown {
  constructor(private readonly database: AccessDatabase) {}

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}
