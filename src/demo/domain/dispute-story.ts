import { addDays, addMonths, type CalendarDate } from '../../statute/calendar.js';
import type { Random } from './random.js';
import { workedFrom } from './school-year.js';

/** A milestone of mediation or an appeal. */
export type DisputeStep = Readonly<Record<string, unknown>> & { readonly milestone: string; readonly on: CalendarDate };

/** What follows a refusal, and from when the council assesses after all, if it does. */
export interface Dispute {
  readonly steps: readonly DisputeStep[];
  readonly assessFrom?: CalendarDate;
}

const NONE: Dispute = { steps: [] };

/**
 * What a family does after a refusal to assess. What turns a refusal comes after the census day where the refusal came
 * before it, so that the published fates stay true.
 */
export function disputeAfterRefusal(refusedOn: CalendarDate, census: CalendarDate, random: Random): Dispute {
  if (!random.chance(0.34)) return NONE;
  const later = (on: CalendarDate, least: number, most: number): CalendarDate =>
    workedFrom(addDays(on, random.whole(least, most)));
  const contacted = later(refusedOn, 8, 45);
  const certificate = later(contacted, 1, 4);
  const contact: readonly DisputeStep[] = [{ milestone: 'mediation-contacted', on: contacted }];
  const certified: DisputeStep = { milestone: 'mediation-certificate-issued', on: certificate };
  const mayTurn = (on: CalendarDate): boolean => refusedOn > census || on > addDays(census, 60);
  const course = random.weighted([
    ['reversed', 25],
    ['mediation', 20],
    ['certificate', 20],
    ['appeal', 35],
  ] as const);
  if (course === 'reversed') {
    const on = later(refusedOn, 20, 60);
    return mayTurn(on) ? { steps: [{ milestone: 'decision-reversed', on, stage: 'assess' }], assessFrom: on } : NONE;
  }
  if (course === 'mediation') {
    const held = later(contacted, 20, 32);
    const steps: readonly DisputeStep[] = [
      ...contact,
      { milestone: 'mediation-requested', on: contacted, issues: 'education' },
      { milestone: 'mediation-held', on: held },
    ];
    if (!mayTurn(held) || random.chance(0.4)) return { steps: [...steps, { ...certified, on: later(held, 1, 3) }] };
    const agreed: DisputeStep = { milestone: 'mediation-agreed', on: held, order: 'assess' };
    return toAssess([...steps, agreed, { ...certified, on: later(held, 1, 3) }], held, random);
  }
  if (course === 'certificate') return { steps: [...contact, certified] };
  return appeal([...contact, certified], later(certificate, 3, 25), mayTurn, random);
}

/** The council gives notice that it will assess, which is due in two weeks, and goes on from there. */
function toAssess(steps: readonly DisputeStep[], turned: CalendarDate, random: Random): Dispute {
  const on = workedFrom(addDays(turned, random.around(2, 10, 17)));
  return { steps: [...steps, { milestone: 'decision-to-assess-notified', on, outcome: 'assess' }], assessFrom: on };
}

function appeal(
  before: readonly DisputeStep[],
  lodged: CalendarDate,
  mayTurn: (on: CalendarDate) => boolean,
  random: Random,
): Dispute {
  const later = (on: CalendarDate, least: number, most: number): CalendarDate =>
    workedFrom(addDays(on, random.whole(least, most)));
  const about = 'refusal-to-assess';
  const sent = later(lodged, 2, 6);
  const steps: readonly DisputeStep[] = [...before, { milestone: 'appeal-lodged', on: lodged, appeal: about }];
  const responded: DisputeStep = { milestone: 'appeal-responded', on: later(sent, 15, 29) };
  const end = random.weighted([
    ['conceded', 45],
    ['withdrawn', 15],
    ['ordered', 30],
    ['dismissed', 10],
  ] as const);
  const conceded = later(lodged, 20, 70);
  if (end === 'conceded' && mayTurn(conceded)) {
    return toAssess([...steps, { milestone: 'appeal-conceded', on: conceded, appeal: about }], conceded, random);
  }
  const heard = workedFrom(addDays(addMonths(lodged, random.whole(6, 10)), random.whole(0, 20)));
  if (end === 'ordered' && mayTurn(heard)) {
    const ordered: DisputeStep = { milestone: 'tribunal-ordered', on: heard, order: 'assess', appeal: about };
    return toAssess([...steps, responded, ordered], heard, random);
  }
  return end === 'dismissed'
    ? { steps: [...steps, responded, { milestone: 'tribunal-ordered', on: heard, order: 'dismiss', appeal: about }] }
    : {
        steps: [...steps, responded, { milestone: 'appeal-withdrawn', on: later(responded.on, 5, 60), appeal: about }],
      };
}

/** What a family does that is not content with what the plan says; the plan is amended as was conceded or ordered. */
export function disputeAboutPlan(issuedOn: CalendarDate, random: Random): readonly DisputeStep[] {
  if (!random.chance(0.05)) return [];
  const later = (on: CalendarDate, least: number, most: number): CalendarDate =>
    workedFrom(addDays(on, random.whole(least, most)));
  const about = 'contents';
  const contacted = later(issuedOn, 8, 35);
  const certificate = later(contacted, 1, 4);
  const lodged = later(certificate, 3, 20);
  const responded = later(lodged, 18, 38);
  const steps: readonly DisputeStep[] = [
    { milestone: 'mediation-contacted', on: contacted },
    { milestone: 'mediation-certificate-issued', on: certificate },
    { milestone: 'appeal-lodged', on: lodged, appeal: about },
    { milestone: 'appeal-responded', on: responded },
  ];
  const conceded = later(responded, 10, 80);
  const heard = workedFrom(addDays(addMonths(lodged, random.whole(8, 12)), random.whole(0, 20)));
  const end = random.weighted<DisputeStep>([
    [{ milestone: 'appeal-conceded', on: conceded, appeal: about }, 40],
    [{ milestone: 'tribunal-ordered', on: heard, order: 'amend-contents', appeal: about }, 30],
    [{ milestone: 'appeal-withdrawn', on: conceded, appeal: about }, 20],
    [{ milestone: 'tribunal-ordered', on: heard, order: 'dismiss', appeal: about }, 10],
  ]);
  if (end.milestone === 'appeal-withdrawn' || end.order === 'dismiss') return [...steps, end];
  return [...steps, end, { milestone: 'amended-plan-issued', on: later(end.on, 12, 42) }];
}
