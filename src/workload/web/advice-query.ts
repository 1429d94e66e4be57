import type { Request } from 'express';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import type { Problem } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { momentAsked, type ReadMoment } from '../../platform/web/moment.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { parsePeriod, periodOf, type Period, type PeriodKind } from '../../timeliness/application/periods.js';
import { readChoice, readTeam } from './workload-query.js';

/** The kinds of period that advice is counted for; the first unless another is asked for. */
export const ADVICE_PERIODS = [
  'rolling-12-months',
  'month',
  'quarter',
  'calendar-year',
  'financial-year',
  'academic-year',
] as const satisfies readonly [PeriodKind, ...PeriodKind[]];

/** What of the advice is asked for. */
export interface AdviceQuery {
  /** `null` for no team; all where it is not said. */
  readonly team?: string | null;
  readonly kind: PeriodKind;
  /** The period as it is written; the one that the day of the page belongs to where nothing is said. */
  readonly period?: Period;
  readonly moment: ReadMoment;
}

/** The period that a query asks for, as at a day. */
export const periodAt =
  ({ kind, period }: AdviceQuery) =>
  (asAt: CalendarDate): Period =>
    period ?? periodOf(kind, asAt);

/**
 * Reads what of the advice is asked for.
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readAdviceQuery(request: Pick<Request, 'originalUrl'>, today: CalendarDate): AdviceQuery {
  const form = Form.ofQuery(request);
  const problems: Problem[] = [];
  const team = readTeam(form, problems);
  const kind = readChoice(form, 'kind', ADVICE_PERIODS, problems);
  const text = form.text('period');
  const moment = momentAsked(request, today);
  const period = text === '' ? undefined : parsePeriod(kind, text);
  if (text !== '' && (period === undefined || period.from > (moment.asked.asAt ?? today))) {
    const reason = period === undefined ? 'it is not acceptable' : 'it has not begun';
    problems.push({ place: 'period', reason, accepted: `such as ${periodOf(kind, today).label}` });
  }
  if (problems.length > 0) throw invalidRequest(problems);
  return { ...team, kind, ...(period === undefined ? {} : { period }), moment };
}
