import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { typesAgain } from './asking.js';

const ID = '018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17';

function asking(signal = new AbortController().signal): {
  readonly input: PassThrough;
  readonly asked: () => string;
  readonly answer: Promise<boolean>;
} {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = typesAgain('The id? ', ID, { input, output }, signal);
  return { input, asked: () => String(output.read()), answer };
}

describe('whoever is asked to type an id again', () => {
  it.each([
    [ID, true],
    [` ${ID.toUpperCase()} `, true],
    [ID.slice(1), false],
    ['', false],
    ['yes', false],
  ])('types %j: %s', async (typed, expected) => {
    const { input, asked, answer } = asking();
    input.write(`${typed}\n`);
    await expect(answer).resolves.toBe(expected);
    expect(asked()).toContain('The id? ');
  });

  it('may type nothing and go away', async () => {
    const { input, answer } = asking();
    input.end();
    await expect(answer).resolves.toBe(false);
  });

  it('is not asked any longer when the program ends', async () => {
    const ending = new AbortController();
    const { answer } = asking(ending.signal);
    ending.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});
