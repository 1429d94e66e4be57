import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CutDefinition, Trait, TraitColumn } from '../domain/cuts.js';
import { cutValueOf } from '../domain/cuts.js';
import type { MonthCount, Waiting } from '../domain/figures.js';
import type { Band, Basis } from '../domain/measures.js';
import type { Days } from './measure-counts.js';

type PersonColumn = Exclude<TraitColumn, 'team'>;

/** What is known of children today, by their ids. */
type Traits = ReadonlyMap<string, Trait>;

/**
 * Reads what of the cases in a measure belongs to which value of a cut. What is known of a child is asked of the tables
 * of today, also for figures of a past moment: whoever was erased since is told from nobody.
 */
export class CutReading {
  /** Where the cases are those of a past moment: what is known of their children today. */
  #traits: Promise<Traits> | undefined;

  /**
   * @param db the tables of the moment that figures are asked of
   * @param today the tables of today
   */
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly today: Kysely<Tables>,
    private readonly cut: CutDefinition,
  ) {}

  /**
   * What counts in measures on a basis, by month and value of the cut.
   * @param measures their ids, under which cases are counted
   */
  async counts(
    measures: readonly string[],
    basis: Basis,
    { from, to, asAt }: Days,
  ): Promise<readonly (MonthCount & { readonly value: string })[]> {
    const day = basis === 'issued' ? 'over_on' : 'due_on';
    const month = sql<string>`substr(${sql.ref(day)}, 1, 7)`;
    const rows = await this.#cases()
      .select(({ fn }) => [
        month.as('month'),
        'band',
        'excepted',
        'trait',
        fn.countAll<number | string>().as('counted'),
      ])
      .where('measure', 'in', measures)
      .where(day, '>=', from)
      .where(day, '<=', to)
      .where(day, basis === 'issued' ? '<=' : '<', asAt)
      .$if(basis === 'issued', (done) => done.where('band', 'not in', ['open', 'ended-late']))
      .groupBy([month, 'band', 'excepted', 'trait'])
      .execute();
    const traits = await this.#known();
    return rows.map((row) => ({
      month: row.month,
      basis,
      band: row.band as Band,
      excepted: row.excepted === 1,
      // PostgreSQL gives counts as text.
      count: Number(row.counted),
      value: cutValueOf(this.cut, traits(row.trait), row.month),
    }));
  }

  /** The cases that are open on a day after their limit, by value of the cut. */
  async waiting(measures: readonly string[], on: CalendarDate, isNow: boolean): Promise<ReadonlyMap<string, Waiting>> {
    const rows = await this.#cases()
      .select(({ fn }) => ['due_on', 'trait', fn.countAll<number | string>().as('counted')])
      .where('measure', 'in', measures)
      .where('due_on', '<', on)
      .where('can_be_late', '=', sql.lit(1))
      .where((eb) => (isNow ? eb('over_on', 'is', null) : eb.or([eb('over_on', 'is', null), eb('over_on', '>', on)])))
      .groupBy(['due_on', 'trait'])
      .orderBy('due_on')
      .execute();
    const traits = await this.#known();
    const month = on.slice(0, 'YYYY-MM'.length);
    const byValue = Map.groupBy(rows, ({ trait }) => cutValueOf(this.cut, traits(trait), month));
    return new Map([...byValue].map(([value, some]) => [value, waitingOf(some)]));
  }

  get #isToday(): boolean {
    return this.db === this.today;
  }

  /** The cases with what they are told apart by; of a past moment, with the child instead. */
  #cases() {
    const { column } = this.cut;
    const cases = this.db.selectFrom('measure_case');
    const columns = ['measure', 'due_on', 'over_on', 'band', 'excepted', 'can_be_late'] as const;
    const told =
      column === 'team'
        ? cases.select([...columns, sql<Trait>`team`.as('trait')])
        : this.#isToday
          ? cases
              .leftJoin('person_trait', 'person_trait.person', 'measure_case.person')
              .select([...columns, sql<Trait>`${sql.ref(`person_trait.${column}`)}`.as('trait')])
          : cases.select([...columns, sql<Trait>`person`.as('trait')]);
    return this.db.selectFrom(told.as('told'));
  }

  /** Finds what is known of the child, where the cases name it. */
  async #known(): Promise<(trait: Trait) => Trait> {
    const { column } = this.cut;
    if (column === 'team' || this.#isToday) return (trait) => trait;
    this.#traits ??= traitsIn(this.today, column);
    const traits = await this.#traits;
    return (person) => traits.get(String(person)) ?? null;
  }
}

async function traitsIn(today: Kysely<Tables>, column: PersonColumn): Promise<Traits> {
  const rows = await today.selectFrom('person_trait').select(['person', column]).execute();
  return new Map(rows.map((row) => [row.person, row[column]]));
}

/** The cases of some days on which their limits fell due, earliest first. */
function waitingOf(rows: readonly { readonly due_on: string | null; readonly counted: number | string }[]): Waiting {
  const waiting = rows.reduce((total, { counted }) => total + Number(counted), 0);
  const middle = Math.floor((waiting - 1) / 2);
  let before = 0;
  const inTheMiddle = rows.find(({ counted }) => {
    before += Number(counted);
    return before > middle;
  });
  return {
    waiting,
    first: rows[0]?.due_on as CalendarDate | undefined,
    middle: inTheMiddle?.due_on as CalendarDate | undefined,
  };
}
