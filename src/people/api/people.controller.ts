import { Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Caseload } from '../../caseload/application/caseload.js';
import { ApiWrites, type Written } from '../../platform/http/api-writes.js';
import { bodyFields, type BodyFields } from '../../platform/http/body-fields.js';
import { placeIn, cursorOf, type AnsweredPage } from '../../platform/http/cursors.js';
import { Documents } from '../../platform/http/documented.js';
import { invalidBody, invalidRequest } from '../../platform/http/invalid-request.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { ApiParameters, choiceParameter, isUuid, readParameters } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { expectedRevision, tagRevision } from '../../platform/http/request-heads.js';
import { uuid } from '../../platform/http/schemas.js';
import { WRITTEN_ANSWER } from '../../platform/http/written-schema.js';
import type { Problem } from '../../platform/problem.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ChangePersonDetails } from '../application/change-person-details.js';
import { ErasePerson, ERASURE_REASONS } from '../application/erase-person.js';
import type { Identity } from '../application/identity.js';
import { People } from '../application/people.js';
import type { PersonRequest } from '../application/person-request.js';
import { RegisterPerson } from '../application/register-person.js';
import type { Outcome } from '../../streams/application/outcome.js';
import {
  DETAILS,
  DETAILS_EXAMPLE,
  IDENTITY_FIELDS,
  PEOPLE_PAGE,
  PERSON,
  REGISTRATION,
  SEARCH,
  SEARCH_FIELDS,
} from './people-schemas.js';
import { readSearch } from './people-search.js';
import { Access } from '../../platform/access/access.js';

const EXAMPLE_ID = '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001';
const WRITTEN_EXAMPLE = { id: EXAMPLE_ID, outcome: 'recorded', revision: 0, position: '18423', shown: true };
const PERSON_EXAMPLE = { id: EXAMPLE_ID, revision: 0, details: DETAILS_EXAMPLE };
const PATH = { id: uuid('the child or young person') };
const GONE = {
  404: 'There is no child or young person with this id',
  410: 'They were erased',
};
const ERASURE = { reason: choiceParameter('Why they are erased', ERASURE_REASONS) };
const MISSING_REASON: Problem = { place: 'reason', reason: 'it is missing', accepted: ERASURE.reason.accepted };
const NEEDS_REVISION =
  'A change replaces all details, so it has to say what it is based on: send the ETag of the answer that showed them as If-Match.';

/** A child or young person, and who they are. */
interface PersonAnswer {
  readonly id: string;
  readonly revision: number;
  readonly details: Identity;
}

/** The children and young people. Who they are stands in bodies alone, never in an address. */
@ApiTags('people')
@Access('cases')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly writes: ApiWrites,
    private readonly commands: CommandBus,
    private readonly people: People,
    private readonly caseload: Caseload,
  ) {}

  @Access('record')
  @Post()
  @HttpCode(200)
  @Documents({
    summary: 'Registers a child or young person; who they are is kept encrypted',
    body: { schema: REGISTRATION, example: DETAILS_EXAMPLE },
    answer: {
      status: 201,
      says: 'They are registered; `Location` says where they are',
      schema: WRITTEN_ANSWER,
      example: WRITTEN_EXAMPLE,
    },
    writes: true,
  })
  async register(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Written> {
    const { id = this.writes.newId(request, 'person'), ...details } = bodyFields(jsonBody(request), [
      'id',
      ...IDENTITY_FIELDS,
    ]);
    if (typeof id !== 'string' || !isUuid(id)) {
      throw invalidBody([{ place: 'id', reason: 'it is not acceptable', accepted: 'a UUID in lower case' }]);
    }
    const written = await this.writes.carryOut(request, response, { stream: `person-${id}` }, () =>
      this.#execute(RegisterPerson, { ...details, person: id }),
    );
    response.status(written.outcome === 'recorded' ? 201 : 200).location(`/api/v1/people/${id}`);
    return written;
  }

  @Post('search')
  @HttpCode(200)
  @Documents({
    summary: 'Finds children and young people by name, date of birth, UPN or reference',
    description: "All that is given has to apply. It is sent as a body, so that nobody's name stands in an address.",
    body: { schema: SEARCH, example: { name: 'tams okonkwo' } },
    answer: {
      says: 'A page of those who are found',
      schema: PEOPLE_PAGE,
      example: { items: [PERSON_EXAMPLE], next: null },
    },
    problems: { 415: 'The body is not sent as JSON in UTF-8' },
  })
  async search(@Req() request: Request): Promise<AnsweredPage<PersonAnswer>> {
    const { limit, cursor, ...search } = readSearch(bodyFields(jsonBody(request), SEARCH_FIELDS));
    const filters = { ...search, cursor };
    const after = placeIn(request.path, filters, (value): value is string => typeof value === 'string');
    const { items, next } = await this.caseload.findPeople(search, { limit, after });
    return {
      items: items.flatMap((person) =>
        person.standing === 'known' ? [{ id: person.id, revision: person.revision, details: person.details }] : [],
      ),
      next: next === undefined ? null : cursorOf(request.path, filters, next),
    };
  }

  @Access('cases', 'person')
  @Get(':id')
  @Documents({
    summary: 'Who a child or young person is',
    path: PATH,
    answer: { says: '`ETag` is the revision, for `If-Match`', schema: PERSON, example: PERSON_EXAMPLE },
    problems: GONE,
  })
  async details(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PersonAnswer> {
    readParameters(request.query, {});
    const person = await this.people.details(this.#idIn(id));
    if (person.standing !== 'known') {
      throw person.standing === 'erased'
        ? new Refusal(410, 'This child or young person was erased.')
        : this.#notFound();
    }
    tagRevision(response, person.revision);
    return { id, revision: person.revision, details: person.details };
  }

  @Access('record', 'person')
  @Put(':id')
  @Documents({
    summary: 'Replaces who a child or young person is said to be: what is left out is no longer known',
    path: PATH,
    body: { schema: DETAILS, example: { ...DETAILS_EXAMPLE, surname: 'Larsen' } },
    answer: { says: 'The details are replaced', schema: WRITTEN_ANSWER, example: { ...WRITTEN_EXAMPLE, revision: 1 } },
    problems: { ...GONE, 428: 'It does not say which revision it is based on' },
    writes: true,
    revised: true,
  })
  async change(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Written> {
    const fields = bodyFields(jsonBody(request), IDENTITY_FIELDS);
    const expected = expectedRevision(request);
    if (expected === undefined) throw new Refusal(428, NEEDS_REVISION);
    const target = { stream: `person-${this.#idIn(id)}`, inPath: 'person' } as const;
    return this.writes.carryOut(request, response, target, () =>
      this.#execute(ChangePersonDetails, { ...fields, person: id, expectedRevision: expected }),
    );
  }

  @Access('manage', 'person')
  @Delete(':id')
  @ApiParameters(ERASURE)
  @Documents({
    summary: 'Erases a child or young person for good; the days of their cases stay',
    path: PATH,
    answer: { says: 'They are erased', schema: WRITTEN_ANSWER, example: { ...WRITTEN_EXAMPLE, revision: 2 } },
    problems: GONE,
    writes: true,
  })
  async erase(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Written> {
    const { reason } = readParameters(request.query, ERASURE);
    if (reason === undefined) throw invalidRequest([MISSING_REASON]);
    const target = { stream: `person-${this.#idIn(id)}`, inPath: 'person' } as const;
    return this.writes.carryOut(request, response, target, () => this.#execute(ErasePerson, { person: id, reason }));
  }

  #execute(of: new () => PersonRequest, fields: BodyFields): Promise<Outcome> {
    return this.commands.execute<PersonRequest, Outcome>(Object.assign(new of(), fields));
  }

  #idIn(text: string): PersonId {
    if (!isUuid(text)) throw this.#notFound();
    return text as PersonId;
  }

  #notFound(): Refusal {
    return new Refusal(404, 'There is no child or young person with this id.');
  }
}
