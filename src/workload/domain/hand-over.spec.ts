import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holderAfter, stepFor, teamFor, undoStepFor, type CaseHistoryEvent, type Holder } from './hand-over.js';

const given = (revision: number, officer: string, more: Partial<CaseHistoryEvent> = {}): CaseHistoryEvent => ({
  type: 'CaseAssigned',
  revision,
  data: { officer, team: 'north', on: '2026-03-25' },
  actor: 'manager',
  ...more,
});
const other = (revision: number): CaseHistoryEvent => ({ type: 'NoteAdded', revision, data: {}, actor: 'somebody' });
const toBen = (team: string | undefined): Holder => ({ officer: 'ben', ...(team === undefined ? {} : { team }) });

describe('Handing a case over', () => {
  it('gives it to the new officer, whatever else was recorded since it was looked at', () => {
    expect(stepFor([other(0), given(1, 'ada'), other(2)], 1, toBen)).toEqual({
      does: 'assign',
      to: { officer: 'ben', team: 'north' },
    });
  });

  it('gives a case that nobody had', () => {
    expect(stepFor([other(0)], 0, toBen)).toEqual({ does: 'assign', to: { officer: 'ben' } });
  });

  it('leaves it with whoever it was given to since it was looked at', () => {
    expect(stepFor([given(1, 'ada'), given(2, 'cleo')], 1, toBen)).toEqual({
      does: 'leave',
      holder: { officer: 'cleo', team: 'north' },
    });
  });

  it('does nothing where the new officer has it, also where somebody else gave it to them since', () => {
    expect(stepFor([given(1, 'ada'), given(2, 'ben')], 1, toBen)).toEqual({ does: 'nothing' });
  });
});

describe('The team of a case that is handed over', () => {
  it.each([
    ['own', ['south'], 'north', 'south'],
    ['own', [], 'north', 'north'],
    ['own', ['south', 'west'], 'north', 'north'],
    ['same', ['south'], undefined, undefined],
    ['none', ['south'], 'north', undefined],
    ['east', ['south'], 'north', 'east'],
  ])('where %s is chosen, by an officer of %j, for a case of %s, is %s', (chosen, own, now, team) => {
    expect(teamFor(chosen, own, now)).toBe(team);
  });
});

describe('Taking a hand-over back', () => {
  const isIt = ({ key }: CaseHistoryEvent): boolean => key === 'form';
  const done = given(2, 'ben', { key: 'form' });

  it('gives the case to whoever had it before', () => {
    expect(undoStepFor([given(1, 'ada'), done, other(3)], isIt)).toEqual({
      does: 'assign',
      to: { officer: 'ada', team: 'north' },
    });
  });

  it('leaves a case that was not handed over, was given to another since, or that nobody had', () => {
    expect(undoStepFor([given(1, 'ada')], isIt)).toEqual({ does: 'nothing' });
    expect(undoStepFor([given(1, 'ada'), done, given(3, 'cleo')], isIt)).toEqual({
      does: 'leave',
      holder: { officer: 'cleo', team: 'north' },
    });
    expect(undoStepFor([other(0), done], isIt)).toEqual({ does: 'keep', holder: { officer: 'ben', team: 'north' } });
  });

  it('ends with the officer of before, whatever the history was', () => {
    const officers = fc.constantFrom('ada', 'ben', 'cleo');
    fc.assert(
      fc.property(fc.array(officers, { minLength: 1, maxLength: 5 }), officers, (before, to) => {
        const events = before.map((officer, revision) => given(revision, officer));
        const step = stepFor(events, events.length - 1, () => ({ officer: to, team: 'north' }));
        if (step.does !== 'assign') {
          expect(holderAfter(events)?.officer).toBe(to);
          return;
        }
        const after = [...events, given(events.length, step.to.officer, { key: 'form' })];
        expect(undoStepFor(after, isIt)).toEqual({ does: 'assign', to: holderAfter(events) });
      }),
    );
  });
});
