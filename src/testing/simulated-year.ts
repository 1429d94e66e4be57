import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertSettings } from '../alerts/application/alert-settings.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import type { Position, RecordedEvent } from '../event-store/event-store.js';
import { addDays, day, type CalendarDate } from '../statute/calendar.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { RequestOrigin } from '../streams/application/request-context.js';
import type { PersonId } from '../streams/domain/event.js';
import { AlertNode, type NodePlaces } from './alert-node.js';
import { BreachLedger } from './breach-ledger.js';
import { OFFICER, openCasesOn, SetClock, type CasesSetting } from './cases-setting.js';
import { policiesOn } from './policies-setting.js';
import { Chance, deedsOf, type Deed, type SimulatedCase } from './simulated-cases.js';

/** Alerts begin on this day; what is recorded before, nobody was told of. */
const BEGINS = day('2025-01-02');
const ENDS = day('2025-12-31');
/** Cases begin up to so many days before. */
const DAYS_BEFORE = 220;
const IMPORTED_ON = day('2025-06-16');
const IMPORT: RequestOrigin = { actor: 'import', correlationId: 'import-1' };
const AT_ONCE = 32;
const PERSONS = 200;

/** What is simulated. */
export interface SimulationOptions {
  readonly cases: number;
  readonly seed: number;
  /** Called at the end of each day on which something ran. */
  readonly afterDay?: (today: CalendarDate, node: AlertNode) => Promise<void>;
}

/** A year as it came out. */
export interface SimulatedYear {
  readonly today: CalendarDate;
  readonly events: readonly RecordedEvent[];
  readonly ledger: BreachLedger;
  /** Two trackers over one log, each with tables of its own. */
  readonly nodes: readonly AlertNode[];
  readonly restarts: number;
  readonly kills: number;
  readonly idleDays: number;
  close(): Promise<void>;
}

/** An id that is made of a number. */
const idOf = (kind: string, number: number): string =>
  `018f${kind}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** Deeds by the day on which they are done. */
type Diary = Map<CalendarDate, { readonly deed: Deed; readonly origin: RequestOrigin }[]>;

function diaryOf(count: number, chance: Chance): Diary {
  const diary: Diary = new Map();
  for (let number = 0; number < count; number += 1) {
    const isImported = number % 20 === 19;
    const begins = isImported
      ? addDays(IMPORTED_ON, -chance.between(60, 640))
      : addDays(BEGINS, chance.between(-DAYS_BEFORE, 350));
    const one: SimulatedCase = { id: idOf('0000', number), person: idOf('0001', number % PERSONS) as PersonId, begins };
    for (const deed of deedsOf(one, chance)) {
      const isPast = isImported && deed.recordedOn <= IMPORTED_ON;
      const on = isPast ? IMPORTED_ON : deed.recordedOn;
      diary.set(on, [...(diary.get(on) ?? []), { deed, origin: isPast ? IMPORT : OFFICER }]);
    }
  }
  return diary;
}

/** Carries a request out, every warning confirmed; what the record refuses is left. */
async function does({ request }: CasesSetting, asked: CaseRequest, origin: RequestOrigin): Promise<void> {
  const first = await request(asked, origin);
  if (first.outcome !== 'refused' || !first.refused.every(({ confirmable }) => confirmable === true)) return;
  await request(Object.assign(asked, { confirm: first.refused.map(({ code }) => code) }), origin);
}

/** The deeds of a day: those of one case one after the other, several cases at once. */
async function doAll(cases: CasesSetting, entries: Diary extends Map<unknown, infer D> ? D : never): Promise<void> {
  const byCase = Map.groupBy(entries, ({ deed }) => deed.request.case);
  const waiting = byCase.values();
  const work = async (): Promise<void> => {
    for (const own of waiting) for (const { deed, origin } of own) await does(cases, deed.request, origin);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Two trackers, which end, are killed and start again while the year goes by. */
class Pair {
  readonly #nodes: (AlertNode | undefined)[] = [undefined, undefined];
  restarts = 0;
  kills = 0;

  constructor(
    private readonly placesOf: (node: number) => NodePlaces,
    private readonly chance: Chance,
  ) {}

  /** A day on which one or both of them run, at once. */
  async work(): Promise<void> {
    const both = this.chance.happens(60);
    const first = this.chance.between(0, 1);
    await Promise.all((both ? [0, 1] : [first]).map((node) => this.#works(node)));
  }

  async #works(node: number): Promise<void> {
    if (this.chance.happens(10)) await this.#killed(node);
    if (this.chance.happens(10)) await this.#ends(node);
    await (await this.node(node)).works();
  }

  /** It dies between two appends, and its tables are left as they were. */
  async #killed(node: number): Promise<void> {
    await this.#ends(node);
    const dying = await AlertNode.open(this.placesOf(node), this.chance.between(1, 12));
    const died = await dying.works().then(
      () => false,
      () => true,
    );
    if (died) this.kills += 1;
    await dying.close();
  }

  async #ends(node: number): Promise<void> {
    const before = this.#nodes[node];
    this.#nodes[node] = undefined;
    if (before === undefined) return;
    this.restarts += 1;
    await before.close();
  }

  async node(node: number): Promise<AlertNode> {
    return (this.#nodes[node] ??= await AlertNode.open(this.placesOf(node)));
  }
}

/** Has an authority live through a year, with trackers that come and go. */
export async function simulateYear({ cases: count, seed, afterDay }: SimulationOptions): Promise<SimulatedYear> {
  const folder = await mkdtemp(join(tmpdir(), 'year-'));
  const chance = new Chance(seed);
  const clock = new SetClock();
  const log = join(folder, 'events.db');
  const store = await SqliteEventStore.open({ file: log, now: () => clock.now(), isDurable: false });
  const cases = await openCasesOn(store, () => Promise.resolve(), clock);
  for (let number = 0; number < PERSONS; number += 1) cases.sealer.register(idOf('0001', number) as PersonId);
  const policies = policiesOn(cases);
  const settings = new AlertSettings();
  const pair = new Pair((node) => ({ log, folder, name: `node-${String(node)}`, clock, settings }), chance);
  const diary = diaryOf(count, chance);
  const ledger = new BreachLedger(BEGINS);
  let [position, idleDays]: [Position | undefined, number] = [undefined, 0];
  const all: RecordedEvent[] = [];
  const takeIn = async (): Promise<void> => {
    for (;;) {
      const events = await store.readAll(position, 5_000);
      if (events.length === 0) return;
      position = events.at(-1)?.position;
      all.push(...events);
      ledger.take(events);
    }
  };
  for (let today = addDays(BEGINS, -DAYS_BEFORE - 30); today <= ENDS; today = addDays(today, 1)) {
    clock.set(`${today}T09:00:00.000Z`);
    await doAll(cases, diary.get(today) ?? []);
    await policies.catchUp();
    if (today < BEGINS) continue;
    // Now and then nothing runs for days; what is recorded then comes from elsewhere. The import is followed the same day.
    const isIdle = chance.happens(15) && today !== BEGINS && today !== IMPORTED_ON && today !== ENDS;
    if (isIdle) {
      idleDays += 1;
      continue;
    }
    clock.set(`${today}T17:00:00.000Z`);
    await takeIn();
    ledger.look(today);
    await pair.work();
    await afterDay?.(today, await pair.node(0));
  }
  const nodes = [await pair.node(0), await pair.node(1)];
  for (const node of nodes) await node.works();
  await takeIn();
  const close = async (): Promise<void> => {
    for (const node of nodes) await node.close();
    await cases.close();
    await rm(folder, { recursive: true });
  };
  return { today: ENDS, events: all, ledger, nodes, restarts: pair.restarts, kills: pair.kills, idleDays, close };
}
