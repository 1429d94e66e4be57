import { Injectable } from '@nestjs/common';
import type { Transaction } from 'kysely';
import { v7 } from 'uuid';
import { Directory } from '../../platform/access/directory.js';
import { Restrictions } from '../../platform/access/restrictions.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { choice, echo, Problems, type Problem } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import type { PersonId } from '../../streams/domain/event.js';
import { AccessDatabase } from '../database/access-database.js';
import type { AccessTables } from '../database/schema.js';

/** Why only named officers may see a child. */
export const RESTRICTION_REASONS = ['staff-family', 'safety', 'proceedings', 'public-interest', 'other'] as const;
export type RestrictionReason = (typeof RESTRICTION_REASONS)[number];

/** Who may see a child, as it stands or as it was decided once. */
export interface Restriction {
  readonly person: PersonId;
  /** The ids of the officers who may; none where everybody may again. */
  readonly officers: readonly string[];
  readonly reason: string;
  /** Who decided so, and when: an instant in UTC, ISO 8601. */
  readonly by: string;
  readonly at: string;
}

/** What is asked for: that only these officers may see a child. */
export interface RestrictionRequest {
  readonly person: PersonId;
  readonly officers: readonly string[];
  readonly reason: string;
}

type Work = Transaction<AccessTables>;

/** What is kept of the lifting of a restriction as its reason. */
const LIFTED = 'lifted';

/** Which children only named officers may see. Every change stays on record. */
@Injectable()
export class ChildRestrictions extends Restrictions {
  constructor(
    private readonly database: AccessDatabase,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {
    super();
  }

  override async hiddenFrom({ id }: Pick<Viewer, 'id'>): Promise<readonly PersonId[]> {
    const rows = await this.database.db
      .selectFrom('restriction')
      .select('person')
      .distinct()
      .where('person', 'not in', (eb) => eb.selectFrom('restriction').select('person').where('officer', '=', id))
      .execute();
    return rows.map(({ person }) => person as PersonId);
  }

  /** The restrictions that are in force, the latest first. */
  async list(): Promise<readonly Restriction[]> {
    const rows = await this.database.db
      .selectFrom('restriction')
      .selectAll()
      .orderBy('restricted_at', 'desc')
      .orderBy('person')
      .orderBy('officer')
      .execute();
    return [...Map.groupBy(rows, ({ person }) => person)].flatMap(([person, [first, ...others]]) =>
      first === undefined
        ? []
        : [
            {
              person: person as PersonId,
              officers: [first, ...others].map(({ officer }) => officer),
              reason: first.reason,
              by: first.restricted_by,
              at: first.restricted_at,
            },
          ],
    );
  }

  /** Everything that was decided about who may see a child, the latest first. */
  async historyOf(person: PersonId): Promise<readonly Restriction[]> {
    const rows = await this.database.db
      .selectFrom('restriction_change')
      .selectAll()
      .where('person', '=', person)
      .orderBy('made_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(({ officers, reason, made_by: by, made_at: at }) => ({
      person,
      officers: officers.split(' ').filter((officer) => officer !== ''),
      reason,
      by,
      at,
    }));
  }

  /**
   * Has only named officers see a child from now on; those who were named before and are not now see the child no longer.
   * @param by the id of who decides so
   * @throws Problems where an officer is not known, or none is named, or the reason is none
   */
  async restrict({ person, officers, reason }: RestrictionRequest, by: string): Promise<void> {
    this.assertPossible({ officers, reason });
    const named = [...new Set(officers)].sort();
    const at = this.clock.now().toISOString();
    await this.database.db.transaction().execute(async (work) => {
      await work.deleteFrom('restriction').where('person', '=', person).execute();
      await work
        .insertInto('restriction')
        .values(named.map((officer) => ({ person, officer, reason, restricted_by: by, restricted_at: at })))
        .execute();
      await record(work, { person, officers: named, reason, by, at });
    });
  }

  /** @throws Problems where {@link restrict} would, whoever the child is */
  assertPossible({ officers, reason }: Pick<RestrictionRequest, 'officers' | 'reason'>): void {
    const problems = this.#problems(officers, reason);
    if (problems.length > 0) throw new Problems(problems);
  }

  /**
   * Lets everybody who may see children see a child again.
   * @param by the id of who decides so
   * @returns whether the child was restricted
   */
  async lift(person: PersonId, by: string): Promise<boolean> {
    const at = this.clock.now().toISOString();
    return this.database.db.transaction().execute(async (work) => {
      const { numDeletedRows } = await work.deleteFrom('restriction').where('person', '=', person).executeTakeFirst();
      if (numDeletedRows === 0n) return false;
      await record(work, { person, officers: [], reason: LIFTED, by, at });
      return true;
    });
  }

  #problems(named: readonly string[], reason: string): readonly Problem[] {
    const problems: Problem[] = [];
    const known = new Set(this.directory.officers().map(({ id }) => id));
    const strange = named.find((officer) => !known.has(officer));
    if (strange !== undefined) {
      const accepted = 'the ids of officers who record cases';
      problems.push({ place: 'officers', reason: `${echo(strange)} is no officer who sees children`, accepted });
    } else if (named.length === 0) {
      problems.push({ place: 'officers', reason: 'nobody is named', accepted: 'one officer or more' });
    }
    if (!(RESTRICTION_REASONS as readonly string[]).includes(reason)) {
      problems.push({ place: 'reason', reason: 'it is none of these', accepted: choice(RESTRICTION_REASONS) });
    }
    return problems;
  }
}

async function record(work: Work, { person, officers, reason, by, at }: Restriction): Promise<void> {
  await work
    .insertInto('restriction_change')
    .values({ id: v7(), person, officers: officers.join(' '), reason, made_by: by, made_at: at })
    .execute();
}
