import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../../statute/calendar.js';
import { isRefused } from '../../streams/domain/decider.js';
import type { SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { personDecider, type PersonCommand } from './person.decider.js';
import { ERASURE_REASONS, type PersonEvent } from './person.events.js';

const ADA = 'v1.ada' as SealedText;
const BEA = 'v1.bea' as SealedText;
const { given } = specify(personDecider);

const register = (details: SealedText): PersonCommand => ({ type: 'Register', details });
const change = (details: SealedText, expectedRevision: number): PersonCommand => ({
  type: 'ChangeDetails',
  details,
  expectedRevision,
});
const erase: PersonCommand = { type: 'Erase', reason: 'retention-ended' };

const registered: PersonEvent = { type: 'PersonRegistered', data: { details: ADA } };
const changed: PersonEvent = { type: 'PersonDetailsChanged', data: { details: BEA } };
const erased: PersonEvent = { type: 'PersonErased', data: { reason: 'retention-ended' } };

describe('Registering a person', () => {
  test('records the sealed details', () => given().when(register(ADA)).then(registered));
  test('again with the same details leads to nothing', () => given(registered).when(register(ADA)).thenNothing());
  test('again as at first leads to nothing, though the details changed since', () =>
    given(registered, changed).when(register(ADA)).thenNothing());
  test('with other details is refused', () =>
    given(registered).when(register(BEA)).thenRefused('registered-already: person'));
  test('who was erased is refused', () =>
    given(registered, erased).when(register(ADA)).thenRefused('person-erased: person'));
});

describe('Changing the details of a person', () => {
  test('records the new ones', () => given(registered).when(change(BEA, 0)).then(changed));
  test('to what they are leads to nothing, whatever the change was based on', () =>
    given(registered, changed).when(change(BEA, 0)).thenNothing());
  test('on a revision that has passed is refused', () =>
    given(registered, changed).when(change(ADA, 0)).thenRefused('changed-meanwhile: expectedRevision'));
  test('back to what they were is a change', () =>
    given(registered, changed)
      .when(change(ADA, 1))
      .then({ type: 'PersonDetailsChanged', data: { details: ADA } }));
  test('who is not registered is refused', () => given().when(change(ADA, 0)).thenRefused('unknown-person: person'));
  test('who was erased is refused', () =>
    given(registered, erased).when(change(BEA, 1)).thenRefused('person-erased: person'));
});

describe('Erasing a person', () => {
  test('is recorded', () => given(registered).when(erase).then(erased));
  test('again leads to nothing', () => given(registered, erased).when(erase).thenNothing());
  test('whose registration was cut short is recorded: texts may be sealed for them already', () =>
    given().when(erase).then(erased));
  test('leaves no details in the state', () => {
    expect(given(registered, changed, erased).state).toEqual({ standing: 'erased', revision: 2 });
  });
});

describe('Whatever is asked in whatever order', () => {
  const details = fc.constantFrom(ADA, BEA, 'v1.cyd' as SealedText);
  const command: fc.Arbitrary<PersonCommand> = fc.oneof(
    details.map(register),
    fc.tuple(details, fc.integer({ min: -1, max: 8 })).map(([text, revision]) => change(text, revision)),
    fc.constantFrom(...ERASURE_REASONS).map((reason): PersonCommand => ({ type: 'Erase', reason })),
  );
  const decide = (one: PersonCommand, events: readonly PersonEvent[]) =>
    personDecider.decide(one, given(...events).state, { today: day('2025-12-31') });

  test('nothing follows an erasure, the revision counts the events, and the same command again leads to nothing new', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const events: PersonEvent[] = [];
        for (const one of commands) {
          const decision = decide(one, events);
          if (isRefused(decision)) continue;
          events.push(...decision);
          expect(given(...events).state.revision).toBe(events.length - 1);
          expect(decide(one, events)).toEqual([]);
        }
        const end = events.findIndex(({ type }) => type === 'PersonErased');
        if (end >= 0) expect(end).toBe(events.length - 1);
        expect(events.slice(1).some(({ type }) => type === 'PersonRegistered')).toBe(false);
      }),
    );
  });

  test('an event of a later version changes nothing but the revision', () => {
    const later = { type: 'PersonMerged', data: {} } as unknown as PersonEvent;
    expect(given(registered, later).state).toEqual({ ...given(registered).state, revision: 1 });
  });
});
