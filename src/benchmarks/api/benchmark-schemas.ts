import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Beside, NamedFigures, Neighbours } from '../application/beside.js';
import type { PublishedFigure, PublishedFigures, Quarter, Quartile, Unit } from '../domain/published.js';

const text = (description: string, example?: string): ApiPropertyOptions => ({
  type: String,
  description,
  ...(example === undefined ? {} : { example }),
});
const number = (description: string): ApiPropertyOptions => ({ type: Number, description });

/** A published figure. */
export class PublishedFigureSchema implements PublishedFigure {
  @ApiProperty(number('in percent to one decimal place where the measure is a share, otherwise a number'))
  value!: number;
  @ApiPropertyOptional(number('the cases in time, where the counts are known')) numerator?: number;
  @ApiPropertyOptional(number('all cases that count, where the counts are known')) denominator?: number;
}

/** A figure with and without the cases to which an exception applies. */
export class PublishedFiguresSchema implements PublishedFigures {
  @ApiPropertyOptional({
    type: () => PublishedFigureSchema,
    description: 'all cases; missing where it was not published',
  })
  including?: PublishedFigureSchema;
  @ApiPropertyOptional({
    type: () => PublishedFigureSchema,
    description: 'without the cases to which an exception applies, where the measure has exceptions',
  })
  excluding?: PublishedFigureSchema;
}

/** An authority or a region with its figures. */
export class NamedFiguresSchema extends PublishedFiguresSchema implements NamedFigures {
  @ApiProperty(text('its name, as it is published')) name!: string;
}

/** The authorities that are statistically most like ours. */
export class NeighboursSchema implements Neighbours {
  @ApiProperty({
    type: () => PublishedFiguresSchema,
    description: 'all of them together: of shares the sum of numerators over that of denominators, of counts the mean',
  })
  mean!: PublishedFiguresSchema;
  @ApiProperty({ type: () => [NamedFiguresSchema], description: 'each, the nearest first' })
  each!: NamedFiguresSchema[];
}

/** How the figures of all authorities lie. */
export class QuartileSchema implements Quartile {
  @ApiProperty(number('a quarter of the authorities are below: the median of the lower half')) lower!: number;
  @ApiProperty(number('half of the authorities are below')) median!: number;
  @ApiProperty(number('a quarter of the authorities are above: the median of the upper half')) upper!: number;
  @ApiPropertyOptional(number('how many authorities have a figure')) authorities?: number;
  @ApiPropertyOptional({
    type: Number,
    enum: [1, 2, 3, 4],
    description: 'the quarter of our own published figure, 1 the lowest',
  })
  ours?: Quarter;
}

/** Quartiles with and without the cases to which an exception applies. */
export class QuartilesSchema {
  @ApiPropertyOptional({ type: () => QuartileSchema }) including?: QuartileSchema;
  @ApiPropertyOptional({ type: () => QuartileSchema }) excluding?: QuartileSchema;
}

/** An authority as it is published. */
export class AuthoritySchema {
  @ApiProperty(text('its name', 'Herefordshire, County of')) name!: string;
  @ApiPropertyOptional(text('its code of three digits', '884')) code?: string;
}

/** What is published beside a measure, or a part of it. */
export class BesideSchema implements Beside {
  @ApiProperty(text('the id of the measure', 'plans-within-20-weeks')) measure!: string;
  @ApiPropertyOptional(text('the part of it, where it is split', 'maintain')) part?: string;
  @ApiProperty({ type: String, enum: ['percent', 'count'] }) unit!: Unit;
  @ApiProperty(number('the calendar year')) year!: number;
  @ApiProperty({ type: [Number], description: 'the years that can be asked for' }) years!: number[];
  @ApiPropertyOptional({ type: () => AuthoritySchema, description: 'our authority, or the one that was asked for' })
  authority?: AuthoritySchema;
  @ApiPropertyOptional({ type: () => PublishedFiguresSchema, description: 'what was published of it' })
  own?: PublishedFiguresSchema;
  @ApiProperty({ type: () => PublishedFiguresSchema }) england!: PublishedFiguresSchema;
  @ApiPropertyOptional({ type: () => NamedFiguresSchema, description: 'its region' }) region?: NamedFiguresSchema;
  @ApiPropertyOptional({ type: () => NeighboursSchema, description: 'its statistical neighbours' })
  neighbours?: NeighboursSchema;
  @ApiPropertyOptional({ type: () => QuartilesSchema }) quartile?: QuartilesSchema;
  @ApiProperty(text('how the published figure differs from ours')) difference!: string;
  @ApiProperty({
    type: [String],
    description: 'what else a reader has to know, such as a figure that was not published',
  })
  notes!: string[];
  @ApiProperty(text('where the figures come from, with their licence')) source!: string;
}

/** What is published beside a measure. */
export class BenchmarksSchema {
  @ApiProperty({ type: () => [BesideSchema], description: 'one, or one for each part of a measure that is split' })
  beside!: BesideSchema[];
}
