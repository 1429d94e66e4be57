import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { SourceFile } from '../../exchange/application/source-file.js';
import { failureTrace } from '../../platform/http/failure-trace.js';
import { Shown } from '../../platform/http/shown.js';
import { WallClock } from '../../platform/wall-clock.js';
import { KEPT_FOR, UploadStore } from '../../platform/web/upload-store.js';
import { ReadModels } from '../../read-model/read-models.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import { ImportBenchmarks, type ImportPlan } from '../application/import-benchmarks.js';
import { readBenchmarkFile, type ReadFile } from '../application/read-benchmark-file.js';

/** How many uploads of one administrator are kept; with another the oldest is let go of. */
const MOST_KEPT = 3;
/** Milliseconds that an upload waits to be read, before the page shows how far it has come. */
const PATIENCE = 1_000;

/** A file that was received. */
export interface ReceivedFile {
  readonly path: string;
  /** As whoever sent it calls it. */
  readonly name: string;
}

/** Files that somebody uploaded together, and what is known of them. */
export interface BenchmarkUpload {
  readonly id: string;
  /** The id of who uploaded them; nobody else sees them. */
  readonly owner: string;
  readonly state: 'reading' | 'read' | 'failed';
  /** How much of all of them was read, from 0 to 1. */
  readonly done: number;
  readonly files: readonly ReadFile[];
}

interface Kept {
  upload: BenchmarkUpload;
  readonly until: number;
  readonly ending: AbortController;
}

/** The files that were uploaded: read at once and removed; what they say is kept for an hour, until it is recorded. */
@Injectable()
export class BenchmarkUploads implements OnApplicationShutdown {
  readonly #kept = new Map<string, Kept>();
  readonly #working = new Set<Promise<void>>();
  readonly #logger = new Logger('Benchmarks');
  readonly #shown: Shown;

  constructor(
    private readonly imports: ImportBenchmarks,
    private readonly store: UploadStore,
    private readonly clock: WallClock,
    models: ReadModels,
  ) {
    this.#shown = new Shown(models);
  }

  /** Takes in files and begins to read them; answers when they are read, or after a second. */
  async take(owner: string, received: readonly ReceivedFile[]): Promise<BenchmarkUpload> {
    this.#forgetOld();
    const id = randomUUID();
    const until = this.clock.now().getTime() + KEPT_FOR;
    const upload: BenchmarkUpload = { id, owner, state: 'reading', done: 0, files: [] };
    const kept: Kept = { upload, until, ending: new AbortController() };
    this.#kept.set(id, kept);
    this.#letGoOfOldest(owner);
    const work = this.#read(kept, received).finally(() => this.#working.delete(work));
    this.#working.add(work);
    const enough = new AbortController();
    const wait = setTimeout(PATIENCE, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([work, wait]);
    enough.abort();
    return kept.upload;
  }

  /** An upload, for who made it; nothing where there is none, or no longer. */
  of(owner: string, id: string): BenchmarkUpload | undefined {
    this.#forgetOld();
    const upload = this.#kept.get(id)?.upload;
    return upload?.owner === owner ? upload : undefined;
  }

  /**
   * What importing the files would do.
   * @throws StoreUnavailable
   */
  plan({ files }: BenchmarkUpload): Promise<ImportPlan> {
    return this.imports.plan(files);
  }

  /**
   * Imports the files, and lets go of them where none has a problem. It waits for a moment until pages that are kept
   * are worked out anew.
   * @throws StoreUnavailable
   */
  async record({ id, owner, files }: BenchmarkUpload): Promise<ImportPlan> {
    const { plan, position } = await onBehalfOf({ actor: owner }, () => this.imports.record(files));
    if (plan.problems === 0) this.discard(owner, id);
    if (position !== undefined) await this.#shown.waitFor(position);
    return plan;
  }

  /** Lets go of an upload. */
  discard(owner: string, id: string): void {
    const kept = this.#kept.get(id);
    if (kept?.upload.owner === owner) this.#forget(id, kept);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const [id, kept] of this.#kept) this.#forget(id, kept);
    await Promise.all(this.#working);
  }

  async #read(kept: Kept, received: readonly ReceivedFile[]): Promise<void> {
    const { signal } = kept.ending;
    const files: ReadFile[] = [];
    try {
      for (const [at, { path, name }] of received.entries()) {
        const source = await SourceFile.open(path);
        try {
          const progress = (done: number, of: number): void => {
            signal.throwIfAborted();
            kept.upload = { ...kept.upload, done: (at + (of === 0 ? 1 : done / of)) / received.length };
          };
          files.push(await readBenchmarkFile(source, name, progress));
        } finally {
          source.close();
        }
      }
      kept.upload = { ...kept.upload, state: 'read', done: 1, files };
    } catch (error) {
      if (signal.aborted) return;
      this.#logger.error(`Uploaded figures were not read (${kept.upload.id}): ${failureTrace(error)}`);
      kept.upload = { ...kept.upload, state: 'failed', files: [] };
    } finally {
      for (const { path } of received) this.store.remove(path);
    }
  }

  #letGoOfOldest(owner: string): void {
    const own = [...this.#kept].filter(([, { upload }]) => upload.owner === owner);
    for (const [id, kept] of own.slice(0, -MOST_KEPT)) this.#forget(id, kept);
  }

  #forgetOld(): void {
    const now = this.clock.now().getTime();
    for (const [id, kept] of this.#kept) if (kept.until < now) this.#forget(id, kept);
  }

  #forget(id: string, kept: Kept): void {
    kept.ending.abort();
    this.#kept.delete(id);
  }
}
