import type { ConfigService } from '@nestjs/config';
import { existsSync } from 'node:fs';
import { settingsOf } from '../../platform/configuration.js';
import { echo, Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDirectory } from '../application/access-directory.js';
import type { Account } from '../application/account.js';
import { Accounts } from '../application/accounts.js';
import { Passwords } from '../application/passwords.js';
import { Sessions } from '../application/sessions.js';
import { Teams } from '../application/teams.js';
import { AccessDatabase, accessFileOf } from '../database/access-database.js';

/** The accounts, opened for one command. */
export interface OpenAccounts {
  readonly accounts: Accounts;
  readonly teams: Teams;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
}

/** Opens the accounts alone, so that the first can be made while no event store answers, and closes them in order. */
export async function withAccounts<T>(config: ConfigService, work: (open: OpenAccounts) => Promise<T>): Promise<T> {
  const clock = new WallClock();
  const { accessUrl, session } = settingsOf(config);
  const database = await AccessDatabase.open(accessUrl, clock.now());
  try {
    const directory = new AccessDirectory(database, clock);
    return await work({
      accounts: new Accounts(database, directory, clock),
      teams: new Teams(database, directory, clock),
      passwords: new Passwords(database, clock),
      sessions: new Sessions(database, clock, session),
    });
  } finally {
    await database.close();
  }
}

/** Whether there are accounts at all: a question alone makes no data directory. */
export function areThereAccounts(config: ConfigService): boolean {
  const file = accessFileOf(settingsOf(config).accessUrl);
  return file === undefined || existsSync(file);
}

/**
 * The account that an argument names, by its id or its email address.
 * @throws Problems where there is none
 */
export async function accountNamed(accounts: Accounts, named: string): Promise<Account> {
  const account = (await accounts.find(named)) ?? (await accounts.findByEmail(named));
  if (account !== undefined) return account;
  const reason = `there is no account ${named.includes('@') ? 'with this email address' : echo(named)}`;
  throw new Problems([{ place: 'user', reason, accepted: 'an id or email address that "ehcp users list" shows' }]);
}

/** The members of a list that was typed with commas. */
export const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const OPTIONS: ReadonlySet<string> = new Set(['id', 'name', 'email', 'roles', 'teams', 'password']);

/** Says what is wrong by the names of the options. */
export async function byOption<T>(work: Promise<T>, left: readonly string[] = []): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(
      error.problems.map((one) =>
        OPTIONS.has(one.place) && !left.includes(one.place) ? { ...one, place: `--${one.place}` } : one,
      ),
    );
  }
}
