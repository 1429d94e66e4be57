import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/access/access.js';
import {
  ApiParameters,
  MOMENT,
  readParameters,
  wholeParameter,
  type Parameter,
} from '../../platform/http/parameters.js';
import { ApiProblems } from '../../platform/http/problem-schemas.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems } from '../../platform/problem.js';
import type { Beside, BesideRequest } from '../application/beside.js';
import { Benchmarks } from '../application/benchmarks.js';
import { COUNTERPARTS, counterpartsOf } from '../domain/counterparts.js';
import { BenchmarksSchema } from './benchmark-schemas.js';
import { EXAMPLE_BENCHMARKS } from './examples.js';

const MEASURES = [...new Set(COUNTERPARTS.map(({ measure }) => measure))];

const authority: Parameter<string> = {
  about: 'The authority whose figure, region and neighbours are shown; our own where nothing is said',
  accepted: 'the name or the code of three digits under which it is published',
  schema: { type: 'string', maxLength: 80 },
  read: (text) => (/^[^\p{Cc}<>]{1,80}$/u.test(text) ? text : undefined),
};

const QUERY = {
  year: wholeParameter('The calendar year; the last one that was imported where nothing is said', 2000, 2098),
  authority,
  knownOn: MOMENT.knownOn,
} as const;

/** Answers what is published beside the council's own figures. */
@ApiTags('timeliness')
@Access('figures')
@Controller('api/v1/benchmarks')
export class BenchmarksController {
  constructor(private readonly benchmarks: Benchmarks) {}

  @Get(':measure')
  @ApiOperation({
    summary: 'What is published beside a measure: England, the region, the statistical neighbours and the quartiles',
    description:
      'Of calendar years, as the Department for Education publishes them. What differs from our definition is said beside the figures.',
  })
  @ApiParam({ name: 'measure', enum: MEASURES, example: 'plans-within-20-weeks' })
  @ApiParameters(QUERY)
  @ApiOkResponse({ type: BenchmarksSchema, example: EXAMPLE_BENCHMARKS })
  @ApiProblems({
    400: 'The question cannot be used; every problem is listed',
    404: 'Nothing is published beside the measure, or of the year',
  })
  async beside(
    @Param('measure') measure: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly beside: readonly Beside[] }> {
    const given = readParameters(query, QUERY);
    if (counterpartsOf(measure).length === 0) {
      throw new Refusal(
        404,
        `Nothing is published beside this measure. Measures that have figures beside them: ${MEASURES.join(', ')}.`,
      );
    }
    const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as BesideRequest;
    const beside = await this.#answered(measure, asked);
    if (beside.length === 0)
      throw new Refusal(404, 'Nothing is known that was published beside this measure in that year.');
    return { beside };
  }

  async #answered(measure: string, asked: BesideRequest): Promise<readonly Beside[]> {
    try {
      return await this.benchmarks.besideParts(measure, asked);
    } catch (error) {
      if (error instanceof Problems) throw new Refusal(400, error.message, { problems: error.problems });
      throw error;
    }
  }
}
