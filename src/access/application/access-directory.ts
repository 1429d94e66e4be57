import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory, type DirectoryOfficer, type DirectoryTeam } from '../../platform/access/directory.js';
import { permissionsOf } from '../../platform/access/viewer.js';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDatabase } from '../database/access-database.js';
import { readRoles } from './account.js';
import { actorOf } from './token.js';

/** Milliseconds after which it is read again, since another process can have changed it. */
const FRESH = 5_000;

interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly teamNames: ReadonlyMap<string, string>;
  readonly officers: readonly DirectoryOfficer[];
  readonly teams: readonly DirectoryTeam[];
}

const NOBODY: Known = { names: new Map(), teamNames: new Map(), officers: [], teams: [] };
const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name.localeCompare(other.name, 'en-GB');

/** The directory, read from the accounts and kept in memory. */
@Injectable()
export class AccessDirectory extends Directory implements OnModuleInit {
  #known = NOBODY;
  #readAt = 0;

  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
  ) {
    super();
  }

  onModuleInit(): Promise<void> {
    return this.refresh();
  }

  override nameOf(officer: string): string {
    return this.#current().names.get(officer) ?? officer;
  }

  override teamNameOf(team: string): string {
    return this.#current().teamNames.get(team) ?? team;
  }

  override officers(): readonly DirectoryOfficer[] {
    return this.#current().officers;
  }

  override teams(): readonly DirectoryTeam[] {
    return this.#current().teams;
  }

  /** Reads it again, after a change. */
  async refresh(): Promise<void> {
    this.#readAt = this.clock.now().getTime();
    const { db } = this.database;
    const accounts = await db.selectFrom('account').select(['id', 'name', 'roles', 'active']).execute();
    const programs = await db.selectFrom('api_token').select(['id', 'name']).execute();
    const teams = await db.selectFrom('team').select(['id', 'name']).execute();
    const members = await db.selectFrom('membership').select(['account', 'team']).execute();
    const teamsOf = Map.groupBy(members, ({ account }) => account);
    this.#known = {
      names: new Map([
        ...accounts.map(({ id, name }): [string, string] => [id, name]),
        ...programs.map(({ id, name }): [string, string] => [actorOf(id), name]),
      ]),
      teamNames: new Map(teams.map(({ id, name }) => [id, name])),
      officers: accounts
        .filter(({ active, roles }) => active === 1 && permissionsOf(readRoles(roles)).has('record'))
        .map(({ id, name }) => ({ id, name, teams: (teamsOf.get(id) ?? []).map(({ team }) => team) }))
        .sort(byName),
      teams: teams.sort(byName),
    };
  }

  /** Whatever is old is answered once more while it is read again: nobody waits, and nobody is shown what is older. */
  #current(): Known {
    if (this.clock.now().getTime() - this.#readAt > FRESH) this.refresh().catch(() => undefined);
    return this.#known;
  }
}
