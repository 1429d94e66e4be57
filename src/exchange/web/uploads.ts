import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { failureTrace } from '../../platform/http/failure-trace.js';
import { OperatorError } from '../../platform/operator-error.js';
import { WallClock } from '../../platform/wall-clock.js';
import { oneAfterTheOther } from '../../streams/application/one-after-the-other.js';
import type { RowProblem } from '../application/format.js';
import { ImportCases, type Imported, type Progress } from '../application/import-cases.js';
import { SourceFile } from '../application/source-file.js';
import { KEPT_FOR, UploadStore } from '../../platform/web/upload-store.js';

/** How many problems of a file are kept to be shown; all are counted. */
export const MOST_PROBLEMS = 50_000;
/** How many files of one officer wait to be recorded: with another the oldest is let go of, so that they cannot fill the disk. */
export const MOST_WAITING = 3;
/** Files are checked and recorded one after the other: one of them can keep the machine busy. */
const IMPORTING = 'uploaded-files';

/** How far the work on a file has come. */
export type UploadState = 'waiting' | 'checking' | 'checked' | 'recording' | 'recorded' | 'failed';

/** A file that somebody uploaded, and what is known of it. */
export interface Upload {
  readonly id: string;
  /** The id of who uploaded it; nobody else sees it. */
  readonly owner: string;
  readonly state: UploadState;
  /** The codes of the warnings that are confirmed. */
  readonly confirm: readonly string[];
  /** The part of the work that is being done, and how far it has come. */
  readonly progress?: { readonly part: Parameters<Progress>[0]; readonly done: number; readonly of: number };
  /** What came of it; of a file that is checked, what would. */
  readonly imported?: Imported;
  /** What is wrong with it, in the order of its lines; the first {@link MOST_PROBLEMS}. */
  readonly problems: readonly RowProblem[];
}

interface Kept {
  upload: Upload;
  readonly path: string;
  readonly until: number;
  readonly ending: AbortController;
}

const isBusy = ({ state }: Upload): boolean => state === 'waiting' || state === 'checking' || state === 'recording';

/** The files that were uploaded: checked, then recorded when their owner says so, and removed. */
@Injectable()
export class Uploads implements OnApplicationShutdown {
  readonly #kept = new Map<string, Kept>();
  readonly #logger = new Logger('Import');
  readonly #working = new Set<Promise<void>>();

  constructor(
    private readonly imports: ImportCases,
    private readonly store: UploadStore,
    private readonly clock: WallClock,
  ) {}

  /** Takes in a file and begins to check it. */
  take(owner: string, path: string): Upload {
    this.#forgetOld();
    const id = randomUUID();
    const upload: Upload = { id, owner, state: 'waiting', confirm: [], problems: [] };
    const until = this.clock.now().getTime() + KEPT_FOR;
    const kept: Kept = { upload, path, until, ending: new AbortController() };
    this.#kept.set(id, kept);
    this.#letGoOfOldest(owner);
    this.#begin(kept, 'checking');
    return upload;
  }

  /** A file, for who uploaded it; nothing where there is none, or no longer. */
  of(owner: string, id: string): Upload | undefined {
    this.#forgetOld();
    const kept = this.#kept.get(id);
    return kept?.upload.owner === owner ? kept.upload : undefined;
  }

  /** Checks a file again, with warnings confirmed. */
  check(owner: string, id: string, confirm: readonly string[]): void {
    const kept = this.#at(owner, id, 'checked');
    if (kept === undefined) return;
    kept.upload = { ...kept.upload, confirm };
    this.#begin(kept, 'checking');
  }

  /** Records what a file says that was checked without a problem. */
  record(owner: string, id: string): void {
    const kept = this.#at(owner, id, 'checked');
    if (kept?.upload.imported?.problems === 0) this.#begin(kept, 'recording');
  }

  /** Removes a file, and ends what is being done with it; what is being recorded is recorded. */
  discard(owner: string, id: string): void {
    const kept = this.#kept.get(id);
    if (kept?.upload.owner !== owner || kept.upload.state === 'recording') return;
    this.#forget(id, kept);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const [id, kept] of this.#kept) this.#forget(id, kept);
    await Promise.all(this.#working);
  }

  #at(owner: string, id: string, state: UploadState): Kept | undefined {
    const kept = this.#kept.get(id);
    return kept?.upload.owner === owner && kept.upload.state === state ? kept : undefined;
  }

  #begin(kept: Kept, state: 'checking' | 'recording'): void {
    kept.upload = { ...kept.upload, state: 'waiting' };
    const work = oneAfterTheOther(IMPORTING, () => this.#work(kept, state)).finally(() => this.#working.delete(work));
    this.#working.add(work);
  }

  async #work(kept: Kept, state: 'checking' | 'recording'): Promise<void> {
    const { signal } = kept.ending;
    const isEnded = (): boolean => signal.aborted;
    if (isEnded()) return;
    const problems: RowProblem[] = [];
    const { id, owner, confirm } = kept.upload;
    kept.upload = { id, owner, confirm, state, problems: [] };
    try {
      const source = await SourceFile.open(kept.path);
      try {
        const imported = await this.imports.import(source, {
          dryRun: state === 'checking',
          confirm,
          signal,
          origin: { correlationId: id, causationId: owner },
          onProblem: (problem) => {
            if (problems.length < MOST_PROBLEMS) problems.push(problem);
          },
          onProgress: (part, done, of) => {
            kept.upload = { ...kept.upload, progress: { part, done, of } };
          },
        });
        problems.sort((one, other) => one.line - other.line);
        kept.upload = {
          id,
          owner,
          confirm,
          state: imported.isRecorded ? 'recorded' : 'checked',
          imported,
          problems,
        };
      } finally {
        source.close();
      }
    } catch (error) {
      if (isEnded()) return;
      this.#logger.error(`An uploaded file was not taken in (${id}): ${reasonOf(error)}`);
      kept.upload = { id, owner, confirm, state: 'failed', problems: [] };
    }
    if (kept.upload.state === 'recorded' || kept.upload.state === 'failed') this.store.remove(kept.path);
  }

  /** The files of an officer stand in the order in which they came. */
  #letGoOfOldest(owner: string): void {
    const waiting = [...this.#kept].filter(
      ([, { upload }]) => upload.owner === owner && ['waiting', 'checking', 'checked'].includes(upload.state),
    );
    for (const [id, kept] of waiting.slice(0, -MOST_WAITING)) this.#forget(id, kept);
  }

  #forgetOld(): void {
    const now = this.clock.now().getTime();
    for (const [id, kept] of this.#kept) if (kept.until < now && !isBusy(kept.upload)) this.#forget(id, kept);
  }

  #forget(id: string, kept: Kept): void {
    kept.ending.abort();
    this.store.remove(kept.path);
    this.#kept.delete(id);
  }
}

const reasonOf = (error: unknown): string => (error instanceof OperatorError ? error.message : failureTrace(error));
