import { capital } from '../../statute/sentence.js';
import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import {
  answers,
  closedOn,
  faultsOf,
  follows,
  keeps,
  notBefore,
  once,
  oncePer,
  oncePerDay,
  shouldFollow,
  View,
  type EntryKinds,
} from './consistency.js';
import type { Entry } from './case-record.js';
import type { Dated, MilestoneEvent, PersonId } from './event.js';

type Asked = Dated & { readonly ref?: string; readonly until?: string };
type Milestone =
  | MilestoneEvent<'Opened', Dated & { readonly person: PersonId }>
  | MilestoneEvent<'Asked', Asked>
  | MilestoneEvent<'Answered', Asked>
  | MilestoneEvent<'Told', Asked>
  | MilestoneEvent<'CaseClosed', Asked>
  | MilestoneEvent<'CaseReopened', Asked>;

const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;
type Few = readonly [type: Milestone['type'], on: string, data?: object];

const CALLED: EntryKinds<Milestone> = {
  Opened: { called: 'the opening' },
  Asked: { called: 'the question' },
  Answered: { called: 'the answer' },
  Told: { called: 'the word', anyTime: true },
  CaseClosed: { called: 'closing the case' },
  CaseReopened: { called: 'reopening the case', anyTime: true },
};

/** The faults of a record: its opening on 6 January 2025, then these milestones; each as number, code and field. */
function faults(kinds: Partial<EntryKinds<Milestone>>, ...few: readonly Few[]): readonly string[] {
  const all: readonly Few[] = [['Opened', '2025-01-06', { person: PERSON }], ...few];
  const entries = all.map(([type, on, data], index): Entry<Milestone> => ({
    number: index + 1,
    type,
    data: { on: day(on), ...data },
  }));
  return faultsOf<Milestone>({ person: PERSON, entries, notes: [] }, { ...CALLED, ...kinds }).map(
    ({ entry, fault: { code, field, warning } }) => `${String(entry)} ${code}: ${field}${warning === true ? '?' : ''}`,
  );
}

describe('A milestone', () => {
  test('stands between the opening and the closure of its case, unless it is of any time', () => {
    expect(faults({}, ['Asked', '2025-01-05'])).toEqual(['2 too-early: on']);
    expect(faults({}, ['Asked', '2025-01-06'])).toEqual([]);
    expect(faults({}, ['CaseClosed', '2025-02-03'], ['Asked', '2025-02-03'])).toEqual([]);
    expect(faults({}, ['CaseClosed', '2025-02-03'], ['Asked', '2025-02-04'])).toEqual(['3 after-closure: on']);
    expect(faults({}, ['Asked', '2025-02-04'], ['CaseClosed', '2025-02-03'])).toEqual(['2 after-closure: on?']);
    expect(faults({}, ['CaseClosed', '2025-02-03'], ['Told', '2025-02-04'], ['Told', '2025-01-01'])).toEqual([]);
  });

  test('can come after a closure that was undone', () => {
    expect(faults({}, ['CaseClosed', '2025-02-03'], ['CaseReopened', '2025-03-03'], ['Asked', '2025-02-10'])).toEqual(
      [],
    );
  });

  test('comes once where there is one of its kind', () => {
    const kinds = { Asked: { called: 'the question', checks: [once] } };
    expect(faults(kinds, ['Asked', '2025-02-03'])).toEqual([]);
    expect(faults(kinds, ['Asked', '2025-02-03'], ['Asked', '2025-02-04'])).toEqual(['3 already-on-record: on']);
    expect(faults(kinds, ['Asked', '2025-02-04'], ['Asked', '2025-02-03'])).toEqual(['3 already-on-record: on']);
  });

  test('comes once a day, or once for each reference', () => {
    const daily = { Asked: { called: 'the question', checks: [oncePerDay] } };
    expect(faults(daily, ['Asked', '2025-02-03'], ['Asked', '2025-02-04'])).toEqual([]);
    expect(faults(daily, ['Asked', '2025-02-03'], ['Asked', '2025-02-03'])).toEqual(['3 already-on-record: on']);
    const referred = { Asked: { called: 'the question', checks: [oncePer('ref')] } };
    expect(faults(referred, ['Asked', '2025-02-03', { ref: 'a' }], ['Asked', '2025-02-03', { ref: 'b' }])).toEqual([]);
    expect(faults(referred, ['Asked', '2025-02-03', { ref: 'a' }], ['Asked', '2025-02-04', { ref: 'a' }])).toEqual([
      '3 already-on-record: ref',
    ]);
  });

  test('follows one of those that must come first, on that day or later', () => {
    const kinds = { Answered: { called: 'the answer', checks: [follows('Asked', 'Told')] } };
    expect(faults(kinds, ['Answered', '2025-02-03'])).toEqual(['2 nothing-to-follow: on']);
    expect(faults(kinds, ['Answered', '2025-02-03'], ['Asked', '2025-02-04'])).toEqual(['2 too-early: on']);
    expect(faults(kinds, ['Answered', '2025-02-03'], ['Asked', '2025-02-04'], ['Told', '2025-02-03'])).toEqual([]);
  });

  test('is asked about where something should come first', () => {
    const kinds = { Answered: { called: 'the answer', checks: [shouldFollow('no-question', 'Asked')] } };
    expect(faults(kinds, ['Answered', '2025-02-03'])).toEqual(['2 no-question: on?']);
    expect(faults(kinds, ['Answered', '2025-02-03'], ['Asked', '2025-02-04'])).toEqual(['2 no-question: on?']);
    expect(faults(kinds, ['Answered', '2025-02-03'], ['Asked', '2025-02-03'])).toEqual([]);
  });

  test('answers one with the same reference', () => {
    const kinds = { Answered: { called: 'the answer', checks: [answers('Asked')] } };
    expect(faults(kinds, ['Asked', '2025-02-03', { ref: 'a' }], ['Answered', '2025-02-04', { ref: 'b' }])).toEqual([
      '3 nothing-to-answer: ref',
    ]);
    expect(faults(kinds, ['Asked', '2025-02-03', { ref: 'a' }], ['Answered', '2025-02-02', { ref: 'a' }])).toEqual([
      '3 too-early: on',
    ]);
    expect(faults(kinds, ['Asked', '2025-02-03', { ref: 'a' }], ['Answered', '2025-02-03', { ref: 'a' }])).toEqual([]);
  });

  test('has its days in order, and keeps what others pair themselves with', () => {
    const kinds = {
      Asked: { called: 'the question', checks: [notBefore('on', 'until', 'It ends'), keeps('ref', 'the reference')] },
    };
    expect(faults(kinds, ['Asked', '2025-02-03', { ref: 'a', until: '2025-02-02' }])).toEqual([
      '2 days-out-of-order: until',
    ]);
    expect(faults(kinds, ['Asked', '2025-02-03', { ref: 'a', until: '2025-02-03' }])).toEqual([]);
    expect(faults(kinds, ['Asked', '2025-02-03', { ref: 'a' }])).toEqual([]);
    expect(faults(kinds, ['Asked', '2025-02-03'])).toEqual(['2 needed: ref']);
  });

  test('of a kind that is not known is left alone', () => {
    const unknown = { Asked: undefined } as unknown as Partial<EntryKinds<Milestone>>;
    expect(faults(unknown, ['Asked', '2025-01-01'])).toEqual([]);
  });
});

test('a case is closed from the first closure that was not undone by a later record of its reopening', () => {
  const entries = (few: readonly Few[]): Entry[] =>
    few.map(([type, on], index) => ({ number: index + 1, type, data: { on: day(on) } }));
  const closure = (...few: readonly Few[]): string | undefined =>
    closedOn(new View(entries(few), (type) => type))?.data.on;
  expect(closure(['CaseClosed', '2025-02-03'])).toBe('2025-02-03');
  expect(closure(['CaseClosed', '2025-02-03'], ['CaseReopened', '2025-02-03'])).toBeUndefined();
  expect(closure(['CaseClosed', '2025-02-03'], ['CaseReopened', '2025-02-02'])).toBe('2025-02-03');
  expect(closure(['CaseReopened', '2025-02-03'], ['CaseClosed', '2025-02-03'])).toBe('2025-02-03');
  expect(closure(['CaseReopened', '2025-02-04'], ['CaseClosed', '2025-02-03'])).toBeUndefined();
  expect(closure(['CaseClosed', '2025-02-03'], ['CaseReopened', '2025-02-03'], ['CaseClosed', '2025-03-03'])).toBe(
    '2025-03-03',
  );
});

test('a sentence begins with a capital', () => {
  expect(capital('the draft plan')).toBe('The draft plan');
});
