/** What is checked. */
export const AREAS = ['event log', 'keys', 'read models', 'policies'] as const;

/** What is checked. */
export type Area = (typeof AREAS)[number];

/** What can be found. */
export type FindingCode =
  | 'log-damaged'
  | 'revision-gap'
  | 'position-out-of-order'
  | 'id-repeated'
  | 'key-missing'
  | 'key-damaged'
  | 'key-not-erased'
  | 'text-does-not-open'
  | 'projection-stopped'
  | 'row-missing'
  | 'row-unexpected'
  | 'row-different'
  | 'policy-stopped'
  | 'effect-missing';

/** Something that is not as it should be. Nothing in it says who a child is. */
export interface Finding {
  readonly area: Area;
  readonly code: FindingCode;
  /** Where, by stream, event, table and key. */
  readonly where: string;
  /** What, as a sentence. */
  readonly what: string;
}

/** Findings of one kind that are spelled out. */
const MOST = 20;

/** Collects what is found: all of it is counted, some of it is kept. */
export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(finding: Finding): void {
    const count = (this.#counts.get(finding.code) ?? 0) + 1;
    this.#counts.set(finding.code, count);
    if (count <= MOST) this.#kept.push(finding);
  }

  /** The first of each kind, in the order in which they were found. */
  get kept(): readonly Finding[] {
    return this.#kept;
  }

  /** How many there are. */
  get count(): number {
    return [...this.#counts.values()].reduce((sum, one) => sum + one, 0);
  }

  /** How many there are of each kind. */
  get counts(): Readonly<Partial<Record<FindingCode, number>>> {
    return Object.fromEntries(this.#counts);
  }
}
