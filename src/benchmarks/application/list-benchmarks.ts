import { Injectable } from '@nestjs/common';
import type { Level, ReleaseFile, ReleaseYear } from '../domain/benchmark.events.js';
import { BenchmarkLog } from './benchmark-log.js';
import { OwnAuthorityFinder, type OwnAuthority } from './own-authority.js';

/** A file and a year that are held. */
export interface ListedYear {
  readonly file: ReleaseFile;
  readonly year: number;
  /** The last year of the release that it comes from. */
  readonly upTo: number;
  readonly england: boolean;
  readonly regions: number;
  readonly authorities: number;
  /** When it was imported: an instant, ISO 8601. */
  readonly importedAt: string;
}

/** What is held. */
export interface ListedBenchmarks extends OwnAuthority {
  /** By file, earliest year first. */
  readonly years: readonly ListedYear[];
  readonly neighbours?: { readonly authorities: number; readonly importedAt: string };
}

/** How many rows there are of England, regions and authorities. */
export function areasIn({ rows }: ReleaseYear): Pick<ListedYear, 'england' | 'regions' | 'authorities'> {
  const count = (wanted: Level): number => rows.filter(({ level }) => level === wanted).length;
  return { england: count('national') > 0, regions: count('regional'), authorities: count('local') };
}

/** Answers what was imported. */
@Injectable()
export class ListBenchmarks {
  constructor(
    private readonly log: BenchmarkLog,
    private readonly own: OwnAuthorityFinder,
  ) {}

  /**
   * Everything that is held.
   * @throws StoreUnavailable
   */
  async list(): Promise<ListedBenchmarks> {
    const held = await this.log.holdings();
    const years = held.years.map((one): ListedYear => {
      const { file, year, upTo, importedAt } = one;
      return { file, year, upTo, ...areasIn(one), importedAt };
    });
    const { neighbours } = held;
    return {
      years: years.toSorted((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0)),
      ...(neighbours === undefined
        ? {}
        : { neighbours: { authorities: neighbours.authorities.length, importedAt: neighbours.importedAt } }),
      ...(await this.own.find(held)),
    };
  }
}
