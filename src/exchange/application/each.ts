import { Turns } from './turns.js';

/**
 * Does work for the numbers from 0, several at a time, and gives others in this process their turns.
 * @param width how many at a time
 * @param signal ends it between two pieces of work
 * @throws the reason of the signal
 */
export async function each(
  count: number,
  { width, signal }: { readonly width: number; readonly signal?: AbortSignal | undefined },
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let isFailing = false;
  const turns = new Turns();
  const worker = async (): Promise<void> => {
    while (next < count && !isFailing) {
      signal?.throwIfAborted();
      await work(next++);
      await turns.give();
    }
  };
  const workers = Array.from({ length: Math.min(width, count) }, async () => {
    try {
      await worker();
    } catch (error) {
      isFailing = true;
      throw error;
    }
  });
  const ends = await Promise.allSettled(workers);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
