import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../statute/calendar.js';
import { PERSON } from '../../testing/assessments.js';
import {
  caseLifeMilestones,
  closeDays,
  describeRandomCases,
  disputeMilestones,
  milestonesOf,
  sealedTexts,
  type MilestoneMakers,
} from '../../testing/random-cases.js';
import { describeLookingBack } from '../../testing/looking-back.js';
import { describeTwoOfficers } from '../../testing/two-officers.js';
import { assessmentDecider } from './assessment.decider.js';
import {
  ADVISERS,
  ASSESSMENT_KINDS,
  REQUEST_SOURCES,
  SETTING_ANSWERS,
  type AssessmentMilestone,
} from './assessment.events.js';
import { ASSESSMENT_KINDS_OF_ENTRY } from './assessment.kinds.js';

const advice = fc.constantFrom('health', 'social-care');
const setting = fc.constantFrom('123456', '654321');
const assessment = milestonesOf<AssessmentMilestone>;

const makers: MilestoneMakers<AssessmentMilestone> = {
  opening: fc.oneof(
    assessment(
      'AssessmentRequested',
      { person: fc.constant(PERSON), kind: fc.constant('initial') },
      {
        source: fc.constantFrom(...REQUEST_SOURCES),
        becameResponsibleOn: fc.oneof(
          closeDays,
          closeDays.map((on) => addDays(on, -400)),
        ),
      },
    ),
    assessment(
      'AssessmentRequested',
      { person: fc.constant(PERSON), kind: fc.constantFrom(...ASSESSMENT_KINDS) },
      { source: fc.constantFrom(...REQUEST_SOURCES), lastAssessedOn: closeDays.map((on) => addDays(on, -300)) },
    ),
  ),
  milestones: [
    assessment('DecisionToAssessNotified', { outcome: fc.constantFrom('assess', 'refuse') }),
    assessment('AdviceRequested', { ref: advice, adviser: fc.constantFrom(...ADVISERS) }, { receivedOn: closeDays }),
    assessment('AdviceReceived', { ref: advice }),
    assessment('AdviceReturned', { ref: advice }, { why: sealedTexts }),
    assessment('DecisionToIssueNotified', { outcome: fc.constantFrom('issue', 'refuse') }),
    assessment('DraftPlanSent', {}, { servedOn: closeDays }),
    assessment('RepresentationsReceived'),
    assessment('SettingConsulted', { ref: setting }),
    assessment('SettingResponded', { ref: setting }, { answer: fc.constantFrom(...SETTING_ANSWERS) }),
    assessment('FinalPlanIssued'),
    assessment('AmendedPlanIssued'),
    assessment('DecisionReversed', { stage: fc.constantFrom('assess', 'issue') }),
    ...caseLifeMilestones,
    ...disputeMilestones,
  ],
};

test('the random cases have every kind of milestone', () => {
  const types = [makers.opening, ...makers.milestones].map((maker) => fc.sample(maker, 1)[0]?.type);
  expect(new Set(types)).toEqual(new Set(Object.keys(ASSESSMENT_KINDS_OF_ENTRY)));
});

describe('A needs assessment', () => {
  describeRandomCases(assessmentDecider, makers);
  describeTwoOfficers(assessmentDecider, makers);
  describeLookingBack(assessmentDecider, makers);
});
