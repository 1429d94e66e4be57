import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { answerPage, placeIn, type AnsweredPage } from '../../platform/http/cursors.js';
import { Documents } from '../../platform/http/documented.js';
import {
  ApiParameters,
  choiceParameter,
  codeParameter,
  dayParameter,
  listParameter,
  MOMENT,
  PAGING,
  readParameters,
  ruleParameter,
  uuidParameter,
  wholeParameter,
} from '../../platform/http/parameters.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import type { Problem } from '../../platform/problem.js';
import { isRecord } from '../../platform/validation.js';
import { STATUSES } from '../../statute/clock.js';
import { NATURES, type Force } from '../../statute/rule.js';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { OPEN_STATUSES } from '../application/clock-status.js';
import { Caseload, type AsAt } from '../application/caseload.js';
import type { ClockItem, ClockPlace } from '../application/list-clocks.js';
import { CLOCK_PAGE, CLOCK_PAGE_EXAMPLE } from './clock-schemas.js';
import { Access } from '../../platform/access/access.js';

const FORCES = ['statutory', 'guidance', 'local'] as const satisfies readonly Force[];
const LONGEST_LEAD = 366;

/** What a list of clocks is asked for by. */
const CLOCKS = {
  kind: listParameter(choiceParameter('The kinds of case', CASE_KINDS)),
  rule: listParameter(ruleParameter('The rules')),
  status: listParameter(
    choiceParameter(
      'How they stand on the day; where nothing is said, those that nothing has met or ended, but of one case or child all',
      STATUSES,
    ),
  ),
  nature: listParameter(choiceParameter('What kind of time it is', NATURES)),
  force: listParameter(choiceParameter('Where the rule comes from', FORCES)),
  officer: codeParameter('The id of the officer who has the case'),
  team: codeParameter('The id of the team that has the case'),
  dueFrom: dayParameter('The first due date'),
  dueTo: dayParameter('The last due date'),
  case: uuidParameter('The case'),
  person: uuidParameter('The child or young person'),
  leadDays: wholeParameter(
    'How many days before its due date a clock is due soon; 14 where nothing is said',
    0,
    LONGEST_LEAD,
  ),
  ...MOMENT,
  ...PAGING,
} as const;

const isPlace = (value: unknown): value is ClockPlace =>
  isRecord(value) &&
  typeof value.dueOn === 'string' &&
  typeof value.case === 'string' &&
  Number.isSafeInteger(value.ordinal);

const REVERSED: Problem = {
  place: 'dueFrom',
  reason: 'it is after dueTo',
  accepted: 'a day up to that of dueTo',
};

/** Answers which clocks of the caseload are due when: the worklist. */
@ApiTags('clocks')
@Access('cases')
@Controller('api/v1/clocks')
export class ClockListController {
  constructor(private readonly caseload: Caseload) {}

  @Get()
  @ApiParameters(CLOCKS)
  @Documents({
    summary: 'The clocks of the caseload, those due first first',
    description:
      'A worklist is `status=overdue,due-soon,running` with `officer` or `team`. Clocks have dates only: their status is worked out for the day of `asAt`.',
    answer: {
      says: 'A page of them; `Link` leads to the next',
      schema: CLOCK_PAGE,
      example: CLOCK_PAGE_EXAMPLE,
    },
  })
  async list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AsAt<AnsweredPage<ClockItem>>> {
    const given = readParameters(request.query, CLOCKS);
    const { asAt, knownOn, limit, cursor: _, ...filter } = given;
    const { dueFrom, dueTo } = filter;
    if (dueFrom !== undefined && dueTo !== undefined && dueFrom > dueTo) throw invalidRequest([REVERSED]);
    const after = placeIn(request.path, given, isPlace);
    // Few of the clocks of many years are open; those of one case or child can all be looked through.
    const status = given.status ?? (given.case === undefined && given.person === undefined ? OPEN_STATUSES : undefined);
    const page = await this.caseload.clocks({ asAt, knownOn }, { ...filter, status }, { limit, after });
    return { asAt: page.asAt, ...answerPage(request, response, given, page) };
  }
}
