import type { Request } from 'express';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { choice, type Problem } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { momentAsked, type ReadMoment } from '../../platform/web/moment.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { comingYear } from '../application/phase-transfers.js';
import { TRANSFER_COUNTS, type Phase, type TransferCount } from '../domain/transfer-risk.js';
import { FIRST_YEAR, LAST_YEAR, readPage } from './annual-reviews-query.js';
import { readChoice, readTeam } from './workload-query.js';
import { TRANSFER_PHASES } from '../../statute/milestones.js';

/** What of the phase transfers is asked for. */
export interface PhaseTransferQuery {
  /** The year of the transfers. */
  readonly year: number;
  readonly team?: string | null;
  readonly phase?: Phase;
  readonly count: TransferCount;
  readonly page: number;
  readonly moment: ReadMoment;
}

function readPhase(form: Form, problems: Problem[]): { readonly phase?: Phase } {
  const text = form.text('phase');
  if (text === '') return {};
  const phase = TRANSFER_PHASES.find((one) => one === text);
  if (phase !== undefined) return { phase };
  problems.push({ place: 'phase', reason: 'it is not acceptable', accepted: choice(TRANSFER_PHASES) });
  return {};
}

/**
 * Reads what of the phase transfers is asked for.
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readPhaseTransfer(request: Pick<Request, 'originalUrl'>, today: CalendarDate): PhaseTransferQuery {
  const form = Form.ofQuery(request);
  const problems: Problem[] = [];
  const moment = momentAsked(request, today);
  const text = form.text('year');
  const year = text === '' ? comingYear(moment.asked.asAt ?? today) : /^\d{4}$/.test(text) ? Number(text) : 0;
  if (year <= FIRST_YEAR || year > LAST_YEAR) {
    problems.push({
      place: 'year',
      reason: 'it is not acceptable',
      accepted: `the year of the transfer, from ${String(FIRST_YEAR + 1)} to ${String(LAST_YEAR)}`,
    });
  }
  const query = {
    year,
    ...readTeam(form, problems),
    ...readPhase(form, problems),
    count: readChoice(form, 'count', TRANSFER_COUNTS, problems),
    page: readPage(form, problems),
    moment,
  };
  if (problems.length > 0) throw invalidRequest(problems);
  return query;
}

/** What was chosen, as the addresses of the page carry it. */
export function chosenTransfers(
  { year, team, phase, count, moment: { asked } }: PhaseTransferQuery,
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | null | undefined> {
  return {
    year: String(year),
    team,
    phase,
    count: count === TRANSFER_COUNTS[0] ? undefined : count,
    asAt: asked.asAt,
    knownOn: asked.knownOn,
    ...changes,
  };
}
