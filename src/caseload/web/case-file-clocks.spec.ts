import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { evaluate } from '../../statute/evaluate.js';
import { testCase, type TestCase, type Told } from '../../testing/whole-cases.js';
import type { AdviceItem } from '../application/case-file.js';
import { adviceView, clocksView, dutiesView, exceptionsView } from './case-file-clocks.js';

const ASKED: readonly Told[] = [
  ['AssessmentRequested', '2025-01-06', { kind: 'initial' }],
  ['DecisionToAssessNotified', '2025-02-10', { outcome: 'assess' }],
  ['AdviceRequested', '2025-02-11', { ref: 'ep', adviser: 'educational-psychologist' }],
];
const NAMES = { nameOf: (officer: string) => `Name of ${officer}`, teamNameOf: (team: string) => team };

const advice = (more: Partial<AdviceItem>): AdviceItem => ({
  ref: 'health',
  adviser: 'health',
  askedOn: '2025-02-11',
  dueOn: '2025-03-25',
  open: true,
  ...more,
});

describe('The limits of a case', () => {
  it('are those that run, the most urgent first, and the others apart', () => {
    const { file } = testCase('assessment', ASKED, '2025-03-03');
    const { open, other } = clocksView(file);
    expect(open.map(({ name }) => name)).toEqual([
      'Advice for the assessment',
      'Refusal to issue a plan',
      'Draft plan by week 16',
      'Final plan',
    ]);
    expect(other.map(({ name, tag }) => [name, tag.text])).toEqual([['Decision to assess', 'Met']]);
  });

  it('name the adviser that a limit is about', () => {
    const { file } = testCase('assessment', ASKED, '2025-03-03');
    const { open } = clocksView({ ...file, advice: [advice({ ref: 'ep', adviser: 'educational-psychologist' })] });
    expect(open[0]).toMatchObject({ about: 'Educational psychologist', holder: 'Adviser' });
  });

  it('leave out duties without a date that the case has not come to', () => {
    const { file } = testCase('assessment', ASKED, '2025-03-03');
    const duties = evaluate(file.milestones).duties.map((duty) => ({ ...duty, explanation: [] }));
    const [first] = dutiesView({ ...file, duties });
    expect(first).toMatchObject({ standing: 'Ended on 10 February 2025: the decision was made' });
    expect(dutiesView({ ...file, duties, asAt: day('2025-01-05') })).toEqual([]);
  });
});

describe('The advice of a case', () => {
  const words = (more: Partial<AdviceItem>, asAt = '2025-03-03'): readonly (string | undefined)[] => {
    const { file } = testCase('assessment', ASKED, asAt);
    const [view] = adviceView({ ...file, advice: [advice(more)] });
    return [view?.tag.text, view?.receipt && 'receipt'];
  };

  it('is awaited, overdue, received, received late, or returned and awaited again', () => {
    expect(words({})).toEqual(['Awaited', 'receipt']);
    expect(words({}, '2025-03-26')).toEqual(['Overdue', 'receipt']);
    expect(words({ open: false, receivedOn: '2025-03-25' })).toEqual(['Received', undefined]);
    expect(words({ open: false, receivedOn: '2025-03-26' })).toEqual(['Received late', undefined]);
    expect(words({ receivedOn: '2025-03-01', returnedOn: '2025-03-02' })).toEqual([
      'Returned, awaited again',
      'receipt',
    ]);
  });

  it('shows a reference only where it is not the adviser', () => {
    const { file } = testCase('assessment', ASKED, '2025-03-03');
    const views = adviceView({ ...file, advice: [advice({}), advice({ ref: 'health-2' })] });
    expect(views.map(({ ref }) => ref)).toEqual([undefined, 'health-2']);
  });
});

describe('The exceptions of a case', () => {
  const absent: Told = [
    'ExceptionRecorded',
    '2025-04-01',
    { ground: 'absence', from: '2025-02-24', to: '2025-03-30', approvedBy: 'officer-2', familyToldOn: '2025-04-02' },
  ];
  const withOutcomes = ({ file, history }: TestCase) =>
    exceptionsView({ ...file, exceptions: evaluate(file.milestones).exceptions }, history.milestones, NAMES);

  it('are accepted for some limits and refused for others, each with the reason', () => {
    const [view] = withOutcomes(testCase('assessment', [...ASKED, absent], '2025-06-02'));
    expect(view).toMatchObject({
      ground: 'Absence from the area',
      time: '24 February 2025 to 30 March 2025',
      decided: '1 April 2025',
      approvedBy: 'Name of officer-2',
      familyTold: '2 April 2025',
      isWithdrawn: false,
    });
    const accepted = view?.outcomes.filter((outcome) => outcome.accepted).map(({ rule }) => rule);
    expect(accepted).toContain('N7');
    const refused = view?.outcomes.find((outcome) => !outcome.accepted);
    expect(refused?.reason).toMatch(/\.$/);
  });

  it('stay on show when they were withdrawn, and not when they were retracted', () => {
    const withdrawn: Told = ['ExceptionWithdrawn', '2025-04-03', { entry: 4, reason: 'x' }];
    const retracted: Told = ['MilestoneRetracted', '2025-04-03', { entry: 4, reason: 'x' }];
    expect(withOutcomes(testCase('assessment', [...ASKED, absent, withdrawn], '2025-06-02'))).toMatchObject([
      { isWithdrawn: true },
    ]);
    expect(withOutcomes(testCase('assessment', [...ASKED, absent, retracted], '2025-06-02'))).toEqual([]);
  });

  it('are not there before the day on which they were decided', () => {
    expect(withOutcomes(testCase('assessment', [...ASKED, absent], '2025-03-31'))).toEqual([]);
  });
});
