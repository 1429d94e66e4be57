import { describe, expect, it } from '@jest/globals';
import { addDays, day, daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { SMALL_COUNCIL } from '../../testing/small-council.js';
import type { Act, CaseRef, RecordAct } from './acts.js';
import { inventCaseload, type Caseload } from './caseload.js';
import { isWorked } from './school-year.js';

const today = day('2026-05-29');
const caseload: Caseload = inventCaseload(SMALL_COUNCIL, { seed: '1', today });
const acts: readonly Act[] = caseload.stories.flatMap((story) => story.acts);
const records: readonly RecordAct[] = acts.filter((act) => act.type === 'record');
const of = (milestone: string): readonly RecordAct[] => records.filter((act) => act.milestone === milestone);
const share = (part: number, whole: number): number => part / whole;

describe('A caseload', () => {
  it('is the same for the same council, year, seed and day, and another for another seed', () => {
    expect(JSON.stringify(inventCaseload(SMALL_COUNCIL, { seed: '1', today }))).toBe(JSON.stringify(caseload));
    const other = inventCaseload(SMALL_COUNCIL, { seed: '2', today });
    expect(other.stories[0]?.person).not.toBe(caseload.stories[0]?.person);
    expect(other.stories[0]?.acts).not.toEqual(caseload.stories[0]?.acts);
  });

  it('covers three years up to its last day, and the calibrated year where that began before', () => {
    expect(caseload.period).toEqual({ goLive: '2023-05-26', census: '2025-01-16', today });
    const later = inventCaseload(SMALL_COUNCIL, { seed: '1', today: day('2028-03-01') });
    expect(later.period.goLive).toBe('2023-12-29');
    const longer = inventCaseload(SMALL_COUNCIL, { seed: '1', today: day('2025-02-03'), years: 5 });
    expect(longer.period.goLive).toBe('2020-02-03');
  });

  it('is refused for a day before its counts can hold', () => {
    expect(() => inventCaseload(SMALL_COUNCIL, { seed: '1', today: day('2025-01-15') })).toThrow(
      'The counts of 2024 are published as at 2025-01-16, which is after 2025-01-15.',
    );
  });

  it('records nothing before it happened, but what is planned, and nothing after the last day', () => {
    const planned = ['review-meeting-planned', 'phase-transfer-due'];
    const early = records.filter(({ milestone, fields, recordedOn }) => {
      return fields.on > recordedOn && !planned.includes(milestone);
    });
    expect(early).toEqual([]);
    const outside = acts.filter(({ recordedOn }) => recordedOn < caseload.period.goLive || recordedOn > today);
    expect(outside).toEqual([]);
  });

  it('records what happened by the census day by then', () => {
    const { census } = caseload.period;
    const late = records.filter(({ fields, recordedOn }) => fields.on <= census && recordedOn > census);
    expect(late).toEqual([]);
  });

  it('tells every story in the order of recording, and registers the child first', () => {
    const odd = caseload.stories.filter((story) => {
      const days = story.acts.map(({ recordedOn }) => recordedOn);
      return story.acts[0]?.type !== 'register' || days.join() !== days.toSorted().join();
    });
    expect(odd).toEqual([]);
  });

  it('records on working days, but for the census day', () => {
    const odd = acts.filter(({ recordedOn }) => !isWorked(recordedOn));
    expect(share(odd.length, acts.length)).toBeLessThan(0.01);
  });

  it('has few requests in August and many before the summer', () => {
    const inMonths = (...months: readonly string[]): number =>
      of('assessment-requested').filter(({ fields }) => months.includes(fields.on.slice(5, 7))).length;
    expect(inMonths('08')).toBeLessThan(inMonths('06', '07') / 3);
  });

  it('holds no review meeting in August', () => {
    const held = of('review-meeting-held').filter(({ fields }) => fields.on.slice(5, 7) === '08');
    expect(share(held.length, of('review-meeting-held').length)).toBeLessThan(0.02);
  });

  it('records a review while an earlier one still has the plan amended, which is done before the next meeting', () => {
    const corrected = new Set(acts.flatMap((act) => (act.type === 'correct' ? [act.case] : [])));
    const held = of('review-meeting-held').filter(({ case: ref }) => !corrected.has(ref));
    const later = held.filter(({ fields }) => fields.on > caseload.period.goLive);
    expect(later.filter(({ fields, recordedOn }) => daysBetween(fields.on, recordedOn) > 21)).toEqual([]);
    const amended = new Map(of('amended-plan-issued').map(({ case: ref, fields }) => [ref, fields.on]));
    const afterAmending = held.flatMap(({ case: ref, fields }) => {
      const before = 'after' in ref && typeof ref.after !== 'string' ? amended.get(ref.after) : undefined;
      return before === undefined ? [] : [{ amendedOn: before, meeting: fields.on }];
    });
    expect(afterAmending.length).toBeGreaterThan(50);
    expect(afterAmending.filter(({ amendedOn, meeting }) => amendedOn >= meeting)).toEqual([]);
  });

  it('has the slowest advice from educational psychologists', () => {
    const usual = (adviser: string): number => {
      const took = of('advice-requested')
        .filter(({ fields }) => fields.adviser === adviser)
        .flatMap((asked) => {
          const came = of('advice-received').find((one) => one.case === asked.case && one.fields.ref === adviser);
          return came === undefined ? [] : [daysBetween(asked.fields.on, came.fields.on)];
        })
        .sort((one, other) => one - other);
      return took[Math.floor(took.length / 2)] ?? 0;
    };
    expect(usual('educational-psychologist')).toBeGreaterThan(usual('health'));
    expect(usual('health')).toBeGreaterThan(usual('education-setting'));
  });

  it('has everything that happens to a council', () => {
    const milestones = new Set(records.map(({ milestone }) => milestone));
    const expected = [
      'advice-returned',
      'appeal-lodged',
      'case-closed',
      'exception-recorded',
      'family-informed',
      'mediation-contacted',
      'move-notified',
      'phase-transfer-due',
      'plan-ceased',
      'plan-made',
      'plan-transferred-in',
      'plan-transferred-out',
      'setting-consulted',
    ];
    expect(expected.filter((milestone) => !milestones.has(milestone))).toEqual([]);
    expect(acts.some(({ type }) => type === 'correct')).toBe(true);
  });

  it('gives officers uneven caseloads', () => {
    const loads = new Map<string, number>();
    for (const act of acts) if (act.type === 'assign') loads.set(act.officer, (loads.get(act.officer) ?? 0) + 1);
    const sorted = [...loads.values()].sort((one, other) => one - other);
    expect(sorted.at(-1) ?? 0).toBeGreaterThan(1.3 * (sorted[0] ?? 0));
  });

  it('names the next setting in time for most transfers', () => {
    const due = of('phase-transfer-due').filter(
      ({ fields }) => fields.phase === 'primary-to-secondary' && fields.on === '2025-09-01',
    );
    const amendedBy = (plan: CaseRef): CalendarDate | undefined =>
      records
        .filter(({ fields, case: ref }) => fields.phaseTransfer === true && (ref === plan || isReviewOf(ref, plan)))
        .map(({ fields }) => fields.on)
        .sort()[0];
    const inTime = due.filter(({ case: plan }) => (amendedBy(plan) ?? '9999') <= '2025-02-15');
    expect(due.length).toBeGreaterThan(5);
    expect(share(inTime.length, due.length)).toBeGreaterThan(0.5);
  });

  it('leaves work open on the last day', () => {
    const requested = of('assessment-requested').length;
    const over = of('final-plan-issued').length + of('case-closed').length;
    const refused = of('decision-to-assess-notified').filter(({ fields }) => fields.outcome === 'refuse').length;
    expect(requested - over - refused).toBeGreaterThan(10);
    const lately = of('review-meeting-held').filter(({ fields }) => fields.on > addDays(today, -60)).length;
    expect(lately).toBeGreaterThan(10);
  });
});

const isReviewOf = (ref: CaseRef, plan: CaseRef): boolean => ref.kind === 'review' && 'of' in ref && ref.of === plan;
