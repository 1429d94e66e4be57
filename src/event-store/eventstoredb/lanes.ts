/** Work that must be done one after the other, in lanes that do not wait for each other. */
export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work once everything before it in its lane is done. */
  run<Result>(lane: string, work: () => Promise<Result>): Promise<Result> {
    const previous = this.#last.get(lane);
    const result = previous === undefined ? work() : previous.then(work);
    const done = result.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(lane, done);
    void done.then(() => {
      if (this.#last.get(lane) === done) this.#last.delete(lane);
    });
    return result;
  }

  /** Resolves when all work is done that was asked for until now. */
  async done(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
