import { Injectable } from '@nestjs/common';
import { openReviewsOf } from '../../caseload/application/list-work.js';
import { openCases } from '../../caseload/application/work-filter.js';
import type { ChildName } from '../../people/application/child-name.js';
import { hiddenChildren } from '../../platform/access/sight.js';
import { ReadModels, type Asked } from '../../read-model/read-models.js';
import type { CaseFileRow } from '../../read-model/schema.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import { NamedChildren } from './named-children.js';

/** A case that is about to be handed over, as the lists show it. */
export interface FacedCase {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly openedAs: string;
  readonly stage: string;
  readonly person: PersonId;
  /** Who it is about; nothing where they were erased or their key is not at hand. */
  readonly child: ChildName | undefined;
  readonly officer: string | null;
  readonly team: string | null;
  /** The revision that it is shown at. */
  readonly revision: number;
  /** Whether it is here because its plan is. */
  readonly isWithPlan: boolean;
}

/** Finds the cases that are to be handed over. */
@Injectable()
export class FacedCases {
  constructor(
    private readonly models: ReadModels,
    private readonly names: NamedChildren,
  ) {}

  /**
   * The open cases of an officer, of nobody, or of a team, those that are due first first.
   * @param most how many are answered at most
   */
  async heldBy(
    { officer, team }: { readonly officer: string | null; readonly team?: string | null },
    most: number,
  ): Promise<{ readonly cases: readonly FacedCase[]; readonly total: number }> {
    const asked = this.models.live();
    const hidden = hiddenChildren();
    const those = openCases(asked)
      .where('officer', officer === null ? 'is' : '=', officer)
      .$if(team !== undefined, (of) => of.where('team', team === null ? 'is' : '=', team ?? null))
      .$if(hidden.length > 0, (of) => of.where('person', 'not in', hidden));
    const { count } = await those
      .select((eb) => eb.fn.countAll<number | string>().as('count'))
      .executeTakeFirstOrThrow();
    const rows = await those
      .selectAll()
      .orderBy((eb) => eb.fn.coalesce('first_due_on', eb.val('9999')))
      .orderBy('id')
      .limit(most)
      .execute();
    return { cases: await this.#faced(rows, []), total: Number(count) };
  }

  /** Some cases by their ids, each with the open reviews of its plan that the same officer has; others are left out. */
  async byIds(ids: readonly string[]): Promise<readonly FacedCase[]> {
    if (ids.length === 0) return [];
    const asked = this.models.live();
    const rows = await this.#rows(asked, ids);
    const chosen = new Set(rows.map(({ id }) => id));
    const officers = new Map(rows.map(({ id, officer }) => [id, officer]));
    const plans = rows.filter(({ kind }) => kind === 'plan').map(({ id }) => id);
    const reviews = (await openReviewsOf(asked, plans)).filter(
      ({ id, origin, officer }) => !chosen.has(id) && officer === officers.get(origin ?? ''),
    );
    return this.#faced(rows, reviews);
  }

  /** Some cases by their ids alone; those that are not there are left out. */
  async exactly(ids: readonly string[]): Promise<readonly FacedCase[]> {
    const asked = this.models.live();
    return this.#faced(await this.#rows(asked, ids), []);
  }

  async #rows({ db }: Asked, ids: readonly string[]): Promise<readonly CaseFileRow[]> {
    if (ids.length === 0) return [];
    const hidden = new Set<string>(hiddenChildren());
    const rows = await db.selectFrom('case_file').selectAll().where('id', 'in', ids).execute();
    const places = new Map(ids.map((id, place) => [id, place]));
    return rows
      .filter(({ person }) => !hidden.has(person))
      .sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
  }

  async #faced(own: readonly CaseFileRow[], reviews: readonly CaseFileRow[]): Promise<readonly FacedCase[]> {
    const rows = [...own, ...reviews];
    const names = await this.names.of(rows.map(({ person }) => person));
    return rows.map((row, place) => ({
      id: row.id,
      kind: row.kind as CaseKindName,
      openedAs: row.opened_as,
      stage: row.stage,
      person: row.person as PersonId,
      child: names.get(row.person),
      officer: row.officer,
      team: row.team,
      revision: row.revision,
      isWithPlan: place >= own.length,
    }));
  }
}
