import { expect, it } from '@jest/globals';
import { each } from './each.js';

/** Keeps the processor busy for some milliseconds. */
function busy(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

it('Long work on a file lets everything else in the process have its turn', async () => {
  let turns = 0;
  let isDone = false;
  const other = (): void => {
    turns += 1;
    if (!isDone) setImmediate(other);
  };
  setImmediate(other);
  await each(20, { width: 4 }, () => {
    busy(5);
    return Promise.resolve();
  });
  isDone = true;
  expect(turns).toBeGreaterThan(2);
});
