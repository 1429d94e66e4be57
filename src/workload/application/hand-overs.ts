import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AssignCase } from '../../cases/application/assign-case.js';
import { CasesOnRecord, type CaseOnRecord } from '../../cases/application/case-on-record.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { Outcome } from '../../streams/application/outcome.js';
import {
  stepFor,
  undoStepFor,
  type CaseHistoryEvent,
  type HandOverStep,
  type Holder,
  type UndoStep,
} from '../domain/hand-over.js';

/** What came of a case. */
export type HandedOver =
  | { readonly outcome: 'done'; readonly holder: Holder }
  /** There was nothing to do: they have it already, or it was not part of the hand-over. */
  | { readonly outcome: 'nothing' }
  /** Somebody gave it to another officer meanwhile, who keeps it; to nobody where there is no holder. */
  | { readonly outcome: 'moved-meanwhile'; readonly holder: Holder | undefined }
  /** Nobody had it before, so that it stays. */
  | { readonly outcome: 'kept'; readonly holder: Holder | undefined }
  /** The child is restricted to named officers, and the new officer is none of them. */
  | { readonly outcome: 'may-not-see' }
  | { readonly outcome: 'refused'; readonly reasons: readonly string[] }
  | { readonly outcome: 'unknown' };

/** How a hand-over is recorded on one case: once for each key, however often it is asked for. */
export interface Recording {
  readonly actor: string;
  /** The key of the request about this case. */
  readonly key: string;
  readonly on: CalendarDate;
  readonly note?: string | undefined;
  /** Carries a request out on behalf of the actor under the key. */
  readonly carryOut: (work: () => Promise<Outcome>) => Promise<Outcome>;
}

/** How often it is tried where others record on the case at the same time. */
const TRIES = 5;
const MEANWHILE = 'changed-meanwhile';

const toldEvents = ({ events }: CaseOnRecord): readonly CaseHistoryEvent[] =>
  events.map(({ type, revision, data, metadata }) => ({
    type,
    revision,
    data,
    actor: metadata.actor,
    key: metadata.idempotencyKey,
  }));

/** Hands cases over to another officer, one by one, and takes that back. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly cases: CasesOnRecord,
    private readonly commands: CommandBus,
  ) {}

  /**
   * Hands a case over.
   * @param seen the revision at which it was looked at; whoever it was given to since keeps it
   * @param to whose it is to be, by the team that it has now
   */
  handOver(
    id: string,
    seen: number,
    to: (now: string | undefined) => Holder,
    recording: Recording,
  ): Promise<HandedOver> {
    return this.#carryOut(id, recording, (events) => stepFor(events, seen, to));
  }

  /**
   * Gives a case back to whoever had it before a hand-over.
   * @param key that under which it was handed over
   */
  undo(id: string, key: string, recording: Recording): Promise<HandedOver> {
    const isIt = (event: CaseHistoryEvent): boolean => event.key === key && event.actor === recording.actor;
    return this.#carryOut(id, recording, (events) => undoStepFor(events, isIt));
  }

  async #carryOut(
    id: string,
    recording: Recording,
    decide: (events: readonly CaseHistoryEvent[]) => HandOverStep | UndoStep,
  ): Promise<HandedOver> {
    for (let turn = 1; ; turn += 1) {
      const one = await this.cases.find(id);
      if (one === undefined) return { outcome: 'unknown' };
      const events = toldEvents(one);
      const before = recordedUnder(events, recording);
      if (before !== undefined) return { outcome: 'done', holder: before };
      const step = decide(events);
      if (step.does === 'nothing') return { outcome: 'nothing' };
      if (step.does === 'leave') return { outcome: 'moved-meanwhile', holder: step.holder };
      if (step.does === 'keep') return { outcome: 'kept', holder: step.holder };
      const outcome = await recording.carryOut(() =>
        this.commands.execute<CaseRequest, Outcome>(requestFor(one, step.to, recording)),
      );
      if (outcome.outcome !== 'refused') return { outcome: 'done', holder: step.to };
      // Whatever somebody else recorded meanwhile, it is looked at anew whose the case is.
      if (turn < TRIES && outcome.refused.some(({ code }) => code === MEANWHILE)) continue;
      return { outcome: 'refused', reasons: outcome.refused.map(({ message }) => message) };
    }
  }
}

/** Whose a case became by the request of a key, where it was carried out before. */
function recordedUnder(events: readonly CaseHistoryEvent[], { actor, key }: Recording): Holder | undefined {
  const event = events.find((one) => one.key === key && one.actor === actor);
  return event?.data as Holder | undefined;
}

function requestFor({ id, kind, revision }: CaseOnRecord, { officer, team }: Holder, { on, note }: Recording) {
  return Object.assign(new AssignCase(), {
    case: id,
    kind,
    expectedRevision: revision,
    officer,
    on,
    ...(team === undefined ? {} : { team }),
    ...(note === undefined ? {} : { note }),
  });
}
