import type { Ending, Rule, Selector } from '../rule.js';
import {
  caseClosed,
  COMMENCEMENT,
  decidedToCease,
  planOver,
  regulation,
  section,
  timeToAppeal,
  tribunalRule,
} from './authorities.js';

const moveDayOr15WorkingDays = {
  count: 'later-of',
  parts: [
    { count: 'on-day', name: 'the day of the move', of: { attribute: 'movesOn' } },
    { count: 'working-days-beginning-with', days: 15, of: 'start' },
  ],
} as const;

/** The transfer that brings the plan in is also recorded as one that takes it out of the old council. */
const leavesNewCouncil: readonly Ending[] = planOver.map((ending) => ({ ...ending, laterOnly: true }));

const planKept: Ending = { by: { milestone: 'decided-not-to-cease' }, because: 'the council decided to keep the plan' };

const common = {
  force: 'statutory',
  nature: 'duty',
  asSoonAsPracticable: false,
  coronavirus: true,
  inForce: COMMENCEMENT,
} as const;

/** Moving to another area (L1 to L5) and ceasing to maintain a plan (C1 and C2). */
export const movingAreaRules: readonly Rule[] = [
  {
    ...common,
    id: 'L1',
    name: 'Transferring the plan to the new council',
    duty: 'The old council must transfer the plan on the day of the move or, if it learns of it less than 15 working days before, within 15 working days beginning with the day it learned',
    dutyHolder: 'old council',
    basis: [regulation('15(2)')],
    confidence: 'V',
    met: 'the plan is transferred',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'move-notified' }] },
        limit: moveDayOr15WorkingDays,
        metBy: { anyOf: [{ milestone: 'plan-transferred-out' }] },
        endedBy: [{ by: { milestone: 'plan-ceased' }, because: 'the plan is no longer maintained' }, caseClosed],
      },
    ],
  },
  {
    ...common,
    id: 'L2',
    name: 'Telling the family of the transfer',
    duty: 'The new council must tell the family within 6 weeks that the plan was transferred, whether it will assess and when it will review',
    dutyHolder: 'new council',
    basis: [regulation('15(4)')],
    confidence: 'V',
    met: 'the council tells the family',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'plan-transferred-in' }] },
        limit: { count: 'weeks-of', weeks: 6 },
        metBy: { anyOf: [{ milestone: 'family-told-of-transfer' }] },
        endedBy: leavesNewCouncil,
      },
    ],
  },
  {
    ...common,
    id: 'L3',
    name: 'First review after a move',
    duty: 'The new council must review the plan within 12 months of the day it was made or last reviewed, or 3 months of the transfer, whichever is later',
    dutyHolder: 'new council',
    basis: [regulation('15(5)')],
    confidence: 'V-part',
    coronavirus: false,
    met: 'the council gives notice of its decision after the review',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'plan-transferred-in' }] },
        limit: {
          count: 'later-of',
          parts: [
            {
              count: 'months-starting-with',
              months: 12,
              of: {
                lastBefore: [
                  { milestone: 'plan-made' },
                  { milestone: 'last-reviewed' },
                  { milestone: 'review-decision' },
                ],
              },
            },
            { count: 'months-starting-with', months: 3, of: 'start' },
          ],
        },
        metBy: { anyOf: [{ milestone: 'review-decision' }, { milestone: 'last-reviewed' }] },
        endedBy: leavesNewCouncil,
      },
    ],
  },
  {
    ...common,
    id: 'L4',
    name: 'Telling the new health body',
    duty: 'The old health body must tell the new one on the day of the move or, if it learns of it less than 15 working days before, within 15 working days beginning with the day it learned',
    dutyHolder: 'old health body',
    basis: [regulation('16')],
    confidence: 'S',
    met: 'the old health body tells the new one',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'health-body-move-notified' }] },
        limit: moveDayOr15WorkingDays,
        metBy: { anyOf: [{ milestone: 'new-health-body-notified' }] },
        endedBy: planOver,
      },
    ],
  },
  {
    ...common,
    id: 'L5',
    name: 'New health body cannot make the provision',
    duty: 'A new health body that cannot make the provision must ask the council to assess or review within 15 working days, and the council must do so',
    dutyHolder: 'new health body',
    basis: [regulation('16')],
    confidence: 'S',
    met: 'the health body asks the council',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'health-body-became-responsible' }] },
        limit: { count: 'working-days-beginning-with', days: 15 },
        metBy: { anyOf: [{ milestone: 'health-body-asked-council' }] },
        endedBy: planOver,
      },
    ],
  },
  {
    ...common,
    id: 'C1',
    name: 'Ceasing to maintain a plan',
    duty: 'The council must tell and consult the family and the head before it decides to cease, and then give notice of the decision',
    dutyHolder: 'council',
    basis: [section('45'), regulation('31')],
    confidence: 'V',
    coronavirus: false,
    met: 'the council gives notice of its decision with the right to appeal',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'ceasing-proposed' }] },
        limit: { count: 'none', why: 'The law sets no fixed period: inform, consult, decide, notify.' },
        metBy: { anyOf: [{ milestone: 'review-decision' }, { milestone: 'decision-to-cease' }] },
        endedBy: [planKept, ...planOver],
      },
    ],
  },
  {
    ...common,
    id: 'C2',
    name: 'Keeping the plan until the appeal is out of time',
    duty: 'After a decision to cease, the council must maintain the plan until the time to appeal has passed and any appeal is finally decided',
    dutyHolder: 'council',
    basis: [section('45(4)'), tribunalRule('20')],
    nature: 'period',
    confidence: 'M',
    coronavirus: false,
    met: 'the time to appeal has passed without an appeal',
    clocks: [
      {
        startedBy: { each: decidedToCease },
        limit: timeToAppeal,
        metBy: { elapses: true, orSooner: [] },
        endedBy: [
          {
            by: { milestone: 'appeal-lodged', where: { appeal: ['cease', null] } },
            because: 'the family appealed, and the plan must be maintained until the appeal is finally decided',
          },
          {
            by: { milestone: 'plan-ceased' },
            because: 'the council ceased to maintain the plan although it still had to keep it',
          },
          planKept,
          { by: { milestone: 'plan-transferred-out' }, because: 'the plan was transferred to another council' },
          caseClosed,
        ],
      },
      {
        ref: 'appeal',
        name: 'Keeping the plan until the appeal is decided',
        startedBy: {
          each: [
            { milestone: 'appeal-lodged', where: { appeal: 'cease' } },
            ...decidedToCease.map((follows): Selector => ({
              milestone: 'appeal-lodged',
              where: { appeal: null },
              follows,
            })),
          ],
        },
        limit: { count: 'none', why: 'The plan must be maintained until the appeal is finally decided.' },
        metBy: {
          anyOf: [
            { milestone: 'tribunal-ordered' },
            { milestone: 'appeal-conceded', where: { appeal: 'cease' } },
            { milestone: 'appeal-withdrawn', where: { appeal: ['cease', null] } },
          ],
        },
        endedBy: [planKept, ...planOver],
      },
    ],
  },
];
