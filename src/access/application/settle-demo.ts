import { AccessDatabase } from '../database/access-database.js';
import { AccessSettings } from './access-settings.js';

/** Who works for the council of a demo. */
export interface DemoCouncil {
  readonly council: string;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly roles: readonly string[];
    readonly teams: readonly string[];
    readonly hasLeft: boolean;
  }[];
  /** When the accounts are said to have been made. */
  readonly madeAt: Date;
}

/** Gives the people of a demo accounts, and notes that its data is invented, so that anybody may become any of them. */
export async function settleDemo(url: string, { council, teams, people, madeAt }: DemoCouncil): Promise<void> {
  const database = await AccessDatabase.open(url, madeAt);
  try {
    const since = { created_at: madeAt.toISOString(), changed_at: madeAt.toISOString() };
    await database.db.transaction().execute(async (work) => {
      await work
        .insertInto('team')
        .values(teams.map(({ id, name }) => ({ id, name, ...since })))
        .execute();
      await work
        .insertInto('account')
        .values(
          people.map(({ id, name, email, roles, hasLeft }) => ({
            id,
            name,
            email,
            roles: roles.join(' '),
            active: hasLeft ? 0 : 1,
            ...since,
          })),
        )
        .execute();
      await work
        .insertInto('membership')
        .values(people.flatMap(({ id, teams: of }) => of.map((team) => ({ team, account: id }))))
        .execute();
    });
    const settings = new AccessSettings(database);
    await settings.set('council', council);
    await settings.set('demo', 'yes');
  } finally {
    await database.close();
  }
}
