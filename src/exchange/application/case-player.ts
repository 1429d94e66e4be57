import type { CommandBus } from '@nestjs/cqrs';
import { hash } from 'node:crypto';
import { deciderOf } from '../../cases/application/case-deciders.js';
import { recordingRequest } from '../../cases/application/milestone-catalogue.js';
import { WithdrawException } from '../../cases/application/withdraw-exception.js';
import type { EventStore, RecordedEvent } from '../../event-store/event-store.js';
import { isHidden } from '../../platform/access/sight.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf, type RequestOrigin } from '../../streams/application/request-context.js';
import type { Sealer } from '../../streams/application/sealer.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import { fold, refuse, type Refusal } from '../../streams/domain/decider.js';
import type { CaseEvent, PersonId } from '../../streams/domain/event.js';
import { same } from '../../streams/domain/sameness.js';
import { WITHDRAWN } from './format.js';
import type { ImportRow } from './row.js';

/** Who records what comes from a file. */
export const ACTOR = 'import';
const REASON = 'Imported from another system.';

/**
 * How the rows of a case are tried, in the order in which it is tried. By day: in the order of their days, as things
 * happened, a row that is refused again after the others, since what it rests on may stand on its day too. As written: in
 * the order of the file, as somebody recorded them, which can make sense where the order of days does not, such as for a
 * meeting that was planned before it was known that the case had ended; warnings are confirmed at once. By day,
 * confirming: warnings are confirmed where nothing else is left.
 */
export const MANNERS = ['by-day', 'as-written', 'by-day-confirming'] as const;

export type Manner = (typeof MANNERS)[number];

/** Which warnings are confirmed: all of them, or those with these codes. */
export type Confirmed = 'all' | readonly string[];

/** In the course of what cases are taken in, and who asked for it. */
export type ImportOrigin = Pick<RequestOrigin, 'correlationId' | 'causationId'>;

/** A case as the rows of a file tell of it. */
export interface ImportCase {
  readonly kind: CaseKindName;
  readonly id: string;
  /** In the order of the file; other cases by their ids. */
  readonly rows: readonly ImportRow[];
  /** Whose case it is, for the row that opens it. */
  readonly person: PersonId;
  /** What the opening row leaves out because it follows from the rest of the file. */
  readonly implied: Readonly<Record<string, unknown>>;
}

/** What came of the rows of a case. */
export interface Played {
  readonly recorded: number;
  readonly already: number;
  /** Rows that say only what an earlier one says. */
  readonly repeated: number;
  readonly refused: readonly { readonly row: ImportRow; readonly refusals: readonly Refusal[] }[];
}

/** A row with the key under which it is recorded once. */
interface Step {
  readonly row: ImportRow;
  readonly key: string;
  /** An earlier row says the same, its free texts apart. */
  readonly isRepeated: boolean;
}

/** Carries out the rows of cases as requests, be it in a rehearsal or for good. */
export class CasePlayer {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly sealer: Sealer,
    private readonly confirmed: Confirmed,
    private readonly origin: ImportOrigin = {},
  ) {}

  /**
   * Carries out the rows of a case: the one that opens it first, then the others. Those that were recorded before by the
   * same row are left as they are.
   */
  async play(one: ImportCase, manner: Manner): Promise<Played> {
    const before = await this.#events(one);
    const onRecord = new Map(
      before.flatMap((event): [string, RecordedEvent][] => {
        const { actor, idempotencyKey } = event.metadata;
        return actor === ACTOR && idempotencyKey !== undefined ? [[idempotencyKey, event]] : [];
      }),
    );
    const steps = stepsOf(one, manner);
    const fresh = steps.filter(({ key }) => !onRecord.has(key));
    const refused: { row: ImportRow; refusals: readonly Refusal[] }[] = [];
    for (const step of steps) {
      const event = onRecord.get(step.key);
      if (event === undefined || !(await this.#saysOtherwise(one, step, event))) continue;
      const text = 'It was imported before with another text. Change the text in the tracker instead.';
      refused.push({ row: step.row, refusals: refuse('imported-otherwise', text, 'attributes').refused });
    }
    const came = await this.#playAll(one, fresh, manner);
    return {
      ...came,
      already: steps.length - fresh.length - refused.length + came.already,
      refused: [...refused, ...came.refused],
    };
  }

  async #playAll(one: ImportCase, steps: readonly Step[], manner: Manner): Promise<Played> {
    let recorded = 0;
    let already = 0;
    let repeated = 0;
    let open = steps;
    const reasons = new Map<Step, readonly Refusal[]>();
    const attempt = async (step: Step, confirm?: readonly string[]): Promise<boolean> => {
      const outcome = await this.#carryOut(one, step, confirm);
      if (outcome.outcome === 'refused') {
        reasons.set(step, outcome.refused);
        return false;
      }
      if (outcome.outcome === 'recorded') recorded += 1;
      else if (step.isRepeated) repeated += 1;
      else already += 1;
      return true;
    };
    const confirmFor = (step: Step): readonly string[] | undefined => this.#confirmFor(reasons.get(step) ?? []);
    if (manner === 'as-written')
      open = await leftOf(steps, async (step) => {
        if (await attempt(step)) return true;
        const confirm = confirmFor(step);
        return confirm !== undefined && attempt(step, confirm);
      });
    for (let before = -1; manner !== 'as-written' && open.length !== before;) {
      before = open.length;
      open = await leftOf(open, (step) => attempt(step));
      const next = open.length === before ? open.find((step) => confirmFor(step) !== undefined) : undefined;
      if (manner === 'by-day' || next === undefined) continue;
      if (await attempt(next, confirmFor(next))) open = open.filter((step) => step !== next);
    }
    return {
      recorded,
      already,
      repeated,
      refused: open.map((step) => ({ row: step.row, refusals: reasons.get(step) ?? [] })),
    };
  }

  /** The codes to confirm where all that stands against a row are warnings that may be. */
  #confirmFor(refusals: readonly Refusal[]): readonly string[] | undefined {
    const mayBe = ({ code, confirmable }: Refusal): boolean =>
      confirmable === true && (this.confirmed === 'all' || this.confirmed.includes(code));
    return refusals.every(mayBe) ? codesOf(refusals) : undefined;
  }

  async #carryOut(one: ImportCase, { row, key }: Step, confirm?: readonly string[]): Promise<Outcome> {
    const request = await this.#request(one, row, confirm);
    if (request === undefined) {
      const text = 'There is no such exception on this case, or it does not count any more.';
      return { outcome: 'refused', ...refuse('unknown-exception', text, 'attributes') };
    }
    const outcome = await onBehalfOf({ ...this.origin, actor: ACTOR, idempotencyKey: key }, () =>
      this.commands.execute<CaseRequest, Outcome>(request),
    );
    if (outcome.outcome !== 'refused' || !outcome.refused.some(({ code }) => code === 'opened-already')) return outcome;
    return (await this.#isOpenedAlike(one, row)) ?? outcome;
  }

  async #request(
    one: ImportCase,
    { milestone: { entry }, fields }: ImportRow,
    confirm?: readonly string[],
  ): Promise<CaseRequest | undefined> {
    const codes = confirm === undefined ? {} : { confirm };
    if (entry.milestone !== WITHDRAWN) {
      const more = entry.opens ? { person: one.person, ...one.implied } : {};
      return recordingRequest(entry, one.id, { ...fields, ...more, ...codes });
    }
    const number = exceptionWithdrawn(one.kind, await this.#events(one), fields);
    if (number === undefined) return undefined;
    const { on, reason = REASON } = fields;
    return Object.assign(new WithdrawException(), {
      case: one.id,
      kind: one.kind,
      entry: number,
      on,
      reason,
      ...codes,
    });
  }

  /** Whether a row that is on record says another text than it did then; of an erased child nothing can be said. */
  async #saysOtherwise(one: ImportCase, step: Step, event: RecordedEvent): Promise<boolean> {
    const { entry } = step.row.milestone;
    if (!entry.texts.some((name) => step.row.fields[name] !== undefined)) return false;
    if ((await this.sealer.standing(one.person)) !== 'known' || entry.milestone === WITHDRAWN) return false;
    const confirm = event.data.confirmed as readonly string[] | undefined;
    const outcome = await this.#carryOut(one, step, confirm);
    return outcome.outcome === 'refused';
  }

  /** The answer where the case was opened before with everything that a row says, by the file or by a policy. */
  async #isOpenedAlike(one: ImportCase, { milestone, fields }: ImportRow): Promise<Outcome | undefined> {
    const events = await this.#events(one);
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined || first.type !== milestone.entry.type) return undefined;
    const said = { ...fields, person: one.person };
    const held = Object.fromEntries(Object.keys(said).map((name) => [name, first.data[name]]));
    if (!same(said, held)) return undefined;
    return { outcome: 'unchanged', id: one.id, revision: last.revision, position: last.position };
  }

  /** What is on record of a case; nothing where the child is kept from whoever imports. */
  async #events({ kind, id }: ImportCase): Promise<readonly RecordedEvent[]> {
    const events = await this.store.readStream(`${kind}-${id}`);
    return isAboutHidden(events) ? [] : events;
  }
}

/** Whether a case is about a child who is kept from whoever is worked for: the event that opens it says whose it is. */
export const isAboutHidden = ([opening]: readonly RecordedEvent[]): boolean =>
  typeof opening?.data.person === 'string' && isHidden(opening.data.person as PersonId);

/** The steps that could not be done, when each was tried in turn. */
async function leftOf(steps: readonly Step[], attempt: (step: Step) => Promise<boolean>): Promise<readonly Step[]> {
  const left: Step[] = [];
  for (const step of steps) if (!(await attempt(step))) left.push(step);
  return left;
}

const codesOf = (refusals: readonly Refusal[]): readonly string[] =>
  [...new Set(refusals.map(({ code }) => code))].sort();

/** The number of the exception that a row ends: the one that says just the same, or else the first that fits. */
function exceptionWithdrawn(
  kind: CaseKindName,
  events: readonly RecordedEvent[],
  { ground, recordedOn, on, from, to }: Readonly<Record<string, unknown>>,
): number | undefined {
  const state = fold(deciderOf(kind), events as unknown as readonly CaseEvent[]);
  if (!isOpened(state)) return undefined;
  const fitting = state.entries.flatMap(({ type, data, gone, number }) => {
    const exception = data as {
      readonly on: string;
      readonly ground?: string;
      readonly from?: string;
      readonly to?: string;
    };
    const isIt = type === 'ExceptionRecorded' && gone === undefined && exception.ground === ground;
    const isOfDay = recordedOn === undefined ? exception.on <= String(on) : exception.on === recordedOn;
    return isIt && isOfDay ? [{ number, isSame: exception.from === from && exception.to === to }] : [];
  });
  return (fitting.find(({ isSame }) => isSame) ?? fitting[0])?.number;
}

/** The steps that the rows of a case come to, in the order in which they are tried; each under a key of its own. */
function stepsOf({ kind, id, rows }: ImportCase, manner: Manner): readonly Step[] {
  const uses = new Map<string, number>();
  const steps = rows.map((row): Step => {
    const { entry } = row.milestone;
    // The key lies in plain text, so it says nothing of the free texts.
    const plain = Object.entries(row.fields).filter(([name]) => !entry.texts.includes(name));
    const digest = hash('sha256', JSON.stringify([kind, id, entry.milestone, plain.sort()])).slice(0, 32);
    const use = (uses.get(digest) ?? 0) + 1;
    uses.set(digest, use);
    return { row, key: use === 1 ? digest : `${digest}-${String(use)}`, isRepeated: use > 1 };
  });
  const opening = ({ row }: Step): number => (row.milestone.entry.opens ? 0 : 1);
  const day = ({ row }: Step): string => String(row.fields.on);
  const byDay = (one: Step, other: Step): number =>
    manner === 'as-written' || day(one) === day(other) ? 0 : day(one) < day(other) ? -1 : 1;
  const replanned = steps.filter(isReplanned);
  return steps
    .toSorted((one, other) => opening(one) - opening(other) || byDay(one, other))
    .map((step) => (isReplanned(step) ? (replanned.shift() ?? step) : step));
}

/** What is planned anew takes the place of what was planned before, whichever day it is: of those the file has the order. */
const isReplanned = ({ row }: Step): boolean => row.milestone.entry.type === 'ReviewMeetingPlanned';
