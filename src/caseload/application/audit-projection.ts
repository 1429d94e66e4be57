import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Projection } from '../../read-model/projection.js';
import type { AuditRow } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';

const KINDS: ReadonlySet<string> = new Set(['assessment', 'plan', 'review', 'person']);

/** Who recorded what, and when: one row an event. */
export class AuditProjection implements Projection {
  #rows: AuditRow[] = [];

  take(events: readonly RecordedEvent[]): Promise<void> {
    for (const { position, stream, revision, type, data, recordedAt, metadata } of events) {
      const cut = stream.indexOf('-');
      const kind = stream.slice(0, cut);
      if (!KINDS.has(kind)) continue;
      const { on } = data;
      this.#rows.push({
        position,
        subject: stream.slice(cut + 1),
        kind,
        revision,
        type,
        day: typeof on === 'string' ? on : null,
        recorded_at: recordedAt,
        actor: metadata.actor,
      });
    }
    return Promise.resolve();
  }

  async flush(to: Writer): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    await to.together((writer) => writer.put('audit', rows));
  }

  forget(): void {
    this.#rows = [];
  }
}
