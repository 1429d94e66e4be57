import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider, type AssessmentCommand } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from './assessment.events.js';

const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;
const REASON = 'sealed' as SealedText;
const { given } = specify(assessmentDecider);

type Data<T extends AssessmentMilestone['type']> = Omit<Extract<AssessmentMilestone, { type: T }>['data'], 'on'>;

/** A milestone in few words. */
function milestone<T extends AssessmentMilestone['type']>(
  type: T,
  on: string,
  ...[data]: object extends Data<T> ? [Data<T>?] : [Data<T>]
): AssessmentMilestone {
  return { type, data: { on: day(on), ...data } } as unknown as AssessmentMilestone;
}

const record = (one: AssessmentMilestone, ...confirm: readonly string[]): AssessmentCommand => ({
  type: 'Record',
  milestone: one,
  ...(confirm.length === 0 ? {} : { confirm }),
});

const requested = milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'initial' });
const agreed = milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'assess' });
const refused = milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'refuse' });
const healthAsked = milestone('AdviceRequested', '2025-02-04', { ref: 'health', adviser: 'health' });
const healthIn = milestone('AdviceReceived', '2025-03-10', { ref: 'health' });
const toIssue = milestone('DecisionToIssueNotified', '2025-04-07', { outcome: 'issue' });
const draft = milestone('DraftPlanSent', '2025-04-22');
const reply = milestone('RepresentationsReceived', '2025-05-01');
const final = milestone('FinalPlanIssued', '2025-05-20');

describe('Opening a needs assessment', () => {
  test('a request opens it', () => {
    given().when(record(requested)).then(requested);
  });
  test('the same request again leads to nothing', () => {
    given(requested).when(record(requested)).thenNothing();
  });
  test('another request needs a case of its own', () => {
    given(requested)
      .when(record(milestone('AssessmentRequested', '2025-01-07', { person: PERSON, kind: 'initial' })))
      .thenRefused('opened-already: case');
  });
  test('nothing else can be recorded before it', () => {
    given().when(record(agreed)).thenRefused('unknown-case: case');
  });
});

describe('The final plan', () => {
  const drafted: AssessmentEvent[] = [requested, agreed, toIssue, draft];
  test('is recorded when the family has replied', () => {
    given(...drafted, reply)
      .when(record(milestone('FinalPlanIssued', '2025-05-02')))
      .then(milestone('FinalPlanIssued', '2025-05-02'));
  });
  test('within 15 days of the service of the draft and without a reply is asked about', () => {
    given(...drafted)
      .when(record(milestone('FinalPlanIssued', '2025-05-06')))
      .thenAsked('final-plan-before-15-days');
  });
  test('may be issued without a reply from the sixteenth day', () => {
    given(...drafted)
      .when(record(milestone('FinalPlanIssued', '2025-05-07')))
      .then(milestone('FinalPlanIssued', '2025-05-07'));
  });
  test('keeps the warnings that were confirmed', () => {
    given(...drafted, healthAsked)
      .when(record(milestone('FinalPlanIssued', '2025-05-06'), 'final-plan-before-15-days', 'advice-missing'))
      .then(milestone('FinalPlanIssued', '2025-05-06', { confirmed: ['advice-missing', 'final-plan-before-15-days'] }));
  });
});

describe('A correction', () => {
  test('keeps the old day and the new one', () => {
    given(requested, agreed)
      .when({ type: 'Correct', entry: 2, to: { on: '2025-02-10' }, reason: REASON })
      .then({
        type: 'MilestoneCorrected',
        data: { entry: 2, from: { on: '2025-02-03' }, to: { on: '2025-02-10' }, reason: REASON },
      });
  });
  test('that puts a milestone before the request is refused', () => {
    given(requested, agreed)
      .when({ type: 'Correct', entry: 2, to: { on: '2025-01-05' }, reason: REASON })
      .thenRefused('too-early: on');
  });
});

test('the law is told the live, corrected facts', () => {
  const { state } = given(requested, agreed, healthAsked, healthIn, toIssue, draft, reply, final, {
    type: 'MilestoneCorrected',
    data: { entry: 2, from: { on: '2025-02-03' }, to: { on: '2025-02-10' }, reason: REASON },
  });
  expect(assessmentDecider.milestones(state)).toMatchSnapshot();
});
test('a refusal to assess that is reversed is under assessment again', () => {
  expect(given(requested, refused, milestone('DecisionReversed', '2025-03-03', { stage: 'assess' })).state.stage).toBe(
    'assessing',
  );
});
