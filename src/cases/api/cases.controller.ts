import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Documents } from '../../platform/http/documented.js';
import { ApiParameters } from '../../platform/http/parameters.js';
import { uuid } from '../../platform/http/schemas.js';
import { AUDIT_PAGE, CASE_FILE_ANSWER, CASE_PAGE, HISTORY_ANSWER } from './case-schemas.js';
import { ALL_CASES, AUDIT, CaseReads, CASE_FILE, HISTORY } from './case-reads.js';
import { AS_AT_EXAMPLE, auditExample, caseFileExample, EXAMPLES, historyExample } from './examples.js';
import { Access } from '../../platform/access/access.js';

const EXAMPLE = EXAMPLES.assessment;
const ID = { id: uuid('the case') };
const NONE = { 404: 'There is no case with this id' };

/** Answers what is asked of cases whatever their kind. */
@ApiTags('cases')
@Access('cases')
@Controller('api/v1/cases')
export class CasesController {
  constructor(private readonly reads: CaseReads) {}

  @Get()
  @ApiParameters(ALL_CASES)
  @Documents({
    summary: 'The cases of every kind: those due next first, then those with nothing due',
    answer: {
      says: 'A page of them; `Link` leads to the next',
      schema: CASE_PAGE,
      example: { asAt: AS_AT_EXAMPLE, items: [EXAMPLE.item, EXAMPLES.plan.item], next: null },
    },
  })
  list(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return this.reads.list(undefined, request, response);
  }

  @Access('cases', 'case')
  @Get(':id')
  @ApiParameters(CASE_FILE)
  @Documents({
    summary: 'A case: where it stands, its clocks on a day, and why',
    path: ID,
    answer: {
      says: '`ETag` is its revision, for `If-Match`',
      schema: CASE_FILE_ANSWER,
      example: caseFileExample(EXAMPLE),
    },
    problems: NONE,
  })
  file(@Param('id') id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return this.reads.file(undefined, id, request, response);
  }

  @Access('cases', 'case')
  @Get(':id/history')
  @ApiParameters(HISTORY)
  @Documents({
    summary: 'Everything that was recorded on a case: what was wrong, and what it was corrected to',
    path: ID,
    answer: { says: 'Its history', schema: HISTORY_ANSWER, example: historyExample(EXAMPLE) },
    problems: NONE,
  })
  history(@Param('id') id: string, @Query() query: Request['query']) {
    return this.reads.history(undefined, id, query);
  }

  @Access('cases', 'case')
  @Get(':id/audit')
  @ApiParameters(AUDIT)
  @Documents({
    summary: 'Who recorded what on a case, and when',
    path: ID,
    answer: { says: 'A page of it', schema: AUDIT_PAGE, example: auditExample(EXAMPLE) },
    problems: NONE,
  })
  audit(@Param('id') id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return this.reads.audit(undefined, id, request, response);
  }
}
