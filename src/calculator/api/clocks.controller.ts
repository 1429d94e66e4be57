import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { JsonBody } from '../../platform/http/json-body.js';
import type { ClocksAnswer } from '../application/calculate-clocks.js';
import { Calculator } from '../application/calculator.js';
import { ClocksAnswerSchema } from './answer-schemas.js';
import { EXAMPLE_ANSWER, EXAMPLE_REQUEST } from './example.js';
import { FactsSchema } from './milestone-schemas.js';
import { ApiProblems } from '../../platform/http/problem-schemas.js';
import { Access } from '../../platform/access/access.js';

/** Answers which clocks the facts of a case start. */
@ApiTags('clocks')
@Access('public')
@Controller('api/v1/clocks')
export class ClocksController {
  constructor(private readonly calculator: Calculator) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'The clocks of a case: what is due when, and why' })
  @ApiBody({
    type: FactsSchema,
    examples: { 'request received': { summary: 'A request received on 2 September 2024', value: EXAMPLE_REQUEST } },
  })
  @ApiOkResponse({ type: ClocksAnswerSchema, example: EXAMPLE_ANSWER })
  @ApiProblems({
    400: 'The body is not JSON, or something is wrong with the facts; every problem is listed',
    413: 'The body is larger than 256 kB',
    415: 'The body is not sent as JSON in UTF-8',
  })
  clocks(@JsonBody() facts: unknown): ClocksAnswer {
    return this.calculator.clocks(facts);
  }
}
