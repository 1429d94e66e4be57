import { withoutSightOf } from '../platform/access/sight.js';
import type { ReadModels } from './read-models.js';

/** So many answers are kept: the others are worked out again. */
const MOST = 200;

/**
 * Keeps what was worked out from the read models until something is recorded or another day begins. It is worked out
 * with sight of every child, for whoever asks first: only what tells of no child may be kept.
 */
export class KeptAnswers {
  #upTo: string | undefined;
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(private readonly models: ReadModels) {}

  /**
   * What was worked out under a key, or is worked out now.
   * @param key names the question; questions of different kinds have different keys
   */
  async of<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.#forgetWhatPassed();
    const kept = this.#answers.get(key);
    if (kept !== undefined) return kept as Promise<T>;
    const answer = withoutSightOf(new Set(), work);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST && oldest !== undefined) this.#answers.delete(oldest);
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    return answer;
  }

  async #forgetWhatPassed(): Promise<void> {
    const { projector } = this.models;
    const { asAt } = this.models.live();
    const upTo = `${asAt}/${(await projector.checkpoint()) ?? ''}/${projector.fault?.event ?? ''}`;
    if (this.#upTo === upTo) return;
    this.#upTo = upTo;
    this.#answers.clear();
  }
}
