import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Request } from 'express';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { settingsOf } from '../configuration.js';

/** The most bytes of a file that is uploaded: 32 MiB, some 300,000 rows of cases. A larger one is imported on the command line. */
export const MOST_UPLOADED = 32 * 1024 ** 2;
/** Milliseconds that a file is kept at most: an hour. */
export const KEPT_FOR = 3_600_000;
const SWEPT_EVERY = 60_000;

const FOLDER = 'uploads';

/** A file that is being received. */
interface Incoming {
  readonly stream: Readable;
}

/** A file that was received. */
export interface Stored {
  readonly path: string;
}

type Done = (error: Error | null, stored?: Stored) => void;

/**
 * Keeps uploaded files in a folder of the data directory that only this program's user reads, and for an hour at most. A
 * file says who children are, so its name is never taken from whoever sent it, and nothing of it is left when it is done
 * with. It is the storage of Multer.
 */
@Injectable()
export class UploadStore implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #folder: string;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(config: ConfigService) {
    this.#folder = join(settingsOf(config).dataDirectory, FOLDER);
  }

  onApplicationBootstrap(): void {
    this.sweep(Date.now());
    this.#sweeping = setInterval(() => this.sweep(Date.now()), SWEPT_EVERY).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#sweeping);
  }

  /** Takes in a file while it is received. */
  _handleFile(_: Request, { stream }: Incoming, done: Done): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, randomUUID());
    pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 })).then(
      () => done(null, { path }),
      (error: unknown) => {
        this.remove(path);
        done(error instanceof Error ? error : new Error('The file could not be kept.'));
      },
    );
  }

  /** Lets go of a file that was refused after it was received. */
  _removeFile(_: Request, { path }: Partial<Stored>, done: (error: Error | null) => void): void {
    if (path !== undefined) this.remove(path);
    done(null);
  }

  /** Removes a file. */
  remove(path: string): void {
    rmSync(path, { force: true });
  }

  /**
   * Removes the files that are older than an hour, also those that a process before this one left.
   * @param now milliseconds since 1970
   */
  sweep(now: number): void {
    for (const path of this.#files()) {
      const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
      if (mtimeMs !== undefined && now - mtimeMs > KEPT_FOR) this.remove(path);
    }
  }

  #files(): readonly string[] {
    try {
      return readdirSync(this.#folder).map((name) => join(this.#folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}
