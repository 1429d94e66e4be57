import { describe, expect, test } from '@jest/globals';
import { progressBar } from './progress.js';

function shown(isTTY: boolean, steps: readonly (readonly [number, number])[]): string {
  let text = '';
  const screen = { isTTY, write: (more: string) => (text += more) !== '' };
  const show = progressBar(screen, 'Wrapping keys', 100);
  for (const [done, total] of steps) show(done, total);
  return text;
}

describe('A progress bar', () => {
  test('grows, and is wiped off at the end', () => {
    expect(
      shown(true, [
        [0, 4000],
        [2000, 4000],
        [4000, 4000],
      ]),
    ).toBe(
      '\rWrapping keys [------------------------------] 0 of 4,000' +
        '\rWrapping keys [###############---------------] 2,000 of 4,000' +
        '\r\u001b[K',
    );
  });

  test('counts the steps while nobody knows how many there are', () => {
    expect(
      shown(true, [
        [50, Infinity],
        [2000, Infinity],
        [2100, 2100],
      ]),
    ).toBe('\rWrapping keys: 2,000' + '\r\u001b[K');
  });

  test('is not shown for short work, nor where no terminal would show it', () => {
    expect(
      shown(true, [
        [0, 99],
        [99, 99],
      ]),
    ).toBe('');
    expect(shown(false, [[0, 4000]])).toBe('');
  });
});
