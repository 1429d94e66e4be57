import { describe, expect, it } from '@jest/globals';
import { initialsOf } from './initials.js';

describe('The initials of a child', () => {
  it.each([
    ['Tamsin', 'Okonkwo', 'T.O.'],
    ['ida', 'van der Berg', 'I.V.'],
    ['Élodie', "O'Neill", 'É.O.'],
    ["'Ana", '-', 'A.'],
  ])('%s %s are %s', (forename, surname, initials) => {
    expect(initialsOf({ forename, surname })).toBe(initials);
  });
});
