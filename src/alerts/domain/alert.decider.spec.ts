import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { observation } from '../../testing/random-alerts.js';
import { alertDecider, type AlertCommand } from './alert.decider.js';
import type { AlertedClock, AlertEvent } from './alert.events.js';
import type { SeenClock } from './sighting.js';

const { given } = specify(alertDecider);

const CLOCK: AlertedClock = {
  case: '018f0000-0000-7000-8000-0000000000a1',
  caseKind: 'assessment',
  person: '018f0000-0000-7000-8000-000000000001' as PersonId,
  rule: 'N7',
};

/** A final plan that is due on 20 June. */
const OPEN: SeenClock = { startedOn: day('2025-01-31'), dueOn: day('2025-06-20'), isExcused: false };

const look = (seen?: SeenClock, extra: object = {}): AlertCommand => ({ ...observation(CLOCK, seen), ...extra });

const dueSoon: AlertEvent = {
  type: 'AlertRaised',
  data: { ...CLOCK, level: 'due-soon', on: day('2025-06-06'), dueOn: OPEN.dueOn },
};
const missed: AlertEvent = {
  type: 'AlertRaised',
  data: { ...CLOCK, level: 'missed', on: day('2025-06-21'), dueOn: OPEN.dueOn },
};
const foundOn = (event: AlertEvent, on: string): AlertEvent =>
  ({ ...event, data: { ...event.data, foundOn: day(on) } }) as AlertEvent;
const inSummary = (event: AlertEvent): AlertEvent =>
  ({ ...event, data: { ...event.data, summary: 'S' } }) as AlertEvent;
const resolved = (because: string, on: string, entry?: number): AlertEvent =>
  ({
    type: 'AlertResolved',
    data: { because, on: day(on), ...(entry === undefined ? {} : { entry }) },
  }) as AlertEvent;
const acknowledged = (on: string, recoveryOn?: string): AlertEvent => ({
  type: 'AlertAcknowledged',
  data: { reason: 'panel-date', on: day(on), ...(recoveryOn === undefined ? {} : { recoveryOn: day(recoveryOn) }) },
});
const corrected = (undoneBy: number): object => ({ undoneBy });

describe('An alert is raised', () => {
  test('when a clock comes within its lead time, on the first day of that', () => {
    given().when(look(OPEN), '2025-06-05').thenNothing();
    given().when(look(OPEN), '2025-06-06').then(dueSoon);
  });

  test('with the day that it belongs to where nobody looked then', () => {
    given().when(look(OPEN), '2025-06-10').then(foundOn(dueSoon, '2025-06-10'));
    given().when(look(OPEN), '2025-06-25').then(foundOn(missed, '2025-06-25'));
  });

  test('on the day the clock started where that is within the lead time', () => {
    const short = { ...OPEN, startedOn: day('2025-06-12') };
    const data = { ...CLOCK, level: 'due-soon', on: day('2025-06-12'), dueOn: OPEN.dueOn } as const;
    given().when(look(short), '2025-06-12').then({ type: 'AlertRaised', data });
  });

  test('once for each level: the last day that complies is no breach, the day after is', () => {
    given(dueSoon).when(look(OPEN), '2025-06-20').thenNothing();
    given(dueSoon).when(look(OPEN), '2025-06-21').then(missed);
    given(dueSoon, missed).when(look(OPEN), '2025-06-21').thenNothing();
  });

  test('as part of a summary where an import or the first sweep found it late', () => {
    given()
      .when(look(OPEN, { summary: 'S' }), '2025-06-21')
      .then(inSummary(missed));
    given()
      .when(look(OPEN, { summary: 'S' }), '2025-06-06')
      .then(dueSoon);
  });

  test('and resolved at once where what was missed was done late between two looks', () => {
    const late = { ...OPEN, metOn: day('2025-06-24'), metBy: 9 };
    given()
      .when(look(late), '2025-06-25')
      .then(foundOn(missed, '2025-06-25'), resolved('done', '2025-06-24', 9));
    given()
      .when(look(late, { isOldNews: true }), '2025-06-25')
      .thenNothing();
    given(dueSoon)
      .when(look(late), '2025-06-25')
      .then(foundOn(missed, '2025-06-25'), resolved('done', '2025-06-24', 9));
  });

  test('for nothing that was done in time, ended before its day, or is excused', () => {
    given()
      .when(look({ ...OPEN, metOn: OPEN.dueOn }), '2025-06-25')
      .thenNothing();
    given()
      .when(look({ ...OPEN, endedOn: day('2025-03-01') }), '2025-06-25')
      .thenNothing();
    given()
      .when(look({ ...OPEN, isExcused: true }), '2025-06-25')
      .thenNothing();
    given().when(look(), '2025-06-25').thenNothing();
  });
});

describe('An alert is resolved', () => {
  test('by the milestone, which was late', () => {
    given(missed)
      .when(look({ ...OPEN, metOn: day('2025-07-01'), metBy: 9 }), '2025-07-02')
      .then(resolved('done', '2025-07-01', 9));
  });

  test('by the milestone in time', () => {
    given(dueSoon)
      .when(look({ ...OPEN, metOn: day('2025-06-18'), metBy: 9 }), '2025-06-19')
      .then(resolved('done', '2025-06-18', 9));
  });

  test('where the milestone had been in time and was recorded later', () => {
    given(missed)
      .when(look({ ...OPEN, metOn: day('2025-06-19'), metBy: 9 }), '2025-06-25')
      .then(resolved('done-in-time', '2025-06-25', 9));
  });

  test('by an exception, which is named', () => {
    given(missed)
      .when(look({ ...OPEN, isExcused: true, excusedBy: 8 }), '2025-06-25')
      .then(resolved('exception', '2025-06-25', 8));
  });

  test('by a correction that shows that there was no breach, which is named', () => {
    const later = { ...OPEN, dueOn: day('2025-09-01') };
    given(missed)
      .when(look(later, corrected(1)), '2025-06-25')
      .then(resolved('correction', '2025-06-25', 1));
    given(missed)
      .when(look(undefined, corrected(4)), '2025-06-25')
      .then(resolved('correction', '2025-06-25', 4));
    const inTime = { ...OPEN, metOn: day('2025-06-19'), metBy: 9 };
    given(missed)
      .when(look(inTime, corrected(9)), '2025-06-25')
      .then(resolved('correction', '2025-06-25', 9));
  });

  test('because the case took another road, where no correction is the reason', () => {
    given(missed).when(look(), '2025-06-25').then(resolved('ended', '2025-06-25'));
    given(missed)
      .when(look({ ...OPEN, endedOn: day('2025-06-23'), endedBy: 7 }), '2025-06-25')
      .then(resolved('ended', '2025-06-23', 7));
  });

  test('for good: looking again changes nothing', () => {
    const late = { ...OPEN, metOn: day('2025-07-01'), metBy: 9 };
    given(missed, resolved('done', '2025-07-01', 9))
      .when(look(late), '2025-08-01')
      .thenNothing();
  });

  test('for the reason that holds now, where a correction shows later that what was late was in time', () => {
    const inTime = { ...OPEN, metOn: day('2025-06-19'), metBy: 9 };
    given(missed, resolved('done', '2025-07-01', 9))
      .when(look(inTime, corrected(9)), '2025-07-05')
      .then(resolved('correction', '2025-07-05', 9));
  });
});

describe('The reason of a resolved alert is kept right', () => {
  test('where what was done late is due at another day, or not at all, since something else was recorded', () => {
    const done = resolved('done', '2025-07-01', 9);
    given(missed, done).when(look(), '2025-07-05').then(resolved('ended', '2025-07-05'));
    given(missed, done)
      .when(look({ ...OPEN, dueOn: day('2025-09-01') }), '2025-07-05')
      .then(resolved('ended', '2025-07-05'));
    given(missed, done, resolved('ended', '2025-07-05')).when(look(), '2025-07-06').thenNothing();
  });

  test('where what ended turns out to have been done in time', () => {
    const inTime = { ...OPEN, metOn: day('2025-06-19'), metBy: 9 };
    given(missed, resolved('ended', '2025-07-05'))
      .when(look(inTime), '2025-07-08')
      .then(resolved('done-in-time', '2025-07-08', 9));
  });

  test('where an exception excuses what ended late', () => {
    const ended = { ...OPEN, endedOn: day('2025-07-01'), endedBy: 7, isExcused: true, excusedBy: 8 };
    given(missed, resolved('ended', '2025-07-01', 7))
      .when(look(ended), '2025-07-08')
      .then(resolved('exception', '2025-07-08', 8));
  });
});

describe('An alert goes on', () => {
  test('where its due date moves: it belongs to another day', () => {
    given(missed)
      .when(look({ ...OPEN, dueOn: day('2025-06-13') }), '2025-06-25')
      .then({ type: 'AlertMoved', data: { on: day('2025-06-14'), dueOn: day('2025-06-13') } });
  });

  test('where the milestone that resolved it is taken back', () => {
    given(missed, resolved('done', '2025-07-01', 9))
      .when(look(OPEN), '2025-07-05')
      .then(foundOn(missed, '2025-07-05'));
  });

  test('as one that is due soon where a correction moves a breach to a coming day', () => {
    const later = { ...OPEN, dueOn: day('2025-06-30') };
    given(missed)
      .when(look(later, corrected(1)), '2025-06-25')
      .then(resolved('correction', '2025-06-25', 1), {
        type: 'AlertRaised',
        data: { ...CLOCK, level: 'due-soon', on: day('2025-06-16'), dueOn: later.dueOn, foundOn: day('2025-06-25') },
      });
  });

  test('where another lead time was set since', () => {
    given(dueSoon)
      .when(look(OPEN, { leadDays: 3 }), '2025-06-10')
      .thenNothing();
  });

  test('for nobody whose clock is a day behind', () => {
    given(missed).when(look(OPEN), '2025-06-20').thenNothing();
  });
});

describe('Managers are told again', () => {
  test('7 days after a breach was found that nobody acknowledged', () => {
    given(missed).when(look(OPEN), '2025-06-27').thenNothing();
    given(missed)
      .when(look(OPEN), '2025-06-29')
      .then({ type: 'AlertEscalated', data: { because: 'unacknowledged', on: day('2025-06-28') } });
    given(foundOn(missed, '2025-06-25')).when(look(OPEN), '2025-07-01').thenNothing();
    given(missed, acknowledged('2025-06-23')).when(look(OPEN), '2025-08-01').thenNothing();
  });

  test('of nothing that a summary tells of, nor of what is only due soon', () => {
    given(inSummary(missed)).when(look(OPEN), '2025-08-01').thenNothing();
    given(dueSoon).when(look(OPEN), '2025-06-20').thenNothing();
  });

  test('when the day of recovery has passed, and by a new acknowledgement no more', () => {
    const passed: AlertEvent = {
      type: 'AlertEscalated',
      data: { because: 'recovery-date-passed', on: day('2025-07-02') },
    };
    given(missed, acknowledged('2025-06-23', '2025-07-01')).when(look(OPEN), '2025-07-01').thenNothing();
    given(missed, acknowledged('2025-06-23', '2025-07-01')).when(look(OPEN), '2025-07-04').then(passed);
    given(missed, acknowledged('2025-06-23', '2025-07-01'), passed, acknowledged('2025-07-04', '2025-07-20'))
      .when(look(OPEN), '2025-07-05')
      .thenNothing();
  });
});

describe('A manager acknowledges an alert', () => {
  const answer = (extra: object = {}): AlertCommand => ({ type: 'Acknowledge', reason: 'panel-date', ...extra });

  test('with a reason, a day of recovery and a note', () => {
    const said = { recoveryOn: day('2025-07-01'), note: 'sealed' as SealedText };
    given(missed)
      .when(answer(said), '2025-06-23')
      .then({ type: 'AlertAcknowledged', data: { reason: 'panel-date', ...said, on: day('2025-06-23') } });
  });

  test('once, unless something else is said or managers were told again', () => {
    given(missed, acknowledged('2025-06-23')).when(answer(), '2025-06-24').thenNothing();
    given(missed, acknowledged('2025-06-23'))
      .when(answer({ reason: 'other' }), '2025-06-24')
      .then({ type: 'AlertAcknowledged', data: { reason: 'other', on: day('2025-06-24') } });
  });

  test('not where there is none, it is resolved, or the day of recovery has passed', () => {
    given().when(answer(), '2025-06-23').thenRefused('unknown-alert: alert');
    given(missed, resolved('done', '2025-06-22')).when(answer(), '2025-06-23').thenRefused('alert-resolved: alert');
    given(missed)
      .when(answer({ recoveryOn: day('2025-06-22') }), '2025-06-23')
      .thenRefused('recovery-in-the-past: recoveryOn');
  });

  test('early: that holds when the clock is missed if it names a later day of recovery', () => {
    const early = acknowledged('2025-06-10', '2025-07-10');
    expect(given(dueSoon, early, missed).state).toHaveProperty('acknowledged');
    expect(given(dueSoon, acknowledged('2025-06-10'), missed).state).not.toHaveProperty('acknowledged');
    expect(given(missed, early, resolved('done', '2025-07-01'), missed).state).not.toHaveProperty('acknowledged');
  });
});
