import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { inTextOrder } from '../../statute/facts.js';
import { cutValueOf, type CutDefinition, type Trait, type TraitColumn } from '../domain/cuts.js';
import type { MonthCount, Waiting } from '../domain/figures.js';
import type { Band, Basis } from '../domain/measures.js';
import type { Days } from './measure-counts.js';
import { waitingCases, type Cases, type WaitingAsked } from './waiting.js';

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
    const cases = this.db
      .selectFrom('measure_case')
      .where('measure', 'in', measures)
      .where(day, '>=', from)
      .where(day, '<=', to)
      .where(day, basis === 'issued' ? '<=' : '<', asAt)
      .$if(basis === 'issued', (done) => done.where('band', 'not in', ['open', 'ended-late']));
    const rows = await this.#told(cases)
      .select(({ fn }) => [
        month.as('month'),
        'band',
        'excepted',
        this.#trait.as('trait'),
        fn.countAll<number | string>().as('counted'),
      ])
      .groupBy([month, 'band', 'excepted', this.#trait])
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
  async waiting(asked: WaitingAsked): Promise<ReadonlyMap<string, Waiting>> {
    const rows: Late[] = [];
    for (const cases of waitingCases(this.db, asked)) {
      const some = await this.#told(cases)
        .select(({ fn }) => ['due_on', this.#trait.as('trait'), fn.countAll<number | string>().as('counted')])
        .groupBy(['due_on', this.#trait])
        .execute();
      rows.push(...some);
    }
    const traits = await this.#known();
    const month = asked.on.slice(0, 'YYYY-MM'.length);
    const byValue = Map.groupBy(rows, ({ trait }) => cutValueOf(this.cut, traits(trait), month));
    return new Map([...byValue].map(([value, some]) => [value, waitingOf(some)]));
  }

  get #isToday(): boolean {
    return this.db === this.today;
  }

  /** What cases are told apart by; of a past moment the child, of whom the tables of today know more. */
  get #trait(): RawBuilder<Trait> {
    const { column } = this.cut;
    if (column === 'team') return sql<Trait>`measure_case.team`;
    return this.#isToday ? sql<Trait>`person_trait.${sql.ref(column)}` : sql<Trait>`measure_case.person`;
  }

  /** Cases with what is known of their children, where that is needed. */
  #told(cases: Cases): Cases {
    if (this.cut.column === 'team' || !this.#isToday) return cases;
    // What the cases are told apart by is named in full where it is asked for.
    return cases.leftJoin('person_trait', 'person_trait.person', 'measure_case.person');
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

/** Waiting cases that are alike. */
interface Late {
  readonly due_on: string | null;
  readonly trait: Trait;
  readonly counted: number | string;
}

/** How many wait among cases that are alike, in any order. */
function waitingOf(alike: readonly Late[]): Waiting {
  const waiting = alike.reduce((total, { counted }) => total + Number(counted), 0);
  const rows = alike.toSorted((one, other) => inTextOrder(one.due_on ?? '', other.due_on ?? ''));
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
