import type { Request } from 'express';
import { Form } from '../../platform/web/form.js';
import { momentAsked, type ReadMoment } from '../../platform/web/moment.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { choice, type Problem } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';

/** By what the officers of a workload are in order. */
export const WORKLOAD_SORTS = ['officer', 'team', 'open', 'overdue', 'soon'] as const;
export type WorkloadSort = (typeof WORKLOAD_SORTS)[number];

/** The team of a query that stands for no team. */
export const NO_TEAM = 'none';

/** What of a workload is asked for. */
export interface WorkloadQuery {
  /** `null` for no team; all where it is not said. */
  readonly team?: string | null;
  readonly sort: WorkloadSort;
  readonly moment: ReadMoment;
}

const A_TEAM = /^[\p{L}\p{N}][\p{L}\p{N}._@:-]{0,99}$/u;

/** Reads a team; nothing where all are meant. What is wrong is added to the problems. */
export function readTeam(form: Form, problems: Problem[]): { readonly team?: string | null } {
  const text = form.text('team');
  if (text === '') return {};
  if (text === NO_TEAM) return { team: null };
  if (A_TEAM.test(text)) return { team: text };
  problems.push({ place: 'team', reason: 'it is not acceptable', accepted: 'the id of a team, or none' });
  return {};
}

/** Reads one of some values; the first where nothing is said. What is wrong is added to the problems. */
export function readChoice<T extends string>(
  form: Form,
  name: string,
  values: readonly [T, ...T[]],
  problems: Problem[],
): T {
  const text = form.text(name);
  const known = values.find((value) => value === text);
  if (known !== undefined) return known;
  if (text !== '') problems.push({ place: name, reason: 'it is not acceptable', accepted: choice(values) });
  return values[0];
}

/**
 * Reads what of a workload is asked for.
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readWorkloadQuery(request: Pick<Request, 'originalUrl'>, today: CalendarDate): WorkloadQuery {
  const form = Form.ofQuery(request);
  const problems: Problem[] = [];
  const query = {
    ...readTeam(form, problems),
    sort: readChoice(form, 'sort', WORKLOAD_SORTS, problems),
    moment: momentAsked(request, today),
  };
  if (problems.length > 0) throw invalidRequest(problems);
  return query;
}

/** The address of a page with a team, a moment and whatever else is chosen; what is nothing is left out. */
export function queried(path: string, chosen: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    if (value !== undefined) query.set(name, value ?? NO_TEAM);
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
