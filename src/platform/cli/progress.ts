import { numberInWords } from '../number-in-words.js';

const WIDTH = 30;

/** The part of a stream that a progress bar needs. */
export type Screen = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/**
 * Shows how far long work has come, on a terminal only; it is wiped off at the end. While nobody knows how many steps
 * there are, the total is `Infinity`, and the steps are counted.
 * @param least work with fewer steps is over before a bar can be read
 */
export function progressBar(screen: Screen, called: string, least: number): (done: number, total: number) => void {
  return (done, total) => {
    if (!screen.isTTY || total < least) return;
    if (total === Infinity) {
      if (done >= least) screen.write(`\r${called}: ${numberInWords(done)}`);
      return;
    }
    const full = Math.round((WIDTH * done) / total);
    const bar = `${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}`;
    screen.write(
      done < total ? `\r${called} [${bar}] ${numberInWords(done)} of ${numberInWords(total)}` : '\r\u001b[K',
    );
  };
}
