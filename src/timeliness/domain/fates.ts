import type { CalendarDate } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';

/** What had become of a request for a needs assessment by a day (SEN2 item 2.5: Y, N, A and W). */
export type Fate = 'to-assess' | 'not-to-assess' | 'not-made' | 'withdrawn';

/** Work that nobody does before deciding to assess: the record of such a case lacks the decision. */
const AFTER_THE_DECISION: ReadonlySet<string> = new Set(['decision-to-issue', 'draft-plan-sent', 'final-plan-issued']);

/**
 * What had become of a request by a day. The first decision counts, and stays what it was when it is reversed later, as
 * the SEN2 return asks. A case that was closed without a decision counts as withdrawn, for whatever reason.
 */
export function fateOf(milestones: readonly Milestone[], on: CalendarDate): Fate {
  let decided: { readonly on: CalendarDate; readonly outcome: string } | undefined;
  let wentOn = false;
  let closed = false;
  for (const milestone of milestones) {
    if (milestone.on > on) continue;
    if (milestone.milestone === 'decision-to-assess') {
      if (decided === undefined || milestone.on < decided.on) decided = milestone;
    }
    wentOn ||= AFTER_THE_DECISION.has(milestone.milestone);
    closed ||= milestone.milestone === 'closed';
  }
  if (decided !== undefined) return decided.outcome === 'assess' ? 'to-assess' : 'not-to-assess';
  if (wentOn) return 'to-assess';
  return closed ? 'withdrawn' : 'not-made';
}
