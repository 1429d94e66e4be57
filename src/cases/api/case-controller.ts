import { Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Req, Res, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Documents } from '../../platform/http/documented.js';
import { ApiParameters } from '../../platform/http/parameters.js';
import { integer, uuid } from '../../platform/http/schemas.js';
import { WRITTEN_ANSWER } from '../../platform/http/written-schema.js';
import * as answers from './case-schemas.js';
import type { CaseFace } from './case-faces.js';
import { AUDIT, CaseReads, CASE_FILE, CASES, HISTORY } from './case-reads.js';
import { CaseWrites } from './case-writes.js';
import * as examples from './examples.js';
import * as requests from './request-schemas.js';
import { Access } from '../../platform/access/access.js';

const PER_REQUEST = { passthrough: true } as const;

/** The API of one kind of case: the same for all of them, with the milestones of each. */
export function caseControllerOf(face: CaseFace): Type {
  const { kind, called, plural } = face;
  const example = examples.EXAMPLES[kind];
  const written = examples.writtenExample(examples.IDS[kind]);
  const id = { id: uuid(`the ${called}`) };
  const entry = { ...id, entry: integer('the number of the milestone, from 1') };
  const none = { 404: `There is no ${called} with this id` };

  @ApiTags(face.path)
  @Access('cases')
  @Controller(`api/v1/${face.path}`)
  class CaseController {
    constructor(
      private readonly reads: CaseReads,
      private readonly writes: CaseWrites,
    ) {}

    @Access('record')
    @Post()
    @HttpCode(201)
    @Documents({
      summary: `Opens a ${called}`,
      body: { schema: requests.openingSchema(face), example: example.opening },
      answer: {
        status: 201,
        says: 'It is open; `Location` says where it is',
        schema: answers.WRITTEN_MILESTONE,
        example: { ...written, revision: 0, entry: 1 },
      },
      writes: true,
    })
    open(@Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.writes.open(face, { request, response });
    }

    @Get()
    @ApiParameters(CASES)
    @Documents({
      summary: `The ${plural}: those due next first, then those with nothing due`,
      answer: {
        says: 'A page of them; `Link` leads to the next',
        schema: answers.CASE_PAGE,
        example: { asAt: examples.AS_AT_EXAMPLE, items: [example.item], next: null },
      },
    })
    list(@Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.reads.list(face, request, response);
    }

    @Access('cases', 'case')
    @Get(':id')
    @ApiParameters(CASE_FILE)
    @Documents({
      summary: `A ${called}: where it stands, its clocks on a day, and why`,
      path: id,
      answer: {
        says: '`ETag` is its revision, for `If-Match`',
        schema: answers.CASE_FILE_ANSWER,
        example: examples.caseFileExample(example),
      },
      problems: none,
    })
    file(@Param('id') one: string, @Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.reads.file(face, one, request, response);
    }

    @Access('cases', 'case')
    @Get(':id/history')
    @ApiParameters(HISTORY)
    @Documents({
      summary: `Everything that was recorded on a ${called}: what was wrong, and what it was corrected to`,
      path: id,
      answer: { says: 'Its history', schema: answers.HISTORY_ANSWER, example: examples.historyExample(example) },
      problems: none,
    })
    history(@Param('id') one: string, @Query() query: Request['query']) {
      return this.reads.history(face, one, query);
    }

    @Access('cases', 'case')
    @Get(':id/audit')
    @ApiParameters(AUDIT)
    @Documents({
      summary: `Who recorded what on a ${called}, and when`,
      path: id,
      answer: { says: 'A page of it', schema: answers.AUDIT_PAGE, example: examples.auditExample(example) },
      problems: none,
    })
    audit(@Param('id') one: string, @Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.reads.audit(face, one, request, response);
    }

    @Access('cases', 'case')
    @Get(':id/milestones')
    @ApiParameters(HISTORY)
    @Documents({
      summary: `The milestones of a ${called} with their numbers, those that no longer count too`,
      path: id,
      answer: {
        says: 'In the order of recording',
        schema: answers.MILESTONES_ANSWER,
        example: { items: [examples.milestoneExample(example)] },
      },
      problems: none,
    })
    milestones(@Param('id') one: string, @Query() query: Request['query']) {
      return this.reads.milestones(face, one, query);
    }

    @Access('record', 'case')
    @Post(':id/milestones')
    @HttpCode(200)
    @Documents({
      summary: `Records a milestone on a ${called}`,
      description: 'The day can be in the past and milestones can come in any order; what matters is the whole record.',
      path: id,
      body: { schema: requests.recordingSchema(face), example: example.recording },
      answer: {
        status: 201,
        says: 'It is recorded; `Location` says where it is. 200 where it was on record already',
        schema: answers.WRITTEN_MILESTONE,
        example: { ...written, entry: 4 },
      },
      problems: none,
      writes: true,
      revised: true,
    })
    record(@Param('id') one: string, @Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.writes.record(face, one, { request, response });
    }

    @Access('cases', 'case')
    @Get(':id/milestones/:entry')
    @ApiParameters(HISTORY)
    @Documents({
      summary: `One milestone of a ${called}`,
      path: entry,
      answer: {
        says: 'What it says, and what it said before',
        schema: answers.MILESTONE,
        example: examples.milestoneExample(example),
      },
      problems: none,
    })
    milestone(@Param('id') one: string, @Param('entry') number: string, @Query() query: Request['query']) {
      return this.reads.milestone(face, one, number, query);
    }

    @Access('record', 'case')
    @Patch(':id/milestones/:entry')
    @Documents({
      summary: 'Corrects a milestone; what was wrong stays in the history',
      path: entry,
      body: { schema: requests.CORRECTION, example: examples.CORRECTION_EXAMPLE },
      answer: { says: 'It is corrected', schema: answers.WRITTEN_MILESTONE, example: { ...written, entry: 2 } },
      problems: none,
      writes: true,
      revised: true,
    })
    correct(
      @Param('id') one: string,
      @Param('entry') number: string,
      @Req() request: Request,
      @Res(PER_REQUEST) response: Response,
    ) {
      return this.writes.correct(face, one, number, { request, response });
    }

    @Access('record', 'case')
    @Post(':id/milestones/:entry/retraction')
    @HttpCode(200)
    @Documents({
      summary: 'Takes a milestone back that should never have been recorded',
      path: entry,
      body: { schema: requests.RETRACTION, example: examples.REASON_EXAMPLE },
      answer: { says: 'It no longer counts', schema: answers.WRITTEN_MILESTONE, example: { ...written, entry: 2 } },
      problems: none,
      writes: true,
      revised: true,
    })
    retract(
      @Param('id') one: string,
      @Param('entry') number: string,
      @Req() request: Request,
      @Res(PER_REQUEST) response: Response,
    ) {
      return this.writes.retract(face, one, number, { request, response });
    }

    @Access('record', 'case')
    @Post(':id/milestones/:entry/withdrawal')
    @HttpCode(200)
    @Documents({
      summary: 'Withdraws an exception that was rightly recorded and is no longer relied on',
      path: entry,
      body: { schema: requests.WITHDRAWAL, example: examples.WITHDRAWAL_EXAMPLE },
      answer: { says: 'It is withdrawn', schema: answers.WRITTEN_MILESTONE, example: { ...written, entry: 2 } },
      problems: none,
      writes: true,
      revised: true,
    })
    withdraw(
      @Param('id') one: string,
      @Param('entry') number: string,
      @Req() request: Request,
      @Res(PER_REQUEST) response: Response,
    ) {
      return this.writes.withdraw(face, one, number, { request, response });
    }

    @Access('record', 'case')
    @Put(':id/assignment')
    @Documents({
      summary: `Gives a ${called} to an officer, and to a team`,
      path: id,
      body: { schema: requests.ASSIGNMENT, example: examples.ASSIGNMENT_EXAMPLE },
      answer: { says: 'The officer has it', schema: WRITTEN_ANSWER, example: written },
      problems: none,
      writes: true,
      revised: true,
    })
    assign(@Param('id') one: string, @Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.writes.assign(face, one, { request, response });
    }

    @Access('record', 'case')
    @Post(':id/notes')
    @HttpCode(200)
    @Documents({
      summary: `Adds a note to a ${called}; it is kept encrypted`,
      path: id,
      body: { schema: requests.NOTE, example: examples.NOTE_EXAMPLE },
      answer: {
        status: 201,
        says: 'It is added; `history` shows it',
        schema: answers.WRITTEN_NOTE,
        example: { ...written, note: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000d1' },
      },
      problems: none,
      writes: true,
      revised: true,
    })
    note(@Param('id') one: string, @Req() request: Request, @Res(PER_REQUEST) response: Response) {
      return this.writes.note(face, one, { request, response });
    }
  }
  // Each has a name of its own: the ids of its operations begin with it.
  Object.defineProperty(CaseController, 'name', {
    value: `${face.path.charAt(0).toUpperCase()}${face.path.slice(1)}Controller`,
  });
  return CaseController;
}
