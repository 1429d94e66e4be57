import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { Accounts } from '../access/application/accounts.js';
import { ChildRestrictions } from '../access/application/child-restrictions.js';
import { DigestWishes } from '../access/application/digest-wishes.js';
import { SharedDatabase } from '../access/application/shared-database.js';
import { Teams } from '../access/application/teams.js';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import type { EventStore } from '../event-store/event-store.js';
import { Outbox } from '../mail/application/outbox.js';
import { Restrictions } from '../platform/access/restrictions.js';
import { WallClock } from '../platform/wall-clock.js';
import { ReadModels } from '../read-model/read-models.js';
import { addDays, day } from '../statute/calendar.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import { linesBelow, MailingTracker } from '../testing/mailing-tracker.js';
import { AcknowledgeAlerts } from './application/acknowledge-alerts.js';
import { AlertLists } from './application/alert-lists.js';
import { AlertSettings } from './application/alert-settings.js';
import { Alerts } from './application/alerts.js';
import { Digests } from './application/digests.js';
import { MorningMail } from './application/morning-mail.js';

jest.setTimeout(60_000);

/** A Monday in winter, when London's time is that of UTC. */
const MONDAY = day('2026-02-02');
/** A decision whether to assess is due 6 weeks after the request: 42 days. */
const SIX_WEEKS = 42;

let tracker: MailingTracker;

beforeEach(async () => {
  tracker = new MailingTracker();
  await tracker.open(`${MONDAY}T05:00:00.000Z`);
  for (const id of ['north', 'south']) await tracker.get(Teams).add(id, `Plans ${id}`);
  await tracker.manager('mona');
  // The first sweep of a log finds what was late before; the first mail tells what stands open.
  await tracker.morning(MONDAY);
});
afterEach(() => tracker.close());

const received = () => tracker.box.received;
const missedIn = (source = ''): readonly string[] => linesBelow(source, 'Missed');
const standing = () => tracker.get(MorningMail).of('mona');
const decide = (assessment: string, on = tracker.today): Promise<void> =>
  tracker.request(NotifyDecisionToAssess.of({ case: assessment, on, outcome: 'assess' }));

describe('The digest of a morning', () => {
  it('tells of a breach on the morning on which it happens, by initials and reference, once', async () => {
    tracker.at(MONDAY, '09:00');
    const { reference } = await tracker.child(SIX_WEEKS - 1);
    await tracker.morning(addDays(MONDAY, 1));
    expect(linesBelow(received()[0]?.source ?? '', 'Due soon')).toEqual([
      `- O.Q., ${reference}: Decision to assess, due 3 February 2026, due today`,
    ]);
    await tracker.morning(addDays(MONDAY, 2));
    await tracker.morning(addDays(MONDAY, 3));
    expect(received()).toHaveLength(2);
    const [, mail] = received();
    expect(mail).toMatchObject({ to: 'mona@example.gov.uk', subject: 'EHCP alerts, 4 February 2026: 1 missed' });
    expect(missedIn(mail?.source)).toEqual([
      `- O.Q., ${reference}: Decision to assess, due 3 February 2026, 1 day late`,
    ]);
    expect(mail?.source).toContain('https://ehcp.example.gov.uk/alerts');
    expect(mail?.source).not.toMatch(/Quillfeather|Ottoline/);
  });

  it('is not made before its hour, nor before the day was swept, and then the page says that it was sent', async () => {
    tracker.at(MONDAY, '09:00');
    await tracker.child(SIX_WEEKS + 1);
    const tuesday = addDays(MONDAY, 1);
    tracker.at(tuesday, '07:30');
    await tracker.post();
    expect(await standing()).toEqual({ is: 'expected', at: '07:00' });
    tracker.at(tuesday, '06:00');
    await tracker.sweep();
    await tracker.post();
    expect(received()).toEqual([]);
    tracker.at(tuesday, '07:00');
    await tracker.post();
    expect(received()).toHaveLength(1);
    expect(await standing()).toEqual({ is: 'sent', at: '07:00' });
  });

  it('goes by the clocks of London: an hour earlier in UTC in summer', async () => {
    const june = day('2026-06-02');
    tracker.at(addDays(june, -1), '09:00');
    await tracker.child(SIX_WEEKS + 1);
    tracker.at(june, '05:00');
    await tracker.sweep();
    tracker.at(june, '05:59');
    await tracker.post();
    expect(received()).toEqual([]);
    tracker.at(june, '06:00');
    await tracker.post();
    expect(received()).toHaveLength(1);
  });

  it('is no mail where nothing is new', async () => {
    await tracker.morning(addDays(MONDAY, 1));
    expect(received()).toEqual([]);
    expect(await standing()).toEqual({ is: 'nothing-to-tell' });
  });

  it('tells managers of their teams, of what no team has, and those in no team of everything', async () => {
    await tracker.manager('nora', ['north']);
    await tracker.manager('sam', ['south']);
    tracker.at(MONDAY, '09:00');
    const [north, south, nobody] = [
      await tracker.child(SIX_WEEKS + 1, 'north'),
      await tracker.child(SIX_WEEKS + 1, 'south'),
      await tracker.child(SIX_WEEKS + 1),
    ];
    await tracker.morning(addDays(MONDAY, 1));
    // Theirs is the first mail of these two, which tells only what stands open.
    tracker.at(addDays(MONDAY, 1), '09:00');
    const late = [await tracker.child(SIX_WEEKS + 1, 'north'), await tracker.child(SIX_WEEKS + 1, 'south')];
    late.push(await tracker.child(SIX_WEEKS + 1));
    await tracker.morning(addDays(MONDAY, 2));
    const told = (id: string, at: number): readonly string[] =>
      missedIn(received().filter(({ to }) => to.startsWith(id))[at]?.source).map((line) => line.slice(8, 16));
    expect([...told('mona', 0)].sort()).toEqual([north, south, nobody].map(({ reference }) => reference));
    expect([...told('mona', 1)].sort()).toEqual(late.map(({ reference }) => reference));
    expect([...told('nora', 1)].sort()).toEqual([late[0]?.reference, late[2]?.reference]);
    expect([...told('sam', 1)].sort()).toEqual([late[1]?.reference, late[2]?.reference]);
  });

  it('leaves out a child who is kept from its reader, also one who is by the time that it is sent', async () => {
    tracker.at(MONDAY, '09:00');
    const [kept, other] = [await tracker.child(SIX_WEEKS + 1), await tracker.child(SIX_WEEKS + 1)];
    await tracker.get(Accounts).add({ id: 'cora', name: 'Cora', roles: ['caseworker'], teams: [] });
    const restrict = (person: typeof kept.person): Promise<void> =>
      tracker.get(ChildRestrictions).restrict({ person, officers: ['cora'], reason: 'safety' }, 'mona');
    await restrict(kept.person);
    await tracker.box.close();
    await tracker.morning(addDays(MONDAY, 1));
    await tracker.box.open();
    await restrict(other.person);
    tracker.at(addDays(MONDAY, 1), '08:00');
    await tracker.post();
    expect(received()).toEqual([]);
    expect(await tracker.mails()).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('goes to nobody who turned it off, and begins anew when they turn it on', async () => {
    await tracker.get(DigestWishes).say('mona', false);
    tracker.at(MONDAY, '09:00');
    await tracker.child(SIX_WEEKS + 1);
    await tracker.morning(addDays(MONDAY, 1));
    expect(await standing()).toEqual({ is: 'turned-off' });
    await tracker.get(DigestWishes).say('mona', true);
    tracker.at(addDays(MONDAY, 1), '09:00');
    const { reference } = await tracker.child(SIX_WEEKS + 1);
    await tracker.morning(addDays(MONDAY, 2));
    expect(received()).toHaveLength(1);
    expect(missedIn(received()[0]?.source)).toEqual([expect.stringContaining(reference)]);
  });

  it('is, after days on which nothing ran, one mail for today that tells of all of them', async () => {
    tracker.at(MONDAY, '09:00');
    const children = [];
    for (const days of [0, 1, 2]) children.push(await tracker.child(SIX_WEEKS - days));
    await tracker.morning(addDays(MONDAY, 5));
    expect(received()).toHaveLength(1);
    const lines = missedIn(received()[0]?.source).map((line) => line.slice(8));
    expect(lines).toEqual(
      children.map(({ reference }, index) => {
        const due = ['2 February', '3 February', '4 February'][index] ?? '';
        return `${reference}: Decision to assess, due ${due} 2026, ${String(5 - index)} days late`;
      }),
    );
  });

  it('that could not be sent is not sent a day late: the next one tells what it would have told', async () => {
    tracker.at(MONDAY, '09:00');
    const first = await tracker.child(SIX_WEEKS + 1);
    await tracker.box.close();
    await tracker.morning(addDays(MONDAY, 1));
    expect(await standing()).toEqual({ is: 'failed', isGivenUp: false });
    const second = await tracker.child(SIX_WEEKS + 1);
    await tracker.restart();
    await tracker.box.open();
    await tracker.morning(addDays(MONDAY, 2));
    expect(received()).toHaveLength(1);
    const text = missedIn(received()[0]?.source).join();
    for (const { reference } of [first, second]) expect(text).toContain(reference);
    expect((await tracker.mails()).map(({ state }) => state).sort()).toEqual(['sent', 'withdrawn']);
  });

  it('says of a breach that was done late since that it was, and nothing of one that turned out to be none', async () => {
    tracker.at(MONDAY, '09:00');
    const [late, inTime] = [await tracker.child(SIX_WEEKS + 1), await tracker.child(SIX_WEEKS + 1)];
    await tracker.sweep();
    await decide(late.assessment);
    await decide(inTime.assessment, addDays(MONDAY, -1));
    await tracker.morning(addDays(MONDAY, 1));
    expect(missedIn(received()[0]?.source)).toEqual([expect.stringMatching(/, done since$/)]);
    expect(received()[0]?.source).toContain(late.reference);
    expect(received()[0]?.source).not.toContain(inTime.reference);
  });

  it('tells of a breach again when nobody acknowledged it in a week', async () => {
    tracker.at(MONDAY, '09:00');
    const { reference } = await tracker.child(SIX_WEEKS + 1);
    for (let days = 1; days <= 10; days += 1) await tracker.morning(addDays(MONDAY, days));
    const again = received().flatMap(({ source }) => linesBelow(source, 'Nobody acknowledged them in time'));
    expect(again).toEqual([expect.stringContaining(reference)]);
  });

  it('tells that a recovery date passed on the morning after it', async () => {
    tracker.at(MONDAY, '09:00');
    const { reference } = await tracker.child(SIX_WEEKS + 1);
    await tracker.sweep();
    const { items } = await tracker.get(AlertLists).page({}, 1);
    const alerts = items.map(({ id }) => id);
    const request = AcknowledgeAlerts.of({ alerts, reason: 'other', recoveryOn: addDays(MONDAY, 2) });
    await onBehalfOf({ actor: 'mona' }, () => tracker.get(Alerts).acknowledge(request));
    for (let days = 1; days <= 4; days += 1) await tracker.morning(addDays(MONDAY, days));
    expect(received().map(({ source }) => linesBelow(source, 'Their recovery dates passed'))).toEqual([
      [],
      [expect.stringContaining(reference)],
    ]);
    expect(received()[1]?.subject).toBe('EHCP alerts, 5 February 2026');
  });

  it('tells as one what an import brought late', async () => {
    tracker.at(MONDAY, '09:00');
    const origin = { actor: 'import', correlationId: v7() };
    for (const days of [60, 70, 80]) await tracker.child(days, undefined, origin);
    await tracker.morning(addDays(MONDAY, 1));
    expect(received()).toHaveLength(1);
    const [mail] = received();
    expect(missedIn(mail?.source)).toEqual([]);
    expect(mail?.source.replace(/=\r\n/g, '')).toContain(
      'An import on 2 February 2026 found 3 deadlines that were missed already.',
    );
    await tracker.morning(addDays(MONDAY, 9));
    expect(received()).toHaveLength(1);
  });

  it('is made once by two processes at once', async () => {
    tracker.at(MONDAY, '09:00');
    await tracker.child(SIX_WEEKS + 1);
    tracker.at(addDays(MONDAY, 1), '07:00');
    await tracker.sweep();
    const node = (): Digests =>
      new Digests(
        tracker.get(EVENT_STORE as unknown as abstract new () => EventStore),
        tracker.get(ReadModels),
        tracker.get(Alerts),
        tracker.get(AlertSettings),
        tracker.get(Accounts),
        tracker.get(DigestWishes),
        tracker.get(Restrictions),
        tracker.get(SharedDatabase as unknown as abstract new () => SharedDatabase),
        tracker.get(Outbox),
        tracker.get(WallClock),
      );
    await Promise.all([node().makeDue(), node().makeDue(), tracker.post()]);
    await tracker.post();
    expect(received()).toHaveLength(1);
    expect(await tracker.mails()).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });
});

describe('The first digest of a manager', () => {
  it('tells what stands open', async () => {
    tracker.at(MONDAY, '09:00');
    await tracker.child(SIX_WEEKS + 1);
    await tracker.manager('nora');
    await tracker.morning(addDays(MONDAY, 1));
    const mail = received().find(({ to }) => to.startsWith('nora'));
    expect(mail?.source).toContain('This is your first morning mail.');
    expect(mail?.source).toContain('Open now: 1 missed, of which 1 not acknowledged; 0 due soon.');
  });
});
