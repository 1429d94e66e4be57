import { describe, expect, it } from '@jest/globals';
import { actorInWords, isPolicy } from './actor-words.js';

const nameOf = (officer: string): string => (officer === 'officer-7' ? 'Ada Lovelace' : officer);

describe('Whoever recorded something', () => {
  it('is named where it was an officer', () => {
    expect(actorInWords('officer-7', nameOf)).toBe('Ada Lovelace');
    expect(isPolicy('officer-7')).toBe(false);
  });

  it('is the tracker, with its reason, where something follows from another case', () => {
    expect(actorInWords('policy:plan-opens-review', nameOf)).toBe(
      'The tracker, since a plan opens its next annual review',
    );
    expect(isPolicy('policy:of-a-later-version')).toBe(true);
    expect(actorInWords('policy:of-a-later-version', nameOf)).toBe('The tracker');
  });

  it('is an import, or an operator', () => {
    expect(actorInWords('import', nameOf)).toBe('An import from another system');
    expect(actorInWords('constructor', nameOf)).toBe('constructor');
  });
});
