import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../platform/http/problem-schemas.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems, problemText } from '../../platform/problem.js';
import type { Request } from 'express';
import { disclosedTo, type Disclosed } from '../../platform/access/disclosed.js';
import type { ProtectedCensus } from '../application/protected-census.js';
import { ProtectedTimeliness, type ProtectedAnswer } from '../application/protected-timeliness.js';
import { readCensusRequest, readTimelinessRequest } from '../application/timeliness-request.js';
import { Timeliness } from '../application/timeliness.js';
import { CUTS, type DescribedCut } from '../domain/cuts.js';
import { measureOf, MEASURES, type Measure } from '../domain/measures.js';
import { PERIOD_KINDS } from '../domain/periods.js';
import { AnnualReviewCensusSchema } from './census-schemas.js';
import { EXAMPLE_CENSUS, EXAMPLE_MEASURES, EXAMPLE_TIMELINESS } from './examples.js';
import { TimelinessAnswerSchema } from './figures-schemas.js';
import { MeasuresSchema } from './measure-schemas.js';
import { Access } from '../../platform/access/access.js';

type Texts = Readonly<Record<string, unknown>>;

/** Answers a question; one that cannot be used is refused with everything that is wrong with it. */
async function answered<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Problems) throw new Refusal(400, error.message, { problems: error.problems });
    throw error;
  }
}

const Days = (name: string, description: string, example: string): MethodDecorator =>
  ApiQuery({ name, required: false, type: String, description, example });

const Plain = (): MethodDecorator =>
  ApiQuery({
    name: 'plain',
    required: false,
    schema: { type: 'string', enum: ['1'] },
    description:
      'shows numbers of 1 to 4 too, and those from which they could be worked out; they are "hidden" else. Needs the scope manage',
  });

/** What is asked, and whether every number is. */
function split({ plain, ...query }: Texts, request: Request): { readonly query: Texts; readonly disclosed: Disclosed } {
  if (plain === undefined) return { query, disclosed: 'protected' };
  if (plain === '1') return { query, disclosed: disclosedTo(request, plain) };
  const problem = { place: 'plain', reason: 'it is not acceptable', accepted: '1' };
  throw new Refusal(400, problemText(problem), { problems: [problem] });
}

const KnownOn = (): MethodDecorator =>
  ApiQuery({
    name: 'knownOn',
    required: false,
    schema: { type: 'string', format: 'date-time' },
    description: 'leaves out what was recorded after this instant, such as 2025-03-04T09:30:00Z',
  });

/** Answers how timely the council is. */
@ApiTags('timeliness')
@Access('figures')
@Controller('api/v1/timeliness')
export class TimelinessController {
  constructor(
    private readonly timeliness: Timeliness,
    private readonly figuresShown: ProtectedTimeliness,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What the council is measured by, and what figures can be cut by, with definitions' })
  @ApiOkResponse({ type: MeasuresSchema, example: EXAMPLE_MEASURES })
  measures(): { readonly measures: readonly Measure[]; readonly cuts: readonly DescribedCut[] } {
    return { measures: this.timeliness.measures(), cuts: this.timeliness.cuts() };
  }

  @Get('annual-reviews')
  @ApiOperation({ summary: 'The annual reviews as at a census day, as the Department for Education counts them' })
  @ApiQuery({
    name: 'census',
    required: false,
    schema: { type: 'string', format: 'date' },
    description: 'the day that plans and reviews are counted as at; the last census day if left out',
    example: '2025-01-16',
  })
  @KnownOn()
  @Plain()
  @ApiOkResponse({ type: AnnualReviewCensusSchema, example: EXAMPLE_CENSUS })
  @ApiProblems({ 400: 'The question cannot be used; every problem is listed' })
  annualReviews(@Query() texts: Texts, @Req() request: Request): Promise<ProtectedCensus> {
    const { query, disclosed } = split(texts, request);
    return answered(async () => this.figuresShown.annualReviews(readCensusRequest(query), disclosed));
  }

  @Get(':measure')
  @ApiOperation({ summary: 'The figures of a measure, period by period: counts beside shares' })
  @ApiParam({ name: 'measure', enum: MEASURES.map(({ id }) => id), example: 'plans-within-20-weeks' })
  @ApiQuery({
    name: 'by',
    required: false,
    enum: PERIOD_KINDS,
    description:
      'the kind of period; calendar years if left out. The financial year begins in April, the academic year in September',
  })
  @Days('from', 'the first period, or a day of it: 2024-03-01, 2024-03, 2024-Q1, 2024 or 2024/25', '2024')
  @Days('to', 'the last period, or a day of it; the period of asAt if left out', '2024')
  @ApiQuery({
    name: 'asAt',
    required: false,
    schema: { type: 'string', format: 'date' },
    description: 'the day that the figures are as at; today if left out',
  })
  @KnownOn()
  @Plain()
  @ApiQuery({
    name: 'cut',
    required: false,
    enum: CUTS,
    description: 'also the figures apart by this; what is known of children is that of today',
  })
  @ApiOkResponse({ type: TimelinessAnswerSchema, example: EXAMPLE_TIMELINESS })
  @ApiProblems({
    400: 'The question cannot be used; every problem is listed',
    404: 'There is no such measure',
  })
  figures(@Param('measure') measure: string, @Query() texts: Texts, @Req() request: Request): Promise<ProtectedAnswer> {
    if (measureOf(measure) === undefined) {
      throw new Refusal(404, 'There is no such measure. Those there are: /api/v1/timeliness.');
    }
    const { query, disclosed } = split(texts, request);
    return answered(async () => this.figuresShown.of(measure, readTimelinessRequest(query), disclosed));
  }
}
