import { ApiProperty } from '@nestjs/swagger';
import type { CalendarDate } from '../../statute/calendar.js';
import type {
  AnnualReviewCensus,
  ReviewDecisions,
  ReviewMeetings,
  ReviewOutcomes,
} from '../application/annual-review-census.js';
import type { Hideable, Protected } from '../domain/protected.js';
import { count, hideable } from './hideable-schemas.js';

/** Plans whose review was expected, by the day of their last review meeting. */
export class ReviewMeetingsSchema implements Protected<ReviewMeetings> {
  @ApiProperty(count('held in the calendar year of the census day, up to it')) inCensusYear!: Hideable;
  @ApiProperty(count('held in the calendar year before')) inYear!: Hideable;
  @ApiProperty(count('held before that')) before!: Hideable;
  @ApiProperty(count('held at all')) held!: Hideable;
  @ApiProperty(count('not held')) notHeld!: Hideable;
}

/** What was decided after those meetings. */
export class ReviewDecisionsSchema implements Protected<ReviewDecisions> {
  @ApiProperty(count('notified within 4 weeks of the meeting')) within4Weeks!: Hideable;
  @ApiProperty(count('notified later')) later!: Hideable;
  @ApiProperty(hideable('of those notified, within 4 weeks in percent'))
  percentWithin4Weeks!: Hideable | null;
  @ApiProperty(count('not notified, and more than 4 weeks after the meeting')) outstanding!: Hideable;
  @ApiProperty(count('not notified, and not more than 4 weeks after the meeting')) notDue!: Hideable;
}

/** How those reviews came out. */
export class ReviewOutcomesSchema implements Protected<ReviewOutcomes> {
  @ApiProperty(count('the plan is maintained as it is')) maintain!: Hideable;
  @ApiProperty(count('the plan is amended')) amend!: Hideable;
  @ApiProperty(count('the plan ceases')) cease!: Hideable;
  @ApiProperty(count('not decided')) none!: Hideable;
}

/** The annual reviews as at a census day. */
export class AnnualReviewCensusSchema implements Protected<AnnualReviewCensus> {
  @ApiProperty({ type: String, format: 'date', description: 'the census day' }) census!: CalendarDate;
  @ApiProperty({ type: Number, description: 'the calendar year before it' }) year!: Hideable;
  @ApiProperty(count('plans maintained on the census day')) plans!: Hideable;
  @ApiProperty(count('of those, plans whose first review was due by then')) expected!: Hideable;
  @ApiProperty(count('the others')) notExpected!: Hideable;
  @ApiProperty({ type: () => ReviewMeetingsSchema }) meetings!: ReviewMeetingsSchema;
  @ApiProperty({ type: () => ReviewDecisionsSchema }) decisions!: ReviewDecisionsSchema;
  @ApiProperty({ type: () => ReviewOutcomesSchema }) outcomes!: ReviewOutcomesSchema;
}
