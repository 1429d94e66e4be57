import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { OpenRequests } from '../../caseload/application/open-requests.js';
import { People } from '../../people/application/people.js';
import type { RegisterPerson } from '../../people/application/register-person.js';
import { OperatorError } from '../../platform/operator-error.js';
import { Problems } from '../../platform/problem.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import { Sealer } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import {
  ACTOR,
  CasePlayer,
  MANNERS,
  type Confirmed,
  type ImportCase,
  type ImportOrigin,
  type Manner,
  type Played,
} from './case-player.js';
import { each } from './each.js';
import { identityColumn, type RowProblem } from './format.js';
import { Assembly } from './import-case-assembly.js';
import { Scanner, type Scan } from './import-scan.js';
import { ProblemLog } from './problem-log.js';
import { add, count, none, type Counts } from './import-counts.js';
import { refusalProblems } from './refusal-problems.js';
import { RehearsalSealer, RehearsalStore, Stages } from './rehearsal.js';
import { SecondRequests } from './second-requests.js';
import type { SourceFile } from './source-file.js';

/** How many cases are checked or recorded at a time. */
const WIDTH = 32;

/** The parts of the work, and how far one has come. */
export type Progress = (part: 'reading' | 'checking' | 'children' | 'recording', done: number, of: number) => void;

/** How a file is taken in. */
export interface ImportOptions {
  /** Checks only. */
  readonly dryRun?: boolean;
  /** The warnings that are confirmed; none unless set. */
  readonly confirm?: Confirmed;
  /** Is given every problem. */
  readonly onProblem?: (problem: RowProblem) => void;
  readonly onProgress?: Progress;
  /** In the course of what it is taken in, and who asked for it: opaque ids that stand with every event. */
  readonly origin?: ImportOrigin;
  /** Ends it. What was recorded by then is gone on from by the same file. */
  readonly signal?: AbortSignal;
}

/** What came of a file. Where there are problems, nothing was recorded. */
export interface Imported {
  readonly rows: number;
  /** The cases of which something was recorded, or would be. */
  readonly cases: number;
  readonly milestones: number;
  /** The children who were registered, or would be. */
  readonly children: number;
  readonly alreadyOnRecord: number;
  /** Rows that say only what an earlier one says. */
  readonly repeated: number;
  readonly problems: number;
  readonly firstProblems: readonly RowProblem[];
  /** The cases that were not looked at as a whole, because of a malformed row; all of them where there are too many. */
  readonly unchecked: number | 'all';
  readonly isRecorded: boolean;
}

interface Run {
  readonly confirm: Confirmed;
  readonly origin: ImportOrigin;
  readonly problems: ProblemLog;
  readonly onProgress: Progress;
  readonly signal: AbortSignal | undefined;
}

interface Rehearsed extends Counts {
  /** The groups of which something is to be recorded. */
  readonly fresh: Readonly<Record<CaseKindName, readonly number[]>>;
  /** How the rows of a case are tried, where that is not the first manner. */
  readonly manners: ReadonlyMap<string, Manner>;
  /** What came of the other groups. */
  readonly settled: Counts;
}

/** Where cases are rehearsed. */
interface Rehearsal {
  readonly player: CasePlayer;
  readonly store: RehearsalStore;
  /** Takes the manner of a case, where it is not the first. */
  readonly manners: Map<string, Manner>;
  readonly requests: SecondRequests;
}

/** Takes in files of cases: all of one or nothing. */
@Injectable()
export class ImportCases {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly sealer: Sealer,
    private readonly people: People,
    private readonly commands: CommandBus,
    private readonly stages: Stages,
    private readonly openRequests: OpenRequests,
  ) {}

  /**
   * Checks a file as a whole, by carrying out in memory what it asks for on top of what is on record; records it only
   * where there is no problem. What was recorded before by the same row is not recorded again, so that an import that was
   * cut short is finished by the same file.
   * @throws StoreUnavailable where the store cannot do its work; the same file again finishes what was begun
   */
  async import(source: SourceFile, options: ImportOptions = {}): Promise<Imported> {
    const { dryRun = false, confirm = [], onProblem, onProgress = () => undefined, signal } = options;
    // Everything that one import records goes together, such as in the alert of what it brings late.
    const { origin = { correlationId: v7() } } = options;
    const problems = new ProblemLog(onProblem);
    const run: Run = { confirm, origin, problems, onProgress, signal };
    const scan = await new Scanner(source, problems, (done, of) => {
      signal?.throwIfAborted();
      onProgress('reading', done, of);
    }).scan();
    const answer = (counts: Counts, children: number, isRecorded: boolean): Imported => ({
      rows: scan?.rows ?? 0,
      cases: counts.cases,
      milestones: counts.milestones,
      alreadyOnRecord: counts.alreadyOnRecord,
      repeated: counts.repeated,
      children,
      problems: problems.count,
      firstProblems: problems.first,
      unchecked: scan?.isWhole === true ? scan.bad.size : 'all',
      isRecorded,
    });
    if (scan?.isWhole !== true) return answer(none(), 0, false);
    const assembly = new Assembly(source, scan, this.store);
    const children = await this.#childrenToRegister(scan, assembly, run);
    const rehearsed = await this.#rehearse(assembly, children, run);
    if (problems.count === 0 && source.isChanged) {
      problems.add({ line: 1, reason: 'the file was changed while it was checked', accepted: 'a file at rest' });
    }
    if (problems.count > 0 || dryRun) return answer(rehearsed, children.size, false);
    await this.#register(children, assembly, run);
    const recorded = await this.#record(assembly, rehearsed, run);
    add(recorded, rehearsed.settled);
    return answer(recorded, children.size, true);
  }

  /** Who has to be registered; what is wrong with those who cannot be is added to the problems. */
  async #childrenToRegister(
    { children }: Scan,
    assembly: Assembly,
    { problems, signal }: Run,
  ): Promise<ReadonlyMap<PersonId, number>> {
    const toRegister = new Map<PersonId, number>();
    const named = [...children];
    await each(named.length, { width: WIDTH, signal }, async (at) => {
      const [person, { row, line }] = named[at] ?? missing();
      const refuse = (column: string, reason: string, accepted?: string): void =>
        problems.add({ line, column, reason, ...(accepted === undefined ? {} : { accepted }) });
      try {
        const foreseen = await this.people.foresee(identityOf(assembly, row));
        if (foreseen === 'registers') toRegister.set(person, row);
        else if (foreseen !== 'unchanged' && foreseen.refused.some(({ code }) => code === 'id-taken')) {
          refuse('child', 'this key cannot be used', 'a key of its own for each child');
        }
        // Of an erased child nothing is kept, and what is on record of the cases stays: new rows are refused by themselves.
        else if (foreseen !== 'unchanged' && !foreseen.refused.some(({ code }) => code === 'person-erased')) {
          refuse('child', 'the child is registered with other details', 'the details on record, or none at all');
        }
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        for (const { place, reason, accepted } of error.problems) refuse(identityColumn(place), reason, accepted);
      }
    });
    return toRegister;
  }

  /** Carries out in memory what the file asks for. */
  async #rehearse(
    assembly: Assembly,
    children: ReadonlyMap<PersonId, number>,
    { confirm, problems, onProgress, signal }: Run,
  ): Promise<Rehearsed> {
    const store = new RehearsalStore(this.store);
    const sealer = new RehearsalSealer(this.sealer, (person) => children.has(person));
    const stage = await this.stages.over(store, sealer);
    const fresh: Record<CaseKindName, number[]> = { plan: [], review: [], assessment: [] };
    const manners = new Map<string, Manner>();
    const counts = { ...none(), fresh, manners, settled: none() };
    const player = new CasePlayer(stage.commands, store, sealer, confirm);
    const requests = new SecondRequests();
    let done = 0;
    try {
      await each(assembly.count, { width: WIDTH, signal }, async (group) => {
        const came = none();
        for (const assembled of await assembly.casesOf(group)) {
          if ('problems' in assembled) {
            assembled.problems.forEach((problem) => problems.add(problem));
            continue;
          }
          const played = await this.#rehearseOne(assembled.one, { player, store, manners, requests });
          refusalProblems(played).forEach((problem) => problems.add(problem));
          count(came, played);
        }
        if (came.milestones > 0) fresh[assembly.kindOf(group)].push(group);
        else add(counts.settled, came);
        add(counts, came);
        onProgress('checking', (done += 1), assembly.count);
      });
      (await requests.problems(this.openRequests, confirm)).forEach((problem) => problems.add(problem));
    } finally {
      await stage.close();
    }
    return counts;
  }

  /** Finds the manner in which the rows of a case can be carried out; what came of the last one where there is none. */
  async #rehearseOne(one: ImportCase, { player, store, manners, requests }: Rehearsal): Promise<Played> {
    const stream = `${one.kind}-${one.id}`;
    let played: Played | undefined;
    for (const manner of MANNERS) {
      played = await player.play(one, manner);
      const events = await store.readStream(stream);
      store.forget(stream);
      if (played.refused.length > 0) continue;
      requests.add(one, events, events.length > played.recorded);
      if (manner !== MANNERS[0]) manners.set(one.id, manner);
      return played;
    }
    return played ?? missing();
  }

  async #register(
    children: ReadonlyMap<PersonId, number>,
    assembly: Assembly,
    { origin, onProgress, signal }: Run,
  ): Promise<void> {
    const rows = [...children.values()];
    let done = 0;
    await each(rows.length, { width: WIDTH, signal }, async (at) => {
      const request = identityOf(assembly, rows[at] ?? missing());
      const outcome = await onBehalfOf({ ...origin, actor: ACTOR }, () =>
        this.commands.execute<RegisterPerson, Outcome>(request),
      );
      if (outcome.outcome === 'refused') throw new ChangedMeanwhile();
      onProgress('children', (done += 1), rows.length);
    });
  }

  async #record(
    assembly: Assembly,
    { fresh, manners }: Rehearsed,
    { confirm, origin, problems, onProgress, signal }: Run,
  ): Promise<Counts> {
    const counts = none();
    // Policies may be running: what they would make of an assessment or a review is there when they look.
    const groups = [...fresh.plan, ...fresh.review, ...fresh.assessment];
    const player = new CasePlayer(this.commands, this.store, this.sealer, confirm, origin);
    let done = 0;
    await each(groups.length, { width: WIDTH, signal }, async (at) => {
      for (const assembled of await assembly.casesOf(groups[at] ?? missing())) {
        if ('problems' in assembled) throw new ChangedMeanwhile();
        const played = await player.play(assembled.one, manners.get(assembled.one.id) ?? MANNERS[0]);
        refusalProblems(played).forEach((problem) => problems.add(problem));
        count(counts, played);
      }
      onProgress('recording', (done += 1), groups.length);
    });
    return counts;
  }
}

/** What was checked is no longer so, because others recorded something. The same file again finishes what was begun. */
export class ChangedMeanwhile extends OperatorError {
  override readonly name = 'ChangedMeanwhile';

  constructor() {
    super('Others changed the records while the file was imported. Import the same file again: it goes on from there.');
  }
}

function identityOf(assembly: Assembly, row: number): RegisterPerson {
  return assembly.row(row).identity ?? missing();
}

function missing(): never {
  throw new Error('A row that was read before is missing.');
}
