import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import type { CalendarDate } from '../../statute/calendar.js';
import { CUTS, type Cut } from '../domain/cuts.js';
import type { BothShares, Figures, Part, Share, Wait } from '../domain/figures.js';
import type { Hideable, Protected } from '../domain/protected.js';
import { PERIOD_KINDS, type PeriodKind } from '../domain/periods.js';
import { count, hideable } from './hideable-schemas.js';
import { MeasureSchema } from './measure-schemas.js';

const day = (description: string): ApiPropertyOptions => ({ type: String, format: 'date', description });

/** The cases that count, and those of them in time. */
export class ShareSchema implements Protected<Share> {
  @ApiProperty(count('cases in time; of measures of the late ones those')) numerator!: Hideable;
  @ApiProperty(count('all cases that count')) denominator!: Hideable;
  @ApiProperty(hideable('the numerator in percent, to one decimal place; null where no case counts'))
  percent!: Hideable | null;
  @ApiProperty(count('done after the limit, within a year of what started it')) late!: Hideable;
  @ApiProperty(count('done more than a year after what started it')) lateOverAYear!: Hideable;
  @ApiProperty(count('on the due basis: neither done nor ended')) open!: Hideable;
  @ApiProperty(count('on the due basis: ended after the limit without being done')) endedLate!: Hideable;
}

/** A share with and without the cases whose limit an exception excuses. */
export class BothSharesSchema implements Protected<BothShares> {
  @ApiProperty({ type: () => ShareSchema, description: 'all cases' }) including!: ShareSchema;
  @ApiProperty({ type: () => ShareSchema, description: 'without the cases that have an accepted exception' })
  excluding!: ShareSchema;
}

/** A part of a split. */
export class PartSchema implements Protected<Part> {
  @ApiProperty({ type: String, example: 'amend' }) id!: string;
  @ApiProperty({ type: String, example: 'Amend the plan' }) name!: string;
  @ApiProperty(count('how many')) count!: Hideable;
  @ApiProperty(hideable('in percent of all; null where there is nothing to split'))
  percent!: Hideable | null;
}

const wait = (description: string): ApiPropertyOptions =>
  hideable(`${description}, in calendar days since the last day in time; null where none waits`);

/** The cases that are open after their limit. */
export class WaitSchema implements Protected<Wait> {
  @ApiProperty(day('the day that it is as at')) on!: CalendarDate;
  @ApiProperty(count('how many wait')) waiting!: Hideable;
  @ApiProperty(wait('how long the one waits that waits longest')) longestDays!: Hideable | null;
  @ApiProperty(wait('how long the one in the middle waits, the longer of two')) medianDays!: Hideable | null;
}

/** The figures of a measure: a count, its parts, a wait, or shares on each basis that the measure has. */
export class FiguresSchema implements Protected<Figures> {
  @ApiPropertyOptional(count('how many, where the measure is a count or a split')) count?: Hideable;
  @ApiPropertyOptional({ type: () => [PartSchema], description: 'the parts, where the measure is a split' })
  parts?: PartSchema[];
  @ApiPropertyOptional({ type: () => WaitSchema, description: 'who waits, where the measure is a wait' })
  wait?: WaitSchema;
  @ApiPropertyOptional({ type: () => BothSharesSchema, description: 'by the day the work was completed' })
  issued?: BothSharesSchema;
  @ApiPropertyOptional({ type: () => BothSharesSchema, description: 'by the day the limit fell due' })
  due?: BothSharesSchema;
}

/** The figures of one period. */
export class PeriodFiguresSchema extends FiguresSchema {
  @ApiProperty({
    type: String,
    example: '2024',
    description: 'the period: 2024-03, 2024-Q1, 2024 or 2024/25; rolling 12 months by the month that they end with',
  })
  period!: string;
  @ApiProperty(day('its first day')) from!: CalendarDate;
  @ApiProperty(day('its last day')) to!: CalendarDate;
  @ApiProperty({ type: Boolean, description: 'whether its last day is over' }) complete!: boolean;
}

/** The figures of those children and young people who are alike in what figures are cut by. */
export class CutFiguresSchema {
  @ApiProperty({
    type: String,
    example: 'SEMH',
    description: 'what they are alike in; not-recorded where it is not known',
  })
  value!: string;
  @ApiProperty({ type: String, example: 'Social, emotional and mental health' }) name!: string;
  @ApiProperty({ type: () => [PeriodFiguresSchema], description: 'the same periods as of all' })
  periods!: PeriodFiguresSchema[];
  @ApiPropertyOptional({ type: () => FiguresSchema, description: 'all periods together' }) total?: FiguresSchema;
}

/** The figures of a measure, period by period. */
export class TimelinessAnswerSchema {
  @ApiProperty({ type: () => MeasureSchema }) measure!: MeasureSchema;
  @ApiProperty({ type: String, enum: PERIOD_KINDS }) by!: PeriodKind;
  @ApiProperty(day('the day that the figures are as at')) asAt!: CalendarDate;
  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'what was recorded later is left out' })
  knownOn?: string;
  @ApiProperty({ type: () => [PeriodFiguresSchema], description: 'earliest first' }) periods!: PeriodFiguresSchema[];
  @ApiPropertyOptional({
    type: () => FiguresSchema,
    description: 'all periods together; rolling 12 months overlap and have none, nor do waits',
  })
  total?: FiguresSchema;
  @ApiPropertyOptional({ type: String, enum: CUTS, description: 'what the figures are cut by' }) cut?: Cut;
  @ApiPropertyOptional({
    type: () => [CutFiguresSchema],
    description: 'the figures of each value that there is; counts add up to those of all',
  })
  cuts?: CutFiguresSchema[];
}
