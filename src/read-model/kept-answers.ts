import type { Position } from '../event-store/event-store.js';
import { withoutSightOf } from '../platform/access/sight.js';
import type { CalendarDate } from '../statute/calendar.js';
import type { ReadModels } from './read-models.js';

/** So many answers are kept: the others are worked out again. */
const MOST = 200;

/** What answers were worked out from. */
interface Basis {
  readonly asAt: CalendarDate;
  readonly checkpoint: Position | undefined;
  readonly fault: string | undefined;
}

interface Kept {
  readonly answer: Promise<unknown>;
  readonly measures: readonly string[] | undefined;
}

/**
 * Keeps what was worked out from the read models until something is recorded that it can depend on, or another day begins.
 * It is worked out with sight of every child, for whoever asks first: only what tells of no child may be kept.
 */
export class KeptAnswers {
  #basis: Basis | undefined;
  readonly #answers = new Map<string, Kept>();

  constructor(private readonly models: ReadModels) {}

  /**
   * What was worked out under a key, or is worked out now.
   * @param key names the question; questions of different kinds have different keys
   * @param measures of which counts it depends, as they are on record now, and on nothing else; on everything where
   *   nothing is said
   */
  async of<T>(key: string, work: () => Promise<T>, measures?: readonly string[]): Promise<T> {
    await this.#forgetWhatPassed();
    const kept = this.#answers.get(key);
    if (kept !== undefined) return kept.answer as Promise<T>;
    const answer = withoutSightOf(new Set(), work);
    this.#answers.set(key, { answer, measures });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST && oldest !== undefined) this.#answers.delete(oldest);
    answer.catch(() => {
      if (this.#answers.get(key)?.answer === answer) this.#answers.delete(key);
    });
    return answer;
  }

  async #forgetWhatPassed(): Promise<void> {
    const { projector } = this.models;
    const { asAt } = this.models.live();
    const checkpoint = await projector.checkpoint();
    const before = this.#basis;
    const basis: Basis = { asAt, checkpoint, fault: projector.fault?.event };
    if (before !== undefined && isSame(before, basis)) return;
    this.#basis = basis;
    const changed =
      before?.asAt === asAt && before.fault === basis.fault
        ? projector.countedBetween(before.checkpoint, checkpoint)
        : undefined;
    for (const [key, { measures }] of [...this.#answers]) {
      const stands = changed !== undefined && measures?.every((one) => !changed.has(one)) === true;
      if (!stands) this.#answers.delete(key);
    }
  }
}

const isSame = (one: Basis, other: Basis): boolean =>
  one.asAt === other.asAt && one.checkpoint === other.checkpoint && one.fault === other.fault;
