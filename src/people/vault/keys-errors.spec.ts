import { describe, expect, test } from '@jest/globals';
import { neededAfter } from './keys-errors.js';

const errorOf = (errcode: number): Error => Object.assign(new Error('as SQLite says'), { errcode });

describe('What the file of keys needs after an error', () => {
  test.each([
    ['a damaged file', 11],
    ['an index that is damaged', 11 | (3 << 8)],
    ['a file that is no database', 26],
  ])('is a backup after %s', (_, errcode) => {
    expect(neededAfter(errorOf(errcode))).toBe('the keys, restored from their backup');
  });

  test.each([
    ['a disk that is full', 13, 'room on its disk'],
    ['a disk without room for shared memory', 10 | (19 << 8), 'a disk with room'],
    ['a disk that fails', 10, 'failing'],
    ['a file that is read-only', 8, 'may read and write'],
    ['a file that cannot be opened', 14, 'may read and write'],
    ['a file that another program holds', 5, 'try again'],
    ['any other error', 1, 'leave the file as it is'],
  ])('is never a backup after %s, because newer keys would be lost', (_, errcode, needed) => {
    expect(neededAfter(errorOf(errcode))).toContain(needed);
    expect(neededAfter(errorOf(errcode))).not.toContain('backup');
  });
});
