import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { Random } from '../demo/domain/random.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import type { EventStore, RecordedEvent } from '../event-store/event-store.js';
import { Outbox, type ListedMail } from '../mail/application/outbox.js';
import { addDays, day, type CalendarDate } from '../statute/calendar.js';
import { Rulebook } from '../statute/rulebook.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import type { Mood, ReceivedMail } from '../testing/mailbox.js';
import { linesBelow, MailingTracker, type MailedChild } from '../testing/mailing-tracker.js';
import { AcknowledgeAlerts } from './application/acknowledge-alerts.js';
import { Alerts } from './application/alerts.js';
import type { AlertEvent } from './domain/alert.events.js';

jest.setTimeout(240_000);

const FIRST = day('2026-03-09');
/** Over the end of March, when the clocks go forward. */
const DAYS = 30;
const TIMES = ['07:00', '07:01', '07:04', '07:30', '09:00', '12:00', '17:00'];
const MOODS: readonly Mood[] = [
  ...[{ at: 'recipient', status: 450 } as const, { at: 'data', status: 451 } as const],
  'takes-and-hangs-up',
];

let tracker: MailingTracker;
afterEach(async () => {
  jest.restoreAllMocks();
  await tracker.close();
});

/** What officers and managers do on a day. */
async function work(random: Random, children: MailedChild[]): Promise<void> {
  for (let count = random.whole(0, 2); count > 0; count -= 1) children.push(await tracker.child(random.whole(20, 44)));
  for (const { assessment } of children) {
    if (!random.chance(0.06)) continue;
    const on = addDays(tracker.today, -random.whole(0, 8));
    await tracker.request(NotifyDecisionToAssess.of({ case: assessment, on, outcome: 'refuse' }));
  }
  const store = tracker.get(EVENT_STORE as unknown as abstract new () => EventStore);
  for (const { stream, type } of await store.readAll(undefined, 100_000)) {
    if (type !== 'AlertRaised' || !random.chance(0.05)) continue;
    const recoveryOn = addDays(tracker.today, random.whole(1, 6));
    const request = AcknowledgeAlerts.of({ alerts: [stream.slice('alert-'.length)], reason: 'other', recoveryOn });
    await onBehalfOf({ actor: 'mona' }, () => tracker.get(Alerts).acknowledge(request));
  }
}

/** A day on which mail servers fail and programs are killed and started again; on some days nothing runs at all. */
async function troubledDay(on: CalendarDate, random: Random): Promise<void> {
  if (random.chance(0.12)) return;
  const isAway = random.chance(0.2);
  if (isAway) await tracker.box.close();
  tracker.at(on, '05:00');
  await tracker.sweep();
  for (const time of TIMES) {
    tracker.at(on, time);
    if (random.chance(0.15)) await tracker.restart();
    if (!isAway && random.chance(0.3)) tracker.box.moods.push(MOODS[random.whole(0, MOODS.length - 1)] ?? MOODS[0]!);
    if (random.chance(0.2)) {
      // Killed after the mail server took it, and before that was kept.
      jest.spyOn(tracker.get(Outbox), 'keep').mockRejectedValueOnce(new Error('Killed'));
    }
    await tracker.post();
    jest.restoreAllMocks();
  }
  tracker.box.moods.length = 0;
  if (isAway) await tracker.box.open();
}

const idOf = ({ messageId }: ReceivedMail): string => /^<(.*)@/.exec(messageId)?.[1] ?? messageId;

interface Breach {
  readonly line: string;
  /** How often it was raised as missed. */
  readonly raised: number;
  /** Whether it turned out that there was none. */
  readonly wasNone: boolean;
}

function breachesIn(events: readonly RecordedEvent[], children: readonly MailedChild[]): readonly Breach[] {
  const names = new Map(tracker.get(Rulebook).rules.map(({ id, name }) => [id, name]));
  const byStream = Map.groupBy(
    events.filter(({ stream }) => stream.startsWith('alert-')),
    ({ stream }) => stream,
  );
  return [...byStream.values()].flatMap((some): readonly Breach[] => {
    const told = some as readonly unknown[] as readonly AlertEvent[];
    const missed = told.flatMap((event) =>
      event.type === 'AlertRaised' && event.data.level === 'missed' && event.data.summary === undefined
        ? [event.data]
        : [],
    );
    const [one] = missed;
    const child = children.find(({ assessment }) => assessment === one?.case);
    if (one === undefined || child === undefined) return [];
    const wasNone = told.some(({ type, data }) => type === 'AlertResolved' && data.because !== 'done');
    return [{ line: `${child.reference}: ${names.get(one.rule) ?? ''}`, raised: missed.length, wasNone }];
  });
}

describe('Mails over a month in which mail servers fail and programs are killed', () => {
  it.each([1, 2])('equal the outbox, and tell of every breach once (seed %d)', async (seed) => {
    const random = new Random(`mails ${String(seed)}`);
    const children: MailedChild[] = [];
    tracker = new MailingTracker();
    await tracker.open(`${FIRST}T05:00:00.000Z`);
    await tracker.manager('mona');
    await tracker.morning(FIRST);
    for (let days = 1; days <= DAYS; days += 1) {
      tracker.at(addDays(FIRST, days - 1), '18:00');
      await work(random, children);
      await troubledDay(addDays(FIRST, days), random);
    }
    for (const days of [DAYS + 1, DAYS + 2]) await tracker.morning(addDays(FIRST, days));

    const { received } = tracker.box;
    const mails = new Map((await tracker.mails()).map((mail): [string, ListedMail] => [mail.id, mail]));
    const arrived = Map.groupBy(received, idOf);
    for (const mail of mails.values()) {
      const times = arrived.get(mail.id)?.length ?? 0;
      if (mail.state === 'sent') expect(times).toBeGreaterThanOrEqual(1);
      if (!mail.isUnsure) expect(times).toBe(mail.state === 'sent' ? 1 : 0);
    }
    for (const [id, some] of arrived) {
      expect(mails.get(id)).toMatchObject({ account: 'mona', kind: 'digest' });
      expect(new Set(some.map(({ source }) => linesBelow(source, 'Missed').length)).size).toBe(1);
    }

    const sure = received.filter((mail) => mails.get(idOf(mail))?.state === 'sent');
    const told = [...Map.groupBy(sure, idOf).values()].flatMap(([mail]) => linesBelow(mail?.source ?? '', 'Missed'));
    const store = tracker.get(EVENT_STORE as unknown as abstract new () => EventStore);
    const breaches = breachesIn(await store.readAll(undefined, 100_000), children);
    expect(breaches.length).toBeGreaterThan(5);
    for (const { line, raised, wasNone } of breaches) {
      const times = told.filter((one) => one.includes(line)).length;
      if (wasNone) expect(times).toBeLessThanOrEqual(raised);
      else expect([line, times]).toEqual([line, raised]);
    }
    expect(told.length).toBe(
      breaches.reduce((sum, { line }) => sum + told.filter((one) => one.includes(line)).length, 0),
    );
  });
});
