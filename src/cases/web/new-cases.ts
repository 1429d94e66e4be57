import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Request } from 'express';
import { v5 } from 'uuid';
import { OpenRequests } from '../../caseload/application/open-requests.js';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { RegisterPerson } from '../../people/application/register-person.js';
import { viewerOf } from '../../platform/access/access.js';
import { Problems } from '../../platform/problem.js';
import { Refusal as Unreadable } from '../../platform/http/refusal.js';
import { problemsIn } from '../../platform/validation.js';
import { WallClock } from '../../platform/wall-clock.js';
import { isUuid } from '../../platform/http/parameters.js';
import type { Form } from '../../platform/web/form.js';
import { FORM_ID, PageWrites } from '../../platform/web/page-writes.js';
import { dayInLondon } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { isRefused, type Refusal } from '../../streams/domain/decider.js';
import type { PersonId } from '../../streams/domain/event.js';
import { AddNote } from '../application/add-note.js';
import { AssignCase } from '../application/assign-case.js';
import { deciderOf } from '../application/case-deciders.js';
import { catalogueEntry, recordingRequest, type CatalogueEntry } from '../application/milestone-catalogue.js';
import type { Described } from './new-child.js';

/** A namespace for the ids that follow from a form: sent twice, it makes one child and one case. */
const IDS = 'd0a5c6f1-7b39-5e51-8a1d-2e9f6b0c4a77';

/** What a form asks to be opened. */
export interface NewCase {
  readonly kind: CaseKindName;
  /** The milestone that opens it, as the catalogue names it. */
  readonly milestone: string;
  /** What is said of it beside whose case it is. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The child, or who they are where they are to be registered with it. */
  readonly who: PersonId | Described;
  /** The codes of the warnings that the officer confirms. */
  readonly confirm: readonly string[];
  /** The case that it is recorded on, where it opens none. */
  readonly on?: string;
  /** Why the case is opened in spite of a warning; kept as a note. */
  readonly because?: string | undefined;
  readonly officer?: string | undefined;
  readonly team?: string | undefined;
}

/** The case that is open now, or why none was opened. */
export type Came = { readonly case: string } | { readonly refused: readonly Refusal[]; readonly sentBefore?: string };

/** What the record says where a form was sent before with something else in it. */
const SENT_BEFORE: ReadonlySet<string> = new Set(['key-used-already', 'opened-already', 'registered-already']);

const defined = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Opens cases for forms: registers the child where that is asked for, opens the case, and gives it to an officer. */
@Injectable()
export class NewCases {
  constructor(
    private readonly writes: PageWrites,
    private readonly commands: CommandBus,
    private readonly openRequests: OpenRequests,
    private readonly clock: WallClock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * The id under which a form registers a child, or opens a case of a kind: the same however often it is sent.
   * @throws Refusal (400) where the form has no id of its own
   */
  idOf(request: Request, form: Form, what: CaseKindName | 'person' | 'note'): string {
    const sent = form.text(FORM_ID);
    if (!isUuid(sent)) throw new Unreadable(400, 'The form cannot be read. Open it again and fill it in anew.');
    return v5(`${what}/${viewerOf(request).id}/${sent}`, IDS);
  }

  /** Whether a form opened its case before: it is then sent once more. */
  async isRepeated(request: Request, form: Form, kind: CaseKindName): Promise<boolean> {
    return this.#isThere(kind, this.idOf(request, form, kind));
  }

  /**
   * Carries out what a form asks for. Nobody is registered where the case would be refused; where it is cut short in
   * between, the same form goes on from there.
   * @throws Problems where a field is malformed that the form should have refused
   */
  async open(request: Request, form: Form, one: NewCase): Promise<Came> {
    const { kind, who, because, officer, team } = one;
    const id = one.on ?? this.idOf(request, form, kind);
    const person = typeof who === 'string' ? who : (this.idOf(request, form, 'person') as PersonId);
    const carryOut = (key: string, of: object): Promise<Outcome> =>
      this.writes.carryOut(request, form, () => this.commands.execute<CaseRequest, Outcome>(of as CaseRequest), key);
    const recording = this.#recording(one, id, person);
    const foreseen = one.on === undefined ? this.#foreseen(one, person) : [];
    if (foreseen.length > 0) return { refused: foreseen };
    if (typeof who !== 'string') {
      const registered = await carryOut('person', Object.assign(new RegisterPerson(), who, { person }));
      if (registered.outcome === 'refused') return this.#refused(registered.refused, kind, id);
    }
    const recorded = await (kind === 'assessment'
      ? this.openRequests.opening({ case: id, person, confirm: one.confirm }, () => carryOut(kind, recording))
      : carryOut(kind, recording));
    if (recorded.outcome === 'refused') return this.#refused(recorded.refused, kind, id);
    if (because !== undefined) {
      const note = this.idOf(request, form, 'note');
      await carryOut('note', Object.assign(new AddNote(), { kind, case: id, note, text: because }));
    }
    if (officer !== undefined) {
      const on = dayInLondon(this.clock.now());
      await carryOut('assign', Object.assign(new AssignCase(), defined({ kind, case: id, officer, team, on })));
    }
    return { case: id };
  }

  #recording({ kind, milestone, fields, confirm, on }: NewCase, id: string, person: PersonId): CaseRequest {
    const more = { ...(on === undefined ? { person } : {}), ...(confirm.length === 0 ? {} : { confirm }) };
    const recording = recordingRequest(entryOf(kind, milestone), id, defined({ ...fields, ...more }));
    const problems = problemsIn(recording, '', { discreet: true });
    if (problems.length > 0) throw new Problems(problems);
    return recording;
  }

  /** Why the record would refuse to open a new case. */
  #foreseen({ kind, milestone, fields, confirm }: NewCase, person: PersonId): readonly Refusal[] {
    const decider = deciderOf(kind);
    const { type } = entryOf(kind, milestone);
    const command = { type: 'Record', milestone: { type, data: defined({ ...fields, person }) }, confirm };
    const decision = decider.decide(command as unknown as Parameters<typeof decider.decide>[0], decider.initialState, {
      today: dayInLondon(this.clock.now()),
    });
    return isRefused(decision) ? decision.refused : [];
  }

  /** Why nothing was opened, and the case where the form was sent before. */
  async #refused(refused: readonly Refusal[], kind: CaseKindName, id: string): Promise<Came> {
    const isOld = refused.some(({ code }) => SENT_BEFORE.has(code)) && (await this.#isThere(kind, id));
    return { refused, ...(isOld ? { sentBefore: id } : {}) };
  }

  async #isThere(kind: CaseKindName, id: string): Promise<boolean> {
    return (await this.store.readStream(`${kind}-${id}`)).length > 0;
  }
}

function entryOf(kind: CaseKindName, milestone: string): CatalogueEntry {
  const entry = catalogueEntry(kind, milestone);
  if (entry === undefined) throw new Error(`No ${kind} has the milestone ${milestone}.`);
  return entry;
}
