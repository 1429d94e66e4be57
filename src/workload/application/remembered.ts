/** How many answers are kept. */
const MOST = 12;

/**
 * Answers that stay the same until something more is recorded. Whoever asks for one that is being worked out waits for
 * the same one.
 */
export class Remembered<T> {
  readonly #answers = new Map<string, { readonly upTo: string; readonly answer: Promise<T> }>();

  /**
   * The answer to a question.
   * @param upTo how far the tables have come; an answer of before is worked out anew
   */
  of(question: string, upTo: string, work: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known?.upTo === upTo) return known.answer;
    const one = { upTo, answer: work() };
    this.#answers.delete(question);
    this.#answers.set(question, one);
    one.answer.catch(() => {
      if (this.#answers.get(question) === one) this.#answers.delete(question);
    });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST && oldest !== undefined) this.#answers.delete(oldest);
    return one.answer;
  }
}
