import { disputeLeadsTo } from '../../streams/domain/amendments.js';
import { comesBefore, type Entry } from '../../streams/domain/case-record.js';
import type { View } from '../../streams/domain/consistency.js';
import type { AssessmentMilestone } from './assessment.events.js';

/** What the council decides on in a needs assessment: whether to assess, and whether to issue a plan. */
export type Matter = 'assess' | 'issue';

/** Where a reversal, a concession, an agreement or an order takes a needs assessment. */
export type Road = Matter | 'amend';

/** The milestones that can take a needs assessment further after a decision. */
const TURNS = ['DecisionReversed', 'MediationAgreed', 'AppealConceded', 'TribunalOrdered'] as const;

/** Where an order takes it, or an agreement in the words of one. */
function roadOfOrder(order: string): Road | undefined {
  switch (order) {
    case 'assess':
    case 'reconsider':
      return 'assess';
    case 'make-plan':
      return 'issue';
    default:
      return undefined;
  }
}

/** Where a milestone takes a needs assessment; nothing where it is about other matters, such as a dismissal. */
export function roadOf(entry: Entry): Road | undefined {
  const { type, data } = entry as Entry<AssessmentMilestone>;
  const milestone = { type, data } as AssessmentMilestone;
  if (disputeLeadsTo(entry) === 'amend') return 'amend';
  switch (milestone.type) {
    case 'DecisionReversed':
      return milestone.data.stage;
    case 'AppealConceded':
      switch (milestone.data.appeal) {
        case 'refusal-to-assess':
        case 'refusal-to-reassess':
          return 'assess';
        case 'refusal-to-issue':
          return 'issue';
        default:
          return undefined;
      }
    case 'MediationAgreed':
      return milestone.data.healthBodyOnly === true ? undefined : roadOfOrder(milestone.data.order);
    case 'TribunalOrdered':
      return roadOfOrder(milestone.data.order);
    default:
      return undefined;
  }
}

/**
 * Whether a refusal no longer stands once a road was taken. The council's own reversal and a concession undo the one
 * refusal that they are about; an order or an agreement to assess, to reconsider or to make a plan undoes both.
 */
function undoes(entry: Entry, matter: Matter): boolean {
  const road = roadOf(entry);
  if (road === undefined || road === 'amend') return false;
  return road === matter || entry.type === 'TribunalOrdered' || entry.type === 'MediationAgreed';
}

/** The milestones by which the council may decide on a matter again. */
export function turns(view: View, ...matters: readonly Matter[]): readonly Entry[] {
  return view.of(...TURNS).filter((entry) => matters.some((matter) => undoes(entry, matter)));
}

/** Whether one of some milestones lies between two others, or on the day of either. */
export function isBetween(entries: readonly Entry[], from: Entry, to: Entry): boolean {
  return entries.some(({ data }) => data.on >= from.data.on && data.on <= to.data.on);
}

/** The last milestone of some that comes before another. */
export function lastBefore(entries: readonly Entry[], entry: Entry): Entry | undefined {
  return entries.filter((other) => comesBefore(other, entry)).at(-1);
}
