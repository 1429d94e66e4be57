import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { RecordedEvent } from '../event-store/event-store.js';
import { addDays } from '../statute/calendar.js';
import { simulateYear, type SimulatedYear } from '../testing/simulated-year.js';
import { summaryIdOf, FIRST_SUMMARY } from './application/alert-streams.js';

/** 5,000 take some minutes. */
const CASES = Number(process.env.SIMULATED_CASES ?? '250');
const SEED = Number(process.env.SIMULATED_SEED ?? '1');
jest.setTimeout(3_600_000);

type Said = Readonly<Record<string, string | undefined>>;

/** An alert as its events tell, without the decider. */
interface Told {
  readonly clock: string;
  readonly events: readonly { readonly type: string; readonly data: Said }[];
  readonly level: string | undefined;
  readonly on: string | undefined;
  /** Why it is over; nothing while it is open. */
  readonly because: string | undefined;
  readonly wasMissed: boolean;
}

function toldIn(recorded: readonly RecordedEvent[]): readonly Told[] {
  const streams = Map.groupBy(
    recorded.filter(({ stream }) => stream.startsWith('alert-')),
    ({ stream }) => stream,
  );
  return [...streams.values()].map((own): Told => {
    const events = own.map(({ type, data }) => ({ type, data: data as Said }));
    const first = events[0]?.data ?? {};
    const raised = events.findLastIndex(({ type }) => type === 'AlertRaised');
    const since = events.slice(raised);
    return {
      clock: `${first.case ?? ''}/${first.rule ?? ''}/${first.ref ?? ''}`,
      events,
      level: since[0]?.data.level,
      on: events.findLast(({ type }) => type === 'AlertRaised' || type === 'AlertMoved')?.data.on,
      because: since.findLast(({ type }) => type === 'AlertResolved')?.data.because,
      wasMissed: events.some(({ data }) => data.level === 'missed'),
    };
  });
}

describe(`In a year of ${String(CASES)} cases, over which two trackers come and go`, () => {
  let year: SimulatedYear;
  let told: readonly Told[];
  let byClock: ReadonlyMap<string, Told>;

  beforeAll(async () => {
    year = await simulateYear({ cases: CASES, seed: SEED });
    told = toldIn(year.events);
    byClock = new Map(told.map((alert) => [alert.clock, alert]));
  });
  afterAll(() => year.close());

  test('much happens', () => {
    const { expected } = year.ledger;
    const standings = new Set([...expected.values()].flatMap(({ standing }) => standing));
    expect([...standings].sort()).toEqual(
      expect.arrayContaining(['correction', 'done', 'done-in-time', 'ended', 'missed']),
    );
    expect(expected.size).toBeGreaterThan(CASES / 2);
    expect(Math.min(year.restarts, year.kills, year.idleDays)).toBeGreaterThan(5);
    const figures = {
      events: year.events.length,
      breaches: expected.size,
      alerts: told.length,
      alertEvents: told.reduce((sum, { events }) => sum + events.length, 0),
      ...{ restarts: year.restarts, kills: year.kills, idleDays: year.idleDays },
    };
    if (process.env.SIMULATED_CASES !== undefined) process.stderr.write(`${JSON.stringify(figures)}\n`);
  });

  test('every breach has exactly one alert, and nothing else was told of as missed', () => {
    expect(byClock.size).toBe(told.length);
    const missed = told.filter(({ wasMissed }) => wasMissed).map(({ clock }) => clock);
    expect(missed.sort()).toEqual([...year.ledger.expected.keys()].sort());
  });

  test('each has the day on which the clock was missed', () => {
    const days = [...year.ledger.expected.values()].filter(({ clock, standing }) => {
      // What turned out to be no breach may have moved further since.
      const isBreach = standing === 'missed' || standing.includes('done');
      return isBreach && byClock.get(clock)?.level === 'missed';
    });
    expect(days.map(({ clock }) => `${clock} ${byClock.get(clock)?.on ?? ''}`)).toEqual(
      days.map(({ clock, on }) => `${clock} ${on}`),
    );
  });

  test('each is open while its breach is there, and else resolved for the right reason', () => {
    const wrong = [...year.ledger.expected.values()].flatMap(({ clock, standing }): readonly string[] => {
      const alert = byClock.get(clock);
      if (standing === 'missed') {
        return alert?.because === undefined && alert?.level === 'missed' ? [] : [`${clock}: it is still missed`];
      }
      // What became due soon since is another matter.
      const events = alert?.events ?? [];
      const missed = events.slice(events.findLastIndex(({ data }) => data.level === 'missed') + 1);
      const again = missed.findIndex(({ type }) => type === 'AlertRaised');
      const own = again < 0 ? missed : missed.slice(0, again);
      const because = own.findLast(({ type }) => type === 'AlertResolved')?.data.because ?? 'nothing';
      return standing.includes(because) ? [] : [`${clock}: ${because}, not ${standing.join(' or ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('and what is due soon at its end has its alert with its day, and nothing else has one', () => {
    const soon = [...year.ledger.dueSoon(year.today)].map(([clock, on]) => `${clock} ${on}`);
    const open = told.filter(({ because, level }) => because === undefined && level === 'due-soon');
    expect(open.map(({ clock, on }) => `${clock} ${on ?? ''}`).sort()).toEqual(soon.sort());
  });

  test('an import and the first sweep are told of in one summary each', () => {
    const found = year.events.flatMap(({ type, data }) =>
      type === 'AlertsBegan' || type === 'LateClocksFound' ? [data.summary] : [],
    );
    expect(found).toEqual([FIRST_SUMMARY, summaryIdOf('import-1')]);
    const foundBy = { 'first-sweep': FIRST_SUMMARY, import: summaryIdOf('import-1') } as Said;
    const firstMissed = ({ events }: Told): Said | undefined =>
      events.find(({ data }) => data.level === 'missed')?.data;
    const wrong = [...year.ledger.expected.values()].filter(({ clock, foundBy: by }) => {
      const alert = byClock.get(clock);
      return alert !== undefined && firstMissed(alert)?.summary !== (by === undefined ? undefined : foundBy[by]);
    });
    expect(wrong).toEqual([]);
  });

  test('managers are told again of what nobody acknowledged within a week', () => {
    const late = told.filter(({ level, because, events }) => {
      const raised = events.findLast(({ type }) => type === 'AlertRaised')?.data ?? {};
      const foundOn = raised.foundOn ?? raised.on ?? '';
      return (
        level === 'missed' &&
        because === undefined &&
        raised.summary === undefined &&
        foundOn <= addDays(year.today, -7)
      );
    });
    const silent = late.filter(({ events }) => events.at(-1)?.type !== 'AlertEscalated');
    // What moved since was escalated before that.
    expect(silent.filter(({ events }) => !events.some(({ type }) => type === 'AlertEscalated'))).toEqual([]);
    expect(late.length).toBeGreaterThan(0);
  });

  test('both trackers show the same alerts: one row for each', async () => {
    const [one, other] = await Promise.all(
      year.nodes.map(({ models }) => models.live().db.selectFrom('alert').selectAll().orderBy('id').execute()),
    );
    expect(other).toEqual(one);
    expect(one).toHaveLength(told.length);
  });
});
