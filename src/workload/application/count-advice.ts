import { sql } from 'kysely';
import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { askedSpans, WAITING_BANDS, type AdviceCounts } from '../domain/advice.js';
import { together, type DayCounts } from '../domain/day-counts.js';

/** Of which requests for advice figures are asked for. */
export interface AdviceQuestion {
  /** Of one team alone; `null` for those of no team. */
  readonly team?: string | null | undefined;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The requests of a team, without those of children who are kept from whoever asks. */
function requests({ db }: Asked, team: string | null | undefined) {
  let rows = db.selectFrom('advice').innerJoin('case_file', 'case_file.id', 'advice.case_id');
  const hidden = hiddenChildren();
  if (hidden.length > 0) rows = rows.where('case_file.person', 'not in', hidden);
  if (team !== undefined) rows = rows.where('case_file.team', team === null ? 'is' : '=', team);
  return rows;
}

async function countedOn(
  asked: Asked,
  { team, from, to }: AdviceQuestion,
  column: 'asked_on' | 'returned_on',
): Promise<ReadonlyMap<string, number>> {
  const rows = await requests(asked, team)
    .where(`advice.${column}`, '>=', from)
    .where(`advice.${column}`, '<=', to)
    .select((eb) => ['advice.adviser', eb.fn.countAll<number | string | bigint>().as('count')])
    .groupBy('advice.adviser')
    .execute();
  return new Map(rows.map(({ adviser, count }) => [adviser, Number(count)]));
}

/** Advice that came in a period. */
interface Came {
  readonly adviser: string;
  readonly days: number;
  readonly standing: 'onTime' | 'late' | 'withoutLimit';
  readonly count: number;
}

async function came(asked: Asked, { team, from, to }: AdviceQuestion): Promise<readonly Came[]> {
  const rows = await requests(asked, team)
    .where('advice.received_on', '>=', from)
    .where('advice.received_on', '<=', to)
    .select((eb) => [
      'advice.adviser',
      'advice.received_on',
      eb.fn.coalesce('advice.reached_on', 'advice.asked_on').as('begun_on'),
      'advice.due_on',
      eb.fn.countAll<number | string | bigint>().as('count'),
    ])
    .groupBy(['advice.adviser', 'advice.received_on', 'begun_on', 'advice.due_on'])
    .execute();
  return rows.map(({ adviser, received_on: receivedOn, begun_on: begunOn, due_on: dueOn, count }) => ({
    adviser,
    days: Math.max(0, daysBetween(begunOn as CalendarDate, receivedOn as CalendarDate)),
    standing: dueOn === null ? 'withoutLimit' : (receivedOn ?? '') <= dueOn ? 'onTime' : 'late',
    count: Number(count),
  }));
}

/** The place of the band of a request that is awaited, in SQL. */
function band(asAt: CalendarDate) {
  const [last, ...others] = askedSpans(asAt)
    .map(({ from }, place) => ({ from, place }))
    .reverse();
  const begun = sql`coalesce(advice.reached_on, advice.asked_on)`;
  const cases = others.reverse().map(({ from, place }) => sql`when ${begun} >= ${from} then ${sql.lit(place)}`);
  return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(last?.place ?? 0)} end`;
}

/** How many open cases wait for each adviser, and how long: the cases that the worklist lists. */
async function waiting(asked: Asked, team: string | null | undefined): Promise<ReadonlyMap<string, Waiting>> {
  const open = requests(asked, team)
    .where((eb) => eb('case_file.is_open', '=', eb.lit(1)))
    .where((eb) => eb('advice.is_open', '=', eb.lit(1)));
  const all = await open
    .select((eb) => ['advice.adviser', eb.fn.count<number | string | bigint>('advice.case_id').distinct().as('count')])
    .groupBy('advice.adviser')
    .execute();
  const banded = await open
    .select((eb) => [
      'advice.adviser',
      band(asked.asAt).as('place'),
      eb.fn.count<number | string | bigint>('advice.case_id').distinct().as('count'),
    ])
    .groupBy(['advice.adviser', 'place'])
    .execute();
  return new Map(
    all.map(({ adviser, count }) => [
      adviser,
      {
        waiting: Number(count),
        bands: WAITING_BANDS.map((_, index) =>
          Number(banded.find((one) => one.adviser === adviser && one.place === index)?.count ?? 0),
        ),
      },
    ]),
  );
}

type Waiting = Pick<AdviceCounts, 'waiting' | 'bands'>;
const NONE: Waiting = { waiting: 0, bands: WAITING_BANDS.map(() => 0) };

/**
 * What came of the requests for advice in a period, and what is awaited as at the day, by adviser.
 * @param advisers those that are told in any case
 */
export async function countAdvice(
  asked: Asked,
  question: AdviceQuestion,
  advisers: readonly string[],
): Promise<readonly AdviceCounts[]> {
  const sent = await countedOn(asked, question, 'asked_on');
  const returned = await countedOn(asked, question, 'returned_on');
  const received = Map.groupBy(await came(asked, question), ({ adviser }) => adviser);
  const awaited = await waiting(asked, question.team);
  const all = new Set([...advisers, ...sent.keys(), ...returned.keys(), ...received.keys(), ...awaited.keys()]);
  return [...all].map((adviser) => {
    const those = received.get(adviser) ?? [];
    const sum = (standing: Came['standing']): number =>
      those.filter((one) => one.standing === standing).reduce((total, { count }) => total + count, 0);
    return {
      adviser,
      asked: sent.get(adviser) ?? 0,
      onTime: sum('onTime'),
      late: sum('late'),
      withoutLimit: sum('withoutLimit'),
      days: together(those.map(({ days, count }): DayCounts => new Map([[days, count]]))),
      returned: returned.get(adviser) ?? 0,
      ...(awaited.get(adviser) ?? NONE),
    };
  });
}
