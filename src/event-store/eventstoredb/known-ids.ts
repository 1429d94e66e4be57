/** The ids at the beginning of a stream, and how far they are known. */
export interface StreamIds {
  /** The first revision that is not known; 0 where nothing is. */
  readonly end: number;
  readonly revisions: ReadonlyMap<string, number>;
}

const NOTHING: StreamIds = { end: 0, revisions: new Map() };

/**
 * Remembers which ids are in which stream, for the streams used last. What is on record never changes, so what is
 * remembered stays true; it may only be short of what others have appended since. Only a server that was restored from a
 * backup can be behind it, which is why the application is to be restarted then.
 */
export class KnownIds {
  /** In the order of use. */
  readonly #streams = new Map<string, { end: number; readonly revisions: Map<string, number> }>();
  #count = 0;

  /** @param most how many ids to remember at most, except that one stream is always remembered whole */
  constructor(private readonly most = 100_000) {}

  of(stream: string): StreamIds {
    return this.#streams.get(stream) ?? NOTHING;
  }

  /**
   * Remembers all that a stream has from a revision on, up to the last of these events.
   * @returns what is now known of the stream
   */
  learn(
    stream: string,
    from: number,
    events: readonly { readonly id: string; readonly revision: number | bigint }[],
  ): StreamIds {
    const known = this.#streams.get(stream) ?? { end: 0, revisions: new Map<string, number>() };
    // With a gap the beginning would not be whole.
    if (from > known.end || events.length === 0) return known;
    this.forget(stream);
    for (const { id, revision } of events) {
      known.revisions.set(id, Number(revision));
      known.end = Math.max(known.end, Number(revision) + 1);
    }
    this.#streams.set(stream, known);
    this.#count += known.revisions.size;
    for (const oldest of this.#streams.keys()) {
      if (this.#count <= this.most || oldest === stream) break;
      this.forget(oldest);
    }
    return known;
  }

  forget(stream: string): void {
    this.#count -= this.#streams.get(stream)?.revisions.size ?? 0;
    this.#streams.delete(stream);
  }
}
