import { day } from '../calendar.js';
import type { Authority, Ending, Limit, Selector, Start } from '../rule.js';

const REGULATIONS = 'https://www.legislation.gov.uk/uksi/2014/1530/regulation';
const ACT = 'https://www.legislation.gov.uk/ukpga/2014/6/section';
const CODE = 'https://www.gov.uk/government/publications/send-code-of-practice-0-to-25';

const leadingNumber = (provision: string): string => provision.replace(/\(.*$/, '');

/** A provision of the Special Educational Needs and Disability Regulations 2014 (SI 2014/1530). */
export function regulation(provision: string): Authority {
  return {
    citation: `regulation ${provision} of the Special Educational Needs and Disability Regulations 2014`,
    url: `${REGULATIONS}/${leadingNumber(provision)}`,
  };
}

/** A provision of the Children and Families Act 2014. */
export function section(provision: string): Authority {
  return {
    citation: `section ${provision} of the Children and Families Act 2014`,
    url: `${ACT}/${leadingNumber(provision)}`,
  };
}

/** A paragraph of the SEND Code of Practice: 0 to 25 years (January 2015). */
export function codeOfPractice(paragraph: string): Authority {
  return { citation: `paragraph ${paragraph} of the SEND Code of Practice 0 to 25 (January 2015)`, url: CODE };
}

/** A rule of the Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008 (SI 2008/2699). */
export function tribunalRule(rule: string): Authority {
  return {
    citation:
      `rule ${rule} of the Tribunal Procedure (First-tier Tribunal) ` +
      `(Health, Education and Social Care Chamber) Rules 2008`,
    url: `https://www.legislation.gov.uk/uksi/2008/2699/article/${rule}`,
  };
}

/** R (L, M and P) v Devon County Council: the amendment notice is due within the four weeks after the meeting. */
export const devon: Authority = {
  citation: 'R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)',
  url: 'https://caselaw.nationalarchives.gov.uk/ewhc/admin/2022/493',
};

/** The Ombudsman's yardstick where a council reverses its own refusal and the regulations are silent. */
export const ombudsmanReversal: Authority = {
  citation: 'Local Government and Social Care Ombudsman, decision 25 007 473 (Essex)',
  url: 'https://www.lgo.org.uk/decisions/education/special-educational-needs/25-007-473',
};

/** Regulations on the tribunal's recommendations about health and social care. */
export const recommendations: Authority = {
  citation:
    'regulations 6 and 7 of the Special Educational Needs and Disability (First-tier Tribunal Recommendations Power) ' +
    'Regulations 2017',
  url: 'https://www.legislation.gov.uk/uksi/2017/1306',
};

/** The day that Part 3 of the Children and Families Act 2014 and its regulations came into force. */
export const COMMENCEMENT = { from: day('2014-09-01') } as const;

/** The day that the substituted regulation 45 came into force (SI 2015/359, regulation 8). */
export const UNOPPOSED_APPEALS_SUBSTITUTED = { from: day('2015-03-23') } as const;

export const caseClosed: Ending = { by: { milestone: 'closed' }, because: 'the case was closed' };

export const refusedToAssess: Ending = {
  by: { milestone: 'decision-to-assess', where: { outcome: 'refuse' } },
  because: 'the council refused to assess',
};

export const refusedToIssue: Ending = {
  by: { milestone: 'decision-to-issue', where: { outcome: 'refuse' } },
  because: 'the council refused to issue a plan',
};

export const decidedToIssue: Ending = {
  by: { milestone: 'decision-to-issue', where: { outcome: 'issue' } },
  because: 'the council decided to issue a plan',
};

export const draftSent: Ending = {
  by: { milestone: 'draft-plan-sent' },
  because: 'the council went on to a draft plan',
};

export const planIssued: Ending = {
  by: { milestone: 'final-plan-issued' },
  because: 'the final plan was issued',
};

/**
 * The request, or the day the council became responsible: whichever came first starts the assessment's clocks. Another
 * request starts them again once the case before it has come to its end.
 */
export const assessmentBegins: Start = {
  first: [{ milestone: 'request-received' }, { milestone: 'became-responsible' }],
  again: [refusedToAssess.by, refusedToIssue.by, planIssued.by, caseClosed.by],
};

const ASSESSMENT_ORDERS = ['assess', 'make-plan', 'reconsider'];

/** The council reverses its own refusal: the clocks of the request give way to clocks from that day. */
export const supersededByReversal: Ending = {
  by: { milestone: 'decision-reversed' },
  because: 'the council reversed its refusal, and new limits run from that day; this one is superseded, not met',
};

/** An order, an agreement or a concession replaces the clocks of the request by clocks of its own. */
export const supersededByDispute: readonly Ending[] = [
  {
    by: { milestone: 'tribunal-ordered', where: { order: ASSESSMENT_ORDERS } },
    because: "the limits of the tribunal's order took its place",
  },
  {
    by: { milestone: 'mediation-agreed', where: { order: ASSESSMENT_ORDERS, healthBodyOnly: [null, false] } },
    because: 'the limits of the agreement at mediation took its place',
  },
  {
    by: {
      milestone: 'appeal-conceded',
      where: { appeal: ['refusal-to-assess', 'refusal-to-reassess', 'refusal-to-issue'] },
    },
    because: 'the council conceded the appeal, and the limits of regulation 45 took its place',
  },
];

/** Every notice that the plan will no longer be maintained: after a review, or without one. */
export const decidedToCease: readonly Selector[] = [
  { milestone: 'review-decision', where: { outcome: 'cease' } },
  { milestone: 'decision-to-cease' },
];

/** What ends every clock of a plan. */
export const planOver: readonly Ending[] = [
  { by: { milestone: 'plan-ceased' }, because: 'the plan is no longer maintained' },
  { by: { milestone: 'plan-transferred-out' }, because: 'the plan was transferred to another council' },
  caseClosed,
];

/** The time to appeal: 2 months from the notice or 1 month from the mediation certificate, whichever is later. */
export const timeToAppeal: Limit = {
  count: 'later-of',
  parts: [
    { count: 'months-after', months: 2, of: 'start' },
    { count: 'months-after', months: 1, of: { firstAfter: [{ milestone: 'mediation-certificate-issued' }] } },
  ],
};
