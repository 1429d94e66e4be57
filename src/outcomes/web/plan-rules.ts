import { USUALLY_HELD_FOR, USUAL_PERCENT, USUAL_POINTS, USUAL_YEARS_HELD } from '../domain/status.js';
import { tagOf, type StatusTag } from './plan-words.js';

/** The rules by which a status is proposed, as people read them: the best first. */
export const PROPOSAL_RULES: readonly { readonly status: StatusTag; readonly text: string }[] = [
  {
    status: tagOf('purple'),
    text: `The last value meets the target, and so do the last ${String(USUALLY_HELD_FOR)} of periods that are over (${String(USUAL_YEARS_HELD)} where each is a year), unless the plan says how many.`,
  },
  { status: tagOf('green'), text: 'The last value meets the target, or is at its trajectory or better.' },
  {
    status: tagOf('amber'),
    text: `The last value is behind its trajectory by no more than ${String(USUAL_POINTS)} percentage points, or ${String(USUAL_PERCENT)}% of what the trajectory asks for where it is no share, unless the plan states a margin.`,
  },
  { status: tagOf('red'), text: 'The last value is behind its trajectory by more than that.' },
  { status: tagOf('not-due-yet'), text: 'Work on it begins later.' },
];
