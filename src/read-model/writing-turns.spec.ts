import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { turnsFor } from './writing-turns.js';

/** Comes to some places after one another and notes each of them in a list that all threads share. */
const PROGRAM = `
  const { workerData } = require('node:worker_threads');
  const { url, turns, own, places, list } = workerData;
  const noted = new Int32Array(list);
  import(url).then(async ({ WritingTurns }) => {
    const inTurn = new WritingTurns(turns, own).at;
    for (const place of places) {
      await inTurn(place, async () => {
        const next = noted[0] + 1;
        await new Promise((resolve) => setImmediate(resolve));
        noted[next] = place;
        noted[0] = next;
      });
    }
    await inTurn(Infinity, async () => undefined);
  });
`;

test('threads write one at a time and in the order of their places, however these are shared among them', async () => {
  const all = Array.from({ length: 300 }, (_, place) => place * 3);
  const shares = [[0, 1], [2], [], [3, 4]].map((rests) => all.filter((place) => rests.includes(place % 5)));
  shares.push([4_000]);
  const turns = turnsFor(shares.length);
  const list = new SharedArrayBuffer((all.length + 2) * Int32Array.BYTES_PER_ELEMENT);
  const url = new URL('writing-turns.ts', import.meta.url).href;
  const ends = shares.map((places, own) =>
    once(new Worker(PROGRAM, { eval: true, workerData: { url, turns, own, places, list } }), 'exit'),
  );
  await Promise.all(ends);
  expect([...new Int32Array(list)]).toEqual([all.length + 1, ...all, 4_000]);
});
