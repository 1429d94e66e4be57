import { isHidden } from '../../platform/access/sight.js';
import { Problems } from '../../platform/problem.js';
import { problemsIn } from '../../platform/validation.js';
import { isOpened, type CaseCommand, type CaseState } from '../domain/case-decider.js';
import { refuse, type Refused } from '../domain/decider.js';
import type { CaseEvent, Changes, MilestoneEvent, PersonId, SealedText } from '../domain/event.js';
import { historyOf, type History } from '../domain/history.js';
import { changesThatFit, type Recording } from './attributes.js';
import { CASE_KINDS } from './case-kinds.js';
import type { CaseRequest } from './case-request.js';
import { oneAfterTheOther } from './one-after-the-other.js';
import { openTexts } from './open-texts.js';
import type { Outcome } from './outcome.js';
import type { PersonStanding, Sealer } from './sealer.js';
import type { StreamRepository } from './stream-repository.js';

/** Free texts of a milestone, by the attribute that they become. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** What a request has beside the case and what is asked of it. */
type Head = Pick<CaseRequest, 'case' | 'expectedRevision' | 'confirm'>;

export type { Recording } from './attributes.js';

/** A milestone's data with the attributes that a caller may leave out still undefined. */
type Given<D> = { readonly [K in keyof D]: D[K] | (undefined extends D[K] ? undefined : never) };

/**
 * Throws where a request is malformed.
 * @throws Problems with every fault and its place
 */
export function assertWellFormed(request: object): void {
  const problems = problemsIn(request, '', { discreet: true });
  if (problems.length > 0) throw new Problems(problems);
}

/** What can be done to the cases of one kind; every request to record something comes through here. */
export class CaseService<Stage extends string, M extends MilestoneEvent> {
  constructor(
    private readonly streams: StreamRepository<CaseCommand<M>, CaseState<Stage, M>, M | CaseEvent>,
    private readonly sealer: Sealer,
  ) {}

  /** A case as it is on record now. */
  async stateOf(id: string): Promise<CaseState<Stage, M>> {
    return (await this.streams.load(id)).state;
  }

  /**
   * Records a milestone.
   * @param texts free texts, which are encrypted before anything is recorded
   * @throws Problems where the request is malformed
   */
  async record<T extends M['type']>(
    request: CaseRequest,
    type: T,
    data: Given<Extract<M, { readonly type: T }>['data']>,
    texts: Texts = {},
  ): Promise<Outcome> {
    assertWellFormed(request);
    const opensFor = (data as { readonly person?: PersonId }).person;
    const execute = (): Promise<Outcome> =>
      this.#execute(request, opensFor, texts, (sealed) => ({
        type: 'Record',
        milestone: { type, data: defined({ ...data, ...sealed }) } as unknown as M,
        ...confirmed(request),
      }));
    return opensFor === undefined ? execute() : oneAfterTheOther(request.case, execute);
  }

  /**
   * Corrects attributes of a milestone.
   * @param to the attributes that change; `null` takes one away
   * @param recording the requests that record the milestones of such a case: what a correction leads to must be
   *   well-formed by them
   * @throws Problems where an attribute is not one of that milestone, or its value is malformed
   */
  async correct(
    request: CaseRequest,
    { entry, to, reason }: { readonly entry: number; readonly to: Changes; readonly reason: string },
    recording: Recording,
  ): Promise<Outcome> {
    assertWellFormed(request);
    return this.#because(request, 'reason', reason, async (sealed, state) => {
      const found = isOpened(state) ? state.entries[entry - 1] : undefined;
      const texts = found === undefined ? {} : changesThatFit(found, to, recording);
      const written = isOpened(state) ? await this.#seal(request.case, state.person, texts) : {};
      return { type: 'Correct', entry, to: { ...to, ...written }, reason: sealed, ...confirmed(request) };
    });
  }

  /** Takes a milestone back that should never have been recorded. */
  async retract(request: CaseRequest, entry: number, reason: string): Promise<Outcome> {
    assertWellFormed(request);
    return this.#because(request, 'reason', reason, (sealed) => ({
      type: 'Retract',
      entry,
      reason: sealed,
      ...confirmed(request),
    }));
  }

  /** Withdraws an exception that was rightly recorded and is no longer relied on. */
  async withdrawException(
    request: CaseRequest,
    { entry, on, reason }: { readonly entry: number; readonly on: M['data']['on']; readonly reason: string },
  ): Promise<Outcome> {
    assertWellFormed(request);
    return this.#because(request, 'reason', reason, (sealed) => ({
      type: 'WithdrawException',
      entry,
      on,
      reason: sealed,
      ...confirmed(request),
    }));
  }

  /** Gives the case to an officer, and to a team where one is named. */
  async assign(
    request: CaseRequest,
    to: {
      readonly officer: string;
      readonly team?: string | undefined;
      readonly on: M['data']['on'];
      readonly note?: string | undefined;
    },
  ): Promise<Outcome> {
    assertWellFormed(request);
    const { officer, team, on, note } = to;
    return this.#execute(
      request,
      undefined,
      { note },
      (sealed) => ({ type: 'Assign', ...defined({ officer, team, on, ...sealed }) }) as unknown as CaseCommand<M>,
    );
  }

  /** Adds a note. */
  async addNote(request: CaseRequest, note: string, text: string): Promise<Outcome> {
    assertWellFormed(request);
    return this.#because(request, 'text', text, (sealed) => ({
      type: 'AddNote',
      note,
      text: sealed,
    }));
  }

  /** Executes a command that rests on one text. */
  async #because(
    request: Head,
    attribute: 'reason' | 'text',
    text: string,
    make: (sealed: SealedText, state: CaseState<Stage, M>) => CaseCommand<M> | Promise<CaseCommand<M>>,
  ): Promise<Outcome> {
    return this.#execute(request, undefined, { [attribute]: text }, (texts, state) => {
      const sealed = texts[attribute];
      if (sealed !== undefined) return make(sealed, state);
      return refuse('unknown-case', 'There is no case with this id. Check the id, or open the case first.', 'case');
    });
  }

  /** Seals the texts under the key of the child whose case it is, then has the case decide. */
  async #execute(
    { case: id, expectedRevision }: Head,
    opensFor: PersonId | undefined,
    texts: Texts,
    make: (
      sealed: Readonly<Record<string, SealedText | undefined>>,
      state: CaseState<Stage, M>,
    ) => CaseCommand<M> | Refused | Promise<CaseCommand<M> | Refused>,
  ): Promise<Outcome> {
    return this.streams.execute(
      id,
      async (state) => {
        // Whoever asks for a case names its id alone.
        if (!isOpened(state) && opensFor !== undefined && (await this.streams.isTaken(id, CASE_KINDS))) return taken();
        const person = isOpened(state) ? state.person : opensFor;
        const none = Object.values(texts).every((text) => text === undefined);
        if (person === undefined || (none && opensFor === undefined)) return make({}, state);
        const standing = isHidden(person) ? 'unknown' : await this.sealer.standing(person);
        if (standing !== 'known') return noKey(standing);
        return make(await this.#seal(id, person, texts), state);
      },
      expectedRevision,
    );
  }

  /**
   * Everything that was recorded on a case, with its free texts; nothing where there is no such case.
   * @param recording the requests that record the milestones of such a case: they tell which attributes are free texts
   * @param asKnownOn an instant in UTC, ISO 8601 with milliseconds: what was recorded later is left out
   */
  async historyOf(id: string, recording: Recording, asKnownOn?: string): Promise<History | undefined> {
    const { recorded } = await this.streams.load(id);
    const known = recorded.filter(({ recordedAt }) => asKnownOn === undefined || recordedAt <= asKnownOn);
    const history = historyOf<Stage, M>(
      this.streams.decider,
      known.map(({ type, data, revision, recordedAt, metadata: { actor } }) => ({
        event: { type, data } as unknown as M | CaseEvent,
        revision,
        recordedAt,
        actor,
      })),
    );
    return (
      history &&
      openTexts(history, recording, (name, text) => this.sealer.open(history.person, this.placeOf(id, name), text))
    );
  }

  /** Where a free text belongs. */
  placeOf(id: string, attribute: string): string {
    return `${this.streams.streamOf(id)}/${attribute}`;
  }

  /** Encrypts texts, each for its own place. */
  async #seal(id: string, person: PersonId, texts: Texts): Promise<Readonly<Record<string, SealedText>>> {
    const written = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const sealed = written.map(async ([name, text]): Promise<[string, SealedText]> => [
      name,
      await this.sealer.seal(person, this.placeOf(id, name), text),
    ]);
    return Object.fromEntries(await Promise.all(sealed));
  }
}

const confirmed = ({ confirm }: Head): { readonly confirm?: readonly string[] } =>
  confirm === undefined ? {} : { confirm };

const defined = (data: object): object =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

const taken = (): Refused =>
  refuse('id-taken', 'A case of another kind has this id. Give the new case an id of its own.', 'case');

function noKey(standing: Exclude<PersonStanding, 'known'>): Refused {
  return standing === 'unknown'
    ? refuse('unknown-person', 'There is no child or young person with this id. Register them first.', 'person')
    : refuse(
        'person-erased',
        'This child or young person was erased: no text can be kept for them, and no case opened.',
        'person',
      );
}
