import type { Request } from 'express';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import type { Problem } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { momentAsked, type ReadMoment } from '../../platform/web/moment.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { readTeam } from './workload-query.js';
import { readPage } from './annual-reviews-query.js';

/** What of the exceptions is asked for. */
export interface ExceptionsQuery {
  /** `null` for no team; all where it is not said. */
  readonly team?: string | null;
  readonly year?: number;
  readonly page: number;
  readonly moment: ReadMoment;
}

function numberIn(form: Form, name: string, shape: RegExp, accepted: string, problems: Problem[]): number | undefined {
  const text = form.text(name);
  if (text === '') return undefined;
  if (shape.test(text)) return Number(text);
  problems.push({ place: name, reason: 'it is not acceptable', accepted });
  return undefined;
}

/**
 * Reads what of the exceptions is asked for.
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readExceptionsQuery(request: Pick<Request, 'originalUrl'>, today: CalendarDate): ExceptionsQuery {
  const form = Form.ofQuery(request);
  const problems: Problem[] = [];
  const team = readTeam(form, problems);
  const year = numberIn(form, 'year', /^(?:19|20)\d\d$/, 'a calendar year, such as 2025', problems);
  const page = readPage(form, problems);
  if (problems.length > 0) throw invalidRequest(problems);
  return { ...team, ...(year === undefined ? {} : { year }), page, moment: momentAsked(request, today) };
}
