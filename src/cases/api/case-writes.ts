import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { OpenRequests } from '../../caseload/application/open-requests.js';
import { ApiWrites, type Written } from '../../platform/http/api-writes.js';
import { bodyFields, type BodyFields } from '../../platform/http/body-fields.js';
import { invalidBody } from '../../platform/http/invalid-request.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { isUuid } from '../../platform/http/parameters.js';
import { choice } from '../../platform/problem.js';
import type { CaseRequest, FieldsOf } from '../../streams/application/case-request.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AddNote } from '../application/add-note.js';
import { AssignCase } from '../application/assign-case.js';
import { CorrectMilestone } from '../application/correct-milestone.js';
import { recordingRequest, type CatalogueEntry } from '../application/milestone-catalogue.js';
import { RetractMilestone } from '../application/retract-milestone.js';
import { WithdrawException } from '../application/withdraw-exception.js';
import { caseUrl, followingsOf, openingsOf, type CaseFace } from './case-faces.js';
import { CaseReads } from './case-reads.js';

/** A request that came over HTTP and its answer. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** What was recorded, and the number of the milestone. */
export type WrittenMilestone = Written & { readonly entry?: number };

const MILESTONE = 'milestone';
const CONFIRM = 'confirm';
const ID = 'id';

/** What can be recorded of a milestone by this entry of the catalogue, beside its name. */
const fieldsFor = ({ attributes }: CatalogueEntry): readonly string[] => [...attributes, CONFIRM];

function without(fields: BodyFields, ...names: readonly string[]): BodyFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The entry that a body names. */
function entryIn(body: unknown, entries: readonly CatalogueEntry[], more: readonly string[]): CatalogueEntry {
  const known = new Set(entries.flatMap(fieldsFor));
  const { [MILESTONE]: name } = bodyFields(body, [MILESTONE, ...known, ...more]);
  const [only, ...others] = entries;
  const found = name === undefined && others.length === 0 ? only : entries.find(({ milestone }) => milestone === name);
  if (found !== undefined) return found;
  throw invalidBody([
    {
      place: MILESTONE,
      reason: name === undefined ? 'it is missing' : 'it is none of these',
      accepted: choice(entries.map(({ milestone }) => milestone)),
    },
  ]);
}

/** Has what is sent to the API recorded on cases. */
@Injectable()
export class CaseWrites {
  constructor(
    private readonly writes: ApiWrites,
    private readonly commands: CommandBus,
    private readonly reads: CaseReads,
    private readonly openRequests: OpenRequests,
  ) {}

  /** Opens a case. */
  async open(face: CaseFace, { request, response }: Exchange): Promise<WrittenMilestone> {
    const body = jsonBody(request);
    const entry = entryIn(body, openingsOf(face.kind), [ID]);
    const fields = bodyFields(body, [MILESTONE, ID, ...fieldsFor(entry)]);
    const id = this.#idOf(fields, ID, request, face.kind);
    const opening = { ...without(fields, MILESTONE, ID), case: id };
    const open = (): Promise<Outcome> => this.#execute(recordingRequest(entry, id, opening));
    const written = await this.writes.carryOut(request, response, { stream: `${face.kind}-${id}` }, () =>
      face.kind === 'assessment' ? this.openRequests.opening(opening, open) : open(),
    );
    response.status(written.outcome === 'recorded' ? 201 : 200).location(caseUrl(face, id));
    return { ...written, entry: 1 };
  }

  /** Records a milestone on a case. */
  async record(face: CaseFace, id: string, { request, response }: Exchange): Promise<WrittenMilestone> {
    const body = jsonBody(request);
    const entry = entryIn(body, followingsOf(face.kind), []);
    const fields = bodyFields(body, [MILESTONE, ...fieldsFor(entry)]);
    const written = await this.#on(face, id, { request, response }, (expected) =>
      recordingRequest(entry, id, { ...without(fields, MILESTONE), ...expected }),
    );
    if (written.outcome === 'unchanged') return written;
    const number = await this.reads.entryAt(face, id, written.revision);
    response.status(201).location(`${caseUrl(face, id)}/milestones/${String(number)}`);
    return { ...written, entry: number };
  }

  /** Corrects a milestone. */
  async correct(face: CaseFace, id: string, entry: string, exchange: Exchange): Promise<WrittenMilestone> {
    const fields = bodyFields(jsonBody(exchange.request), ['to', 'reason', CONFIRM]);
    return this.#about(CorrectMilestone, face, id, entry, fields, exchange);
  }

  /** Takes a milestone back. */
  async retract(face: CaseFace, id: string, entry: string, exchange: Exchange): Promise<WrittenMilestone> {
    const fields = bodyFields(jsonBody(exchange.request), ['reason', CONFIRM]);
    return this.#about(RetractMilestone, face, id, entry, fields, exchange);
  }

  /** Withdraws an exception. */
  async withdraw(face: CaseFace, id: string, entry: string, exchange: Exchange): Promise<WrittenMilestone> {
    const fields = bodyFields(jsonBody(exchange.request), ['on', 'reason', CONFIRM]);
    return this.#about(WithdrawException, face, id, entry, fields, exchange);
  }

  /** Gives a case to an officer. */
  async assign(face: CaseFace, id: string, exchange: Exchange): Promise<Written> {
    const fields = bodyFields(jsonBody(exchange.request), ['officer', 'team', 'on', 'note']);
    return this.#on(face, id, exchange, (expected) =>
      made(AssignCase, { ...fields, ...expected, case: id, kind: face.kind }),
    );
  }

  /** Adds a note. */
  async note(face: CaseFace, id: string, exchange: Exchange): Promise<Written & { readonly note: string }> {
    const fields = bodyFields(jsonBody(exchange.request), ['note', 'text']);
    const note = this.#idOf(fields, 'note', exchange.request, `note/${id}`);
    const written = await this.#on(face, id, exchange, (expected) =>
      made(AddNote, { ...fields, ...expected, note, case: id, kind: face.kind }),
    );
    if (written.outcome === 'recorded') exchange.response.status(201);
    return { ...written, note };
  }

  /** The id that a body gives to what it makes, or one that is made for it. */
  #idOf(fields: BodyFields, name: string, request: Request, what: string): string {
    const given = fields[name];
    if (given === undefined) return this.writes.newId(request, what);
    if (typeof given === 'string' && isUuid(given)) return given;
    throw invalidBody([{ place: name, reason: 'it is not acceptable', accepted: 'a UUID in lower case' }]);
  }

  async #about(
    of: new () => CaseRequest,
    face: CaseFace,
    id: string,
    entry: string,
    fields: BodyFields,
    exchange: Exchange,
  ): Promise<WrittenMilestone> {
    const number = this.reads.entryNumber(face, entry);
    const written = await this.#on(face, id, exchange, (expected) =>
      made(of, { ...fields, ...expected, case: id, kind: face.kind, entry: number }),
    );
    return { ...written, entry: number };
  }

  async #on(
    face: CaseFace,
    id: string,
    { request, response }: Exchange,
    make: (expected: { readonly expectedRevision?: number }) => CaseRequest,
  ): Promise<Written> {
    this.reads.assertId(face, id);
    const target = { stream: `${face.kind}-${id}`, inPath: 'case' } as const;
    return this.writes.carryOut(request, response, target, (expected) => this.#execute(make(expected)));
  }

  #execute(request: CaseRequest): Promise<Outcome> {
    return this.commands.execute<CaseRequest, Outcome>(request);
  }
}

/** A request with fields that are checked when it is carried out. */
function made<C extends CaseRequest>(of: new () => C, fields: BodyFields): C {
  return Object.assign(new of(), fields as FieldsOf<C>);
}
