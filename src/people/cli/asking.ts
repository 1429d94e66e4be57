import { createInterface } from 'node:readline/promises';

/** Where a question is asked and answered. */
export interface Dialogue {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks a person to type something again.
 * @param signal ends the asking, by what it throws
 * @returns whether they typed the same
 */
export async function typesAgain(
  question: string,
  expected: string,
  { input, output }: Dialogue,
  signal: AbortSignal,
): Promise<boolean> {
  const line = createInterface({ input, output });
  // Read from a terminal, Ctrl-C reaches this and nobody else.
  line.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<string>((resolve) => line.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([line.question(question, { signal }), ended]);
    return answer.trim().toLowerCase() === expected;
  } finally {
    line.close();
  }
}
