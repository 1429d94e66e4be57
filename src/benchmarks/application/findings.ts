import { capital } from '../../statute/sentence.js';

/** Something about a file that somebody has to know before it is imported. */
export interface Finding {
  /** The line, from 1; missing where it is about the whole file. */
  readonly line?: number;
  /** The heading of the column, as it is written in the file. */
  readonly column?: string;
  /** What is so, as a sentence without its full stop. */
  readonly reason: string;
  /** What would be accepted. */
  readonly accepted?: string;
}

/** How many findings of a kind are kept of a file; all are counted. */
export const MOST_FINDINGS = 500;

/** Gathers what is found in a file. Problems keep it from being imported, doubts do not. */
export class Findings {
  readonly #problems: Finding[] = [];
  readonly #doubts: Finding[] = [];
  #problemCount = 0;
  #doubtCount = 0;

  problem(finding: Finding): void {
    this.#problemCount += 1;
    if (this.#problems.length < MOST_FINDINGS) this.#problems.push(finding);
  }

  doubt(finding: Finding): void {
    this.#doubtCount += 1;
    if (this.#doubts.length < MOST_FINDINGS) this.#doubts.push(finding);
  }

  get problems(): Found {
    return { count: this.#problemCount, first: byLine(this.#problems) };
  }

  get doubts(): Found {
    return { count: this.#doubtCount, first: byLine(this.#doubts) };
  }
}

/** How many findings there are, and the first of them in the order of their lines. */
export interface Found {
  readonly count: number;
  readonly first: readonly Finding[];
}

const byLine = (all: readonly Finding[]): readonly Finding[] =>
  all.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));

/** A finding as one line of text: `line 12, no_outcome: -153 is no count.` */
export function findingText({ line, column, reason, accepted }: Finding): string {
  const place = [...(line === undefined ? [] : [`line ${String(line)}`]), ...(column === undefined ? [] : [column])];
  const said = `${place.length === 0 ? capital(reason) : `${place.join(', ')}: ${reason}`}.`;
  return accepted === undefined ? said : `${said} Accepted: ${accepted}.`;
}
