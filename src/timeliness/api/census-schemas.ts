import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { CalendarDate } from '../../statute/calendar.js';
import type {
  AnnualReviewCensus,
  ReviewDecisions,
  ReviewMeetings,
  ReviewOutcomes,
} from '../application/annual-review-census.js';

const count = (description: string): ApiPropertyOptions => ({ type: Number, minimum: 0, description });

/** Plans whose review was expected, by the day of their last review meeting. */
export class ReviewMeetingsSchema implements ReviewMeetings {
  @ApiProperty(count('held in the calendar year of the census day, up to it')) inCensusYear!: number;
  @ApiProperty(count('held in the calendar year before')) inYear!: number;
  @ApiProperty(count('held before that')) before!: number;
  @ApiProperty(count('held at all')) held!: number;
  @ApiProperty(count('not held')) notHeld!: number;
}

/** What was decided after those meetings. */
export class ReviewDecisionsSchema implements ReviewDecisions {
  @ApiProperty(count('notified within 4 weeks of the meeting')) within4Weeks!: number;
  @ApiProperty(count('notified later')) later!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'of those notified, within 4 weeks in percent' })
  percentWithin4Weeks!: number | null;
  @ApiProperty(count('not notified, and more than 4 weeks after the meeting')) outstanding!: number;
  @ApiProperty(count('not notified, and not more than 4 weeks after the meeting')) notDue!: number;
}

/** How those reviews came out. */
export class ReviewOutcomesSchema implements ReviewOutcomes {
  @ApiProperty(count('the plan is maintained as it is')) maintain!: number;
  @ApiProperty(count('the plan is amended')) amend!: number;
  @ApiProperty(count('the plan ceases')) cease!: number;
  @ApiProperty(count('not decided')) none!: number;
}

/** The annual reviews as at a census day. */
export class AnnualReviewCensusSchema implements AnnualReviewCensus {
  @ApiProperty({ type: String, format: 'date', description: 'the census day' }) census!: CalendarDate;
  @ApiProperty({ type: Number, description: 'the calendar year before it' }) year!: number;
  @ApiProperty(count('plans maintained on the census day')) plans!: number;
  @ApiProperty(count('of those, plans whose first review was due by then')) expected!: number;
  @ApiProperty(count('the others')) notExpected!: number;
  @ApiProperty({ type: () => ReviewMeetingsSchema }) meetings!: ReviewMeetingsSchema;
  @ApiProperty({ type: () => ReviewDecisionsSchema }) decisions!: ReviewDecisionsSchema;
  @ApiProperty({ type: () => ReviewOutcomesSchema }) outcomes!: ReviewOutcomesSchema;
}
