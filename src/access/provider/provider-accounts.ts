import { Injectable } from '@nestjs/common';
import { WallClock } from '../../platform/wall-clock.js';
import { Accounts } from '../application/accounts.js';
import { normalEmail, problemsOfAccount, type Account, type AccountDetails } from '../application/account.js';
import { Teams } from '../application/teams.js';
import { AccessDatabase } from '../database/access-database.js';
import type { SignedInThere } from './identity-provider.js';
import { givenBy, isOverage, type Claims, type RoleMapping } from './role-mapping.js';

/** What comes of a sign-in at the provider: who it is here, or why nobody is let in. */
export type Admitted =
  { readonly account: Account } | { readonly refused: 'no-role' | 'too-many-groups' | 'not-active' };

const LONGEST_NAME = 100;
/** What somebody is called of whom the provider says no name. */
const NAMELESS = 'Name not given';

const textIn = (claims: Claims, name: string): string | undefined => {
  const value = claims[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** A name as it can be kept: the provider may say anything. */
function nameIn(claims: Claims): string {
  const given = textIn(claims, 'name') ?? textIn(claims, 'preferred_username') ?? NAMELESS;
  const name = given
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>]+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .trim();
  return name === '' ? NAMELESS : name;
}

/** The accounts of those who sign in at the provider. */
@Injectable()
export class ProviderAccounts {
  constructor(
    private readonly database: AccessDatabase,
    private readonly accounts: Accounts,
    private readonly teams: Teams,
    private readonly clock: WallClock,
  ) {}

  /**
   * The account of somebody who signed in at the provider: made at the first time, and brought to what the provider says
   * at every time. Whoever the provider gives no role is let in no more, wherever else they are signed in.
   */
  async admit({ issuer, subject, claims }: SignedInThere, mapping: RoleMapping): Promise<Admitted> {
    const known = await this.#find(issuer, subject);
    const { roles, teams } = givenBy(mapping, claims);
    if (roles.length === 0) {
      if (known !== undefined) await this.#endSessions(known);
      return { refused: isOverage(mapping, claims) ? 'too-many-groups' : 'no-role' };
    }
    if (teams !== undefined) await this.#makeTeams(teams);
    const id = known ?? (await this.#adopted(issuer, subject, claims, mapping));
    const before = id === undefined ? undefined : await this.accounts.find(id);
    if (before?.isActive === false) return { refused: 'not-active' };
    const details = await this.#details(claims, { roles, teams: teams ?? before?.teams ?? [] }, before);
    if (before !== undefined) return { account: await this.accounts.follow(before.id, details) };
    const account = await this.accounts.add(details);
    await this.#remember(issuer, subject, account.id);
    return { account };
  }

  async #find(issuer: string, subject: string): Promise<string | undefined> {
    const row = await this.database.db
      .selectFrom('provider_identity')
      .select('account')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row?.account;
  }

  /** The account with somebody's email address that nobody has come for yet, where the operator wants that. */
  async #adopted(issuer: string, subject: string, claims: Claims, mapping: RoleMapping): Promise<string | undefined> {
    const email = textIn(claims, 'email');
    if (!mapping.linkByEmail || email === undefined || claims.email_verified === false) return undefined;
    const account = await this.accounts.findByEmail(email);
    if (account === undefined) return undefined;
    const taken = await this.database.db
      .selectFrom('provider_identity')
      .select('account')
      .where('account', '=', account.id)
      .executeTakeFirst();
    if (taken !== undefined) return undefined;
    await this.#remember(issuer, subject, account.id);
    return account.id;
  }

  async #remember(issuer: string, subject: string, account: string): Promise<void> {
    await this.database.db
      .insertInto('provider_identity')
      .values({ issuer, subject, account, created_at: this.clock.now().toISOString() })
      .execute();
  }

  /** What the provider says of somebody; an address that cannot be used, or is somebody else's here, is left out. */
  async #details(
    claims: Claims,
    { roles, teams }: Pick<AccountDetails, 'roles' | 'teams'>,
    before: Account | undefined,
  ): Promise<AccountDetails> {
    const details = { name: nameIn(claims), roles, teams };
    const email = textIn(claims, 'email');
    if (email === undefined) return details;
    const withEmail = { ...details, email: normalEmail(email) };
    const owner = await this.accounts.findByEmail(email);
    const isUsable = problemsOfAccount(withEmail).length === 0 && (owner === undefined || owner.id === before?.id);
    return isUsable ? withEmail : details;
  }

  async #makeTeams(ids: readonly string[]): Promise<void> {
    const known = new Set((await this.teams.list()).map(({ id }) => id));
    for (const id of ids) if (!known.has(id)) await this.teams.add(id, id);
  }

  async #endSessions(account: string): Promise<void> {
    await this.database.db.deleteFrom('session').where('account', '=', account).execute();
  }
}
