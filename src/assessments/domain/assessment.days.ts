import { addDays, addMonths, day, longDate } from '../../statute/calendar.js';
import type { Check } from '../../streams/domain/consistency.js';
import type { AssessmentMilestone } from './assessment.events.js';

type Requested = Extract<AssessmentMilestone, { readonly type: 'AssessmentRequested' }>;
type Asked = Extract<AssessmentMilestone, { readonly type: 'AdviceRequested' }>;

/** Part 3 of the Children and Families Act 2014 and its Regulations came into force on this day. */
const IN_FORCE_FROM = day('2014-09-01');

/** Letters arrive sooner; a longer way is likelier a mistyped day. */
const DAYS_TO_ARRIVE = 30;

const MONTHS_BEFORE_A_REQUEST = 12;

/** A request from before the Act is a warning: none of its limits run. */
export const underTheAct: Check<Requested> = ({ data: { on } }) =>
  on >= IN_FORCE_FROM
    ? undefined
    : {
        code: 'before-the-act',
        message: `${longDate(on)} is before ${longDate(IN_FORCE_FROM)}, when the Children and Families Act 2014 came into force: none of its limits run from that day. Correct the day, or confirm that the request is as old as that.`,
        field: 'on',
        warning: true,
      };

/** The council is asked soon after it becomes responsible; more than a year is a warning. */
export const responsibleLately: Check<Requested> = ({ data: { on, becameResponsibleOn } }) =>
  becameResponsibleOn === undefined || becameResponsibleOn >= addMonths(on, -MONTHS_BEFORE_A_REQUEST)
    ? undefined
    : {
        code: 'responsible-long-before',
        message: `The council became responsible on ${longDate(becameResponsibleOn)}, more than a year before the request on ${longDate(on)}. Give that day only where the council became responsible in the course of the request or shortly before, or confirm that it is right.`,
        field: 'becameResponsibleOn',
        warning: true,
      };

/** A request for advice arrives within 30 days of being sent; later is a warning. */
export const receivedSoon: Check<Asked> = ({ data: { on, receivedOn } }) =>
  receivedOn === undefined || receivedOn <= addDays(on, DAYS_TO_ARRIVE)
    ? undefined
    : {
        code: 'received-late',
        message: `The request for advice (${longDate(on)}) would have been received more than ${String(DAYS_TO_ARRIVE)} days later, on ${longDate(receivedOn)}. Correct the day that is wrong, or confirm that it took so long.`,
        field: 'receivedOn',
        warning: true,
      };
