import type { ConfigService } from '@nestjs/config';
import { IdentityProvider, type BegunSignIn } from './identity-provider.js';
import type { Admitted, ProviderAccounts } from './provider-accounts.js';
import { providerConfiguration } from './provider-settings.js';
import type { RoleMapping } from './role-mapping.js';

/** Who signed in at the provider, and what tells it later who signs out. */
export type Arrived = Admitted & { readonly idToken: string };

/** Signing in at the council's identity provider, where one is configured. */
export class ProviderSignIn {
  private constructor(
    private readonly accounts: ProviderAccounts,
    private readonly there?: { readonly provider: IdentityProvider; readonly mapping: RoleMapping },
  ) {}

  /** @throws Problems where the configuration cannot be used */
  static configured(config: ConfigService, accounts: ProviderAccounts): ProviderSignIn {
    const given = providerConfiguration(config);
    if (given === undefined) return new ProviderSignIn(accounts);
    const { provider, mapping } = given;
    return new ProviderSignIn(accounts, { provider: new IdentityProvider(provider), mapping });
  }

  /** Whether people can sign in there. */
  get isOffered(): boolean {
    return this.there !== undefined;
  }

  /** Begins a sign-in; nothing where it is not offered. @throws ProviderUnavailable */
  begin(): ReturnType<IdentityProvider['begin']> | undefined {
    return this.there?.provider.begin();
  }

  /** Who came back from the provider; nothing where it is not offered. @throws ProviderUnavailable, SignInNotTaken */
  async finish(query: string, begun: BegunSignIn): Promise<Arrived | undefined> {
    if (this.there === undefined) return undefined;
    const { provider, mapping } = this.there;
    const somebody = await provider.finish(query, begun);
    return { ...(await this.accounts.admit(somebody, mapping)), idToken: somebody.idToken };
  }

  /** Where somebody signs out at the provider too; nothing where that is not offered. */
  async signOutUrl(idToken: string | undefined): Promise<string | undefined> {
    return idToken === undefined ? undefined : this.there?.provider.signOutUrl(idToken);
  }
}
