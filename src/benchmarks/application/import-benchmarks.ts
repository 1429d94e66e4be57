import { Injectable } from '@nestjs/common';
import { ConcurrencyConflict, type Position } from '../../event-store/event-store.js';
import type { BenchmarkEvent } from '../domain/benchmark.events.js';
import { effectOf, heldYear, isHeld, type Effect, type Holdings, type YearEffect } from '../domain/holdings.js';
import { BenchmarkLog, type Dataset } from './benchmark-log.js';
import type { Finding } from './findings.js';
import { areasIn, type ListedYear } from './list-benchmarks.js';
import type { ReadFile } from './read-benchmark-file.js';

/** What importing a year of a file would do, or did. */
export interface PlannedYear extends YearEffect, Pick<ListedYear, 'year' | 'england' | 'regions' | 'authorities'> {}

/** What importing a file would do, or did. */
export interface PlannedFile {
  readonly name: string;
  readonly dataset?: Dataset;
  readonly rows: number;
  /** Rows of a part of the children, which are left out. */
  readonly breakdowns: number;
  /** Of a file of the release, earliest year first. */
  readonly years: readonly PlannedYear[];
  /** Of the matrix of neighbours. */
  readonly neighbours?: { readonly effect: Exclude<Effect, 'older'>; readonly authorities: number };
  readonly problems: ReadFile['problems'];
  readonly doubts: ReadFile['doubts'];
}

/** What importing files would do, or did. */
export interface ImportPlan {
  readonly files: readonly PlannedFile[];
  /** Problems of all files together: with any, nothing is imported. */
  readonly problems: number;
  /** Whether anything is new or corrected. */
  readonly hasNews: boolean;
}

/** What was imported. */
export interface Imported {
  readonly plan: ImportPlan;
  /** Where the last event stands that was recorded; nothing where none was. */
  readonly position?: Position;
}

/** A conflict means that somebody else imported meanwhile; it is decided anew. */
const MOST_TRIES = 5;

const takes = ({ effect }: Pick<YearEffect, 'effect'>): boolean => effect === 'new' || effect === 'corrected';

/** Takes in the files of the Department for Education that stand beside the council's own figures. */
@Injectable()
export class ImportBenchmarks {
  constructor(private readonly log: BenchmarkLog) {}

  /**
   * What importing files would do.
   * @throws StoreUnavailable
   */
  async plan(files: readonly ReadFile[]): Promise<ImportPlan> {
    return planOver(await this.log.holdings(), files);
  }

  /**
   * Imports files, where none has a problem: what is new or corrected is recorded, one dataset after the other, each
   * whole. What is held already is not recorded again, so that the same files can be imported again after a failure.
   * @returns what was done
   * @throws StoreUnavailable
   */
  async record(files: readonly ReadFile[]): Promise<Imported> {
    const plan = await this.plan(files);
    if (plan.problems > 0) return { plan };
    let position: Position | undefined;
    for (const dataset of new Set(plan.files.flatMap((file) => file.dataset ?? []))) {
      position = (await this.#recordDataset(dataset, files)) ?? position;
    }
    return { plan, ...(position === undefined ? {} : { position }) };
  }

  async #recordDataset(dataset: Dataset, files: readonly ReadFile[]): Promise<Position | undefined> {
    for (let tried = 1; ; tried += 1) {
      const revision = await this.log.revisionOf(dataset);
      const events = eventsOf(await this.log.holdings(), dataset, files);
      if (events.length === 0) return undefined;
      try {
        return (await this.log.append(dataset, events, revision)).position;
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict) || tried === MOST_TRIES) throw error;
      }
    }
  }
}

const datasetOf = ({ content }: ReadFile): Dataset | undefined =>
  content === undefined ? undefined : content.kind === 'release' ? content.file : 'neighbours';

/** What is to be recorded of a dataset. */
function eventsOf(held: Holdings, dataset: Dataset, files: readonly ReadFile[]): readonly BenchmarkEvent[] {
  return files
    .filter((file) => datasetOf(file) === dataset)
    .flatMap(({ content }): readonly BenchmarkEvent[] => {
      if (content === undefined) return [];
      if (content.kind === 'neighbours') {
        return isHeld(held.neighbours, content.matrix) ? [] : [{ type: 'NeighboursImported', data: content.matrix }];
      }
      return content.years
        .filter((one) => takes(effectOf(heldYear(held, one.file, one.year), one)))
        .map((data) => ({ type: 'ReleaseYearImported', data }));
    });
}

function planOver(held: Holdings, files: readonly ReadFile[]): ImportPlan {
  const planned = files.map((file) => plannedFile(held, withTwins(file, files)));
  return {
    files: planned,
    problems: planned.reduce((sum, { problems }) => sum + problems.count, 0),
    hasNews: planned.some(
      ({ years, neighbours }) => years.some(takes) || (neighbours !== undefined && neighbours.effect !== 'same'),
    ),
  };
}

/** Two files of one dataset at once could contradict each other. */
function withTwins(file: ReadFile, files: readonly ReadFile[]): ReadFile {
  const dataset = datasetOf(file);
  const twin = files.find((other) => other !== file && dataset !== undefined && datasetOf(other) === dataset);
  if (twin === undefined) return file;
  const { count, first } = file.problems;
  const problem: Finding = {
    reason: `it holds the same figures as ${twin.name}`,
    accepted: 'one file of a kind at a time, that of the earlier release first',
  };
  return { ...file, problems: { count: count + 1, first: [problem, ...first] } };
}

function plannedFile(held: Holdings, file: ReadFile): PlannedFile {
  const { name, rows, content, problems, doubts } = file;
  const dataset = datasetOf(file);
  const common = { name, rows, problems, doubts, ...(dataset === undefined ? {} : { dataset }) };
  if (content === undefined) return { ...common, breakdowns: 0, years: [] };
  if (content.kind === 'neighbours') {
    const { matrix } = content;
    const effect = isHeld(held.neighbours, matrix) ? 'same' : held.neighbours === undefined ? 'new' : 'corrected';
    return { ...common, breakdowns: 0, years: [], neighbours: { effect, authorities: matrix.authorities.length } };
  }
  const years = content.years.map((one): PlannedYear => {
    const { year } = one;
    return {
      year,
      ...areasIn(one),
      ...effectOf(heldYear(held, one.file, year), one),
    };
  });
  return { ...common, breakdowns: content.breakdowns, years };
}
