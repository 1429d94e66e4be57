import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems, problemText } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { Calculator } from '../application/calculator.js';
import { readDay } from '../../platform/day-range.js';
import type { RulesAnswer, RuleView } from '../application/rule-views.js';
import { ApiProblems } from '../../platform/http/problem-schemas.js';
import { EXAMPLE_RULES } from './example.js';
import { RuleSchema, RulesAnswerSchema } from './rule-schemas.js';
import { Access } from '../../platform/access/access.js';

function readOn(given: unknown): CalendarDate | undefined {
  if (given === undefined) return undefined;
  const read = readDay(typeof given === 'string' ? given : '');
  if (typeof read === 'string') return read;
  const problem = { place: 'on', ...read };
  throw new Refusal(400, problemText(problem), { problems: [problem] });
}

const OnQuery = (): MethodDecorator =>
  ApiQuery({ name: 'on', required: false, type: String, description: 'a day written YYYY-MM-DD; today if left out' });

/** Answers what the rules are. */
@ApiTags('rules')
@Access('public')
@Controller('api/v1/rules')
export class RulesController {
  constructor(private readonly calculator: Calculator) {}

  @Get()
  @ApiOperation({ summary: 'The rules in force on a day, national and local' })
  @OnQuery()
  @ApiOkResponse({ type: RulesAnswerSchema, example: EXAMPLE_RULES })
  @ApiProblems({ 400: 'The day is not one' })
  rules(@Query('on') on: unknown): RulesAnswer {
    return this.calculator.rules(readOn(on));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One rule as it is in force on a day' })
  @ApiParam({ name: 'id', type: String, example: 'N7' })
  @OnQuery()
  @ApiOkResponse({ type: RuleSchema, example: EXAMPLE_RULES.rules[0] })
  @ApiProblems({ 400: 'The day is not one', 404: 'There is no such rule on that day' })
  rule(@Param('id') id: string, @Query('on') on: unknown): RuleView {
    const date = readOn(on);
    try {
      return this.calculator.rule(id, date);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      throw new Refusal(404, error.message, { problems: error.problems });
    }
  }
}
