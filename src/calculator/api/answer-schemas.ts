import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import type { CalendarDate } from '../../statute/calendar.js';
import { STATUSES, type Excuse, type ExceptionOutcome, type Mark, type Status } from '../../statute/clock.js';
import { GROUNDS, type Ground } from '../../statute/exceptions.js';
import { NATURES, type DutyHolder, type Force, type Nature } from '../../statute/rule.js';
import type { ClockAnswer, ClocksAnswer, DutyAnswer } from '../application/calculate-clocks.js';

const day = (description: string): ApiPropertyOptions => ({ type: String, format: 'date', description });
const FORCES: Force[] = ['statutory', 'guidance', 'local'];
const grounds = Object.keys(GROUNDS);

/** A second date of a clock. */
export class MarkSchema implements Mark {
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty(day('the date')) on!: CalendarDate;
  @ApiProperty({ type: String }) why!: string;
}

/** Why a limit does not bind. */
export class ExcuseSchema implements Excuse {
  @ApiProperty({ type: String, enum: grounds }) ground!: Ground;
  @ApiProperty({ type: String, description: 'the provision' }) basis!: string;
}

/** A clock of a case. */
export class ClockSchema implements ClockAnswer {
  @ApiProperty({ type: String, description: "the rule's id", example: 'N7' }) rule!: string;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String, enum: FORCES }) force!: Force;
  @ApiProperty({ type: String, enum: NATURES }) nature!: Nature;
  @ApiProperty({ type: String, description: 'who must act, or may' }) dutyHolder!: DutyHolder;
  @ApiProperty({ type: String, description: 'the provisions' }) basis!: string;
  @ApiPropertyOptional({ type: String, description: 'tells the clocks of one rule apart' }) ref?: string;
  @ApiProperty(day('day 0')) startedOn!: CalendarDate;
  @ApiProperty(day('the last day that complies')) dueOn!: CalendarDate;
  @ApiProperty(day('the day to act by to be safe on every reading')) actByOn!: CalendarDate;
  @ApiPropertyOptional(day('when it was met')) metOn?: CalendarDate;
  @ApiPropertyOptional({ type: Boolean, description: 'it was met by running to its end' }) elapsed?: true;
  @ApiPropertyOptional(day('when it ended without being met')) endedOn?: CalendarDate;
  @ApiPropertyOptional({ type: String }) endedBecause?: string;
  @ApiPropertyOptional({ type: () => ExcuseSchema }) excused?: ExcuseSchema;
  @ApiPropertyOptional({ type: () => [MarkSchema] }) marks?: MarkSchema[];
  @ApiProperty({ type: String, enum: STATUSES }) status!: Status;
  @ApiProperty({ type: [String], description: 'how it was worked out, in sentences' }) explanation!: string[];
}

/** A duty without a fixed limit. */
export class DutySchema implements DutyAnswer {
  @ApiProperty({ type: String }) rule!: string;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String, enum: FORCES }) force!: Force;
  @ApiProperty({ type: String }) dutyHolder!: DutyHolder;
  @ApiProperty({ type: String }) basis!: string;
  @ApiPropertyOptional({ type: String }) ref?: string;
  @ApiProperty(day('when it began')) startedOn!: CalendarDate;
  @ApiPropertyOptional(day('when it was met')) metOn?: CalendarDate;
  @ApiPropertyOptional(day('when it ended without being met')) endedOn?: CalendarDate;
  @ApiPropertyOptional({ type: String }) endedBecause?: string;
  @ApiProperty({ type: String, description: 'why there is no date' }) why!: string;
  @ApiProperty({ type: [String] }) explanation!: string[];
}

/** What became of an exception for one clock. */
export class ExceptionSchema implements ExceptionOutcome {
  @ApiProperty({ type: String, enum: grounds }) ground!: Ground;
  @ApiProperty(day('when it was recorded')) recordedOn!: CalendarDate;
  @ApiProperty({ type: String, description: "the clock's rule" }) clock!: string;
  @ApiPropertyOptional({ type: String }) ref?: string;
  @ApiProperty({ type: Boolean }) accepted!: boolean;
  @ApiProperty({ type: String, description: 'the provision that it is accepted under, or why it is refused' })
  reason!: string;
}

/** The clocks of a case on a day. */
export class ClocksAnswerSchema implements ClocksAnswer {
  @ApiProperty(day('the day on which the clocks are looked at')) asAt!: CalendarDate;
  @ApiProperty({ type: () => [ClockSchema] }) clocks!: ClockSchema[];
  @ApiProperty({ type: () => [DutySchema], description: 'duties without a fixed limit' }) duties!: DutySchema[];
  @ApiProperty({ type: () => [ExceptionSchema] }) exceptions!: ExceptionSchema[];
}
