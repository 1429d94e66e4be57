import { FORENAMES, SURNAMES } from './names.js';
import type { Officer } from './officers.js';
import type { Random } from './random.js';

/** Somebody who works for the council, as an account names them. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The codes of their roles. */
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  /** Whether they left before the last day of the caseload. */
  readonly hasLeft: boolean;
}

/** A team, by the id that events name it with. */
export interface StaffTeam {
  readonly id: string;
  readonly name: string;
}

/** Who works for a council. */
export interface Staff {
  readonly teams: readonly StaffTeam[];
  /** The officers, and after them those beside. */
  readonly people: readonly StaffMember[];
  /** How many officers there are, with those who left. */
  readonly officers: number;
}

/** People beside the officers who look at the same caseload from elsewhere. */
const OTHERS = [
  { id: 'manager-001', roles: ['manager'] },
  { id: 'board-001', roles: ['board'] },
  { id: 'administrator-001', roles: ['administrator'] },
] as const;

const MOST_TRIES = 1_000;

/** Names that nobody else in the office has. */
class Names {
  readonly #taken = new Set<string>();

  constructor(private readonly random: Random) {}

  next(): string {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const forename = this.random.pick(this.random.pick([FORENAMES.F, FORENAMES.M]));
      const name = `${forename} ${this.random.pick(SURNAMES)}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
    throw new Error('There are fewer names than officers.');
  }
}

/** What a team is called, from its id: `plans-north` is "Plans north". */
const teamNameOf = (id: string): string =>
  id === 'post-16' ? 'Post-16' : `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;

/** Names for the officers of a caseload, and for a manager, a board member and an administrator. */
export function inventStaff(officers: readonly (Officer & { readonly hasLeft: boolean })[], random: Random): Staff {
  const names = new Names(random);
  const emailOf = (id: string): string => `${id}@demo.example`;
  const teams = [...new Set(officers.map(({ team }) => team))].sort();
  return {
    officers: officers.length,
    teams: teams.map((id) => ({ id, name: teamNameOf(id) })),
    people: [
      ...officers.map(({ id, team, hasLeft }) => ({
        id,
        name: names.next(),
        email: emailOf(id),
        roles: ['caseworker'],
        teams: [team],
        hasLeft,
      })),
      ...OTHERS.map(({ id, roles }) => ({
        id,
        name: names.next(),
        email: emailOf(id),
        roles,
        teams: [],
        hasLeft: false,
      })),
    ],
  };
}
