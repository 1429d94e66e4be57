import fc from 'fast-check';
import { addDays } from '../statute/calendar.js';
import { PERSON } from './assessments.js';
import {
  caseLifeMilestones,
  closeDays,
  disputeMilestones,
  milestonesOf,
  sealedTexts,
  type MilestoneMakers,
} from './random-cases.js';
import {
  ADVISERS,
  ASSESSMENT_KINDS,
  REQUEST_SOURCES,
  SETTING_ANSWERS,
  type AssessmentMilestone,
} from '../assessments/domain/assessment.events.js';

const advice = fc.constantFrom('health', 'social-care');
const setting = fc.constantFrom('123456', '654321');
const assessment = milestonesOf<AssessmentMilestone>;

/** What random cases of this kind are made of. */
export const assessmentMakers: MilestoneMakers<AssessmentMilestone> = {
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
