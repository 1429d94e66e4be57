import { expect, it } from '@jest/globals';
import { Turns } from './turns.js';

it('whoever reads without a pause leaves others their turn', async () => {
  const turns = new Turns();
  let others = 0;
  const end = performance.now() + 100;
  const other = (): void => {
    others += 1;
    if (performance.now() < end) setImmediate(other);
  };
  setImmediate(other);
  let reads = 0;
  while (performance.now() < end) {
    await turns.next();
    reads += 1;
  }
  expect(others).toBeGreaterThanOrEqual(2);
  expect(reads).toBeGreaterThan(others);
});
