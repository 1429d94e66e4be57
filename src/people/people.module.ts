import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { CqrsModule } from '@nestjs/cqrs';
import { masterKeySetting, settingsOf } from '../platform/configuration.js';
import { Sealer } from '../streams/application/sealer.js';
import { ChangePersonDetailsHandler } from './application/change-person-details.js';
import { ErasePersonHandler } from './application/erase-person.js';
import { ErasuresAtStart } from './application/erasures-at-start.js';
import { Names } from './application/names.js';
import { People } from './application/people.js';
import { PersonTerms } from './application/person-terms.js';
import { PersonDetailsHandler } from './application/person-details.js';
import { RegisterPersonHandler } from './application/register-person.js';
import { TextCheck } from './application/text-check.js';
import { keysFileIn } from './vault/keys-file.js';
import { KeyVault } from './vault/key-vault.js';
import { masterKeySource } from './vault/master-key-source.js';
import { SqliteKeyVault } from './vault/sqlite-key-vault.js';
import { VaultSealer } from './vault/vault-sealer.js';

/** Who the children are, their keys, and the sealing of every text about them. */
@Global()
@Module({
  imports: [CqrsModule],
  providers: [
    People,
    Names,
    PersonTerms,
    TextCheck,
    ErasuresAtStart,
    RegisterPersonHandler,
    ChangePersonDetailsHandler,
    ErasePersonHandler,
    PersonDetailsHandler,
    {
      provide: KeyVault,
      inject: [ConfigService],
      useFactory: (config: ConfigService): KeyVault =>
        SqliteKeyVault.open(keysFileIn(settingsOf(config).dataDirectory), masterKeySource(masterKeySetting(config))),
    },
    { provide: Sealer, inject: [KeyVault], useFactory: (vault: KeyVault): Sealer => new VaultSealer(vault) },
  ],
  exports: [Sealer, People, Names, PersonTerms, TextCheck],
})
export class PeopleModule implements OnApplicationShutdown {
  constructor(
    private readonly vault: KeyVault,
    private readonly erasures: ErasuresAtStart,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.erasures.onApplicationShutdown();
    this.vault.close();
  }
}
