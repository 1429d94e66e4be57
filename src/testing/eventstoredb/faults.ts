/** What can be made to fail. */
export type Operation = 'append' | 'read' | 'subscribe' | 'gossip';

/**
 * How it fails.
 * - `unavailable`: the call is refused with UNAVAILABLE before anything is done.
 * - `not-leader`: the node says that another one leads, and names the leader.
 * - `disk-full`: the append ends with the status of a server that cannot write.
 * - `lose-reply`: the append is recorded, and the call is cut instead of answered.
 * - `commit-late`: the call is cut, and its events are recorded once `until` resolves.
 * - `delay`: the call is served once `until` resolves.
 */
export type Fault =
  | { readonly kind: 'unavailable' | 'not-leader' | 'disk-full' | 'lose-reply' }
  | { readonly kind: 'commit-late' | 'delay'; readonly until: Promise<unknown> };

/** The faults that lie in wait for the calls to come. */
export class Faults {
  private readonly waiting: { readonly on: Operation; readonly fault: Fault; times: number }[] = [];
  private readonly counts = new Map<Operation, number>();

  /**
   * Makes the next calls fail, in the order in which faults were injected.
   * @param times how many calls; until lifted unless set
   * @returns lifts the fault
   */
  inject(fault: Fault, { on = 'append', times = Infinity }: { on?: Operation; times?: number } = {}): () => void {
    const entry = { on, fault, times };
    this.waiting.push(entry);
    return () => {
      entry.times = 0;
    };
  }

  /** What is to happen to this call. */
  take(operation: Operation): Fault | undefined {
    this.counts.set(operation, this.calls(operation) + 1);
    const entry = this.waiting.find(({ on, times }) => on === operation && times > 0);
    if (entry) entry.times -= 1;
    return entry?.fault;
  }

  /** How many calls of this kind came so far. */
  calls(operation: Operation): number {
    return this.counts.get(operation) ?? 0;
  }
}
