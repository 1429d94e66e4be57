import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CalendarDate } from '../../statute/calendar.js';
import {
  CONFIDENCES,
  type Authority,
  type Confidence,
  type DutyHolder,
  type Force,
  type Limit,
  type Nature,
} from '../../statute/rule.js';
import type { ClockRuleView, RulesAnswer, RuleView } from '../application/rule-views.js';

/** A provision. */
export class AuthoritySchema implements Authority {
  @ApiProperty({ type: String }) citation!: string;
  @ApiPropertyOptional({ type: String, format: 'uri' }) url?: string;
}

/** What ends a clock. */
export class EndingSchema {
  @ApiProperty({ type: String }) by!: string;
  @ApiProperty({ type: String }) because!: string;
}

/** A second date of a clock. */
export class MarkRuleSchema {
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String }) length!: string;
  @ApiProperty({ type: String }) why!: string;
}

/** One clock of a rule. */
export class ClockRuleSchema implements ClockRuleView {
  @ApiPropertyOptional({ type: String }) ref?: string;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String }) force!: Force;
  @ApiProperty({ type: String }) nature!: Nature;
  @ApiProperty({ type: () => [AuthoritySchema] }) basis!: AuthoritySchema[];
  @ApiProperty({ type: String, example: '20 weeks' }) length!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'the length as data' }) limit!: Limit;
  @ApiProperty({ type: [String] }) startedBy!: string[];
  @ApiPropertyOptional({ type: [String], description: 'before it can start a second time' })
  startsAgainAfter?: string[];
  @ApiPropertyOptional({ type: String, description: 'why a later start ends an earlier clock' }) restarts?: string;
  @ApiProperty({ type: [String] }) metBy!: string[];
  @ApiProperty({ type: () => [EndingSchema] }) endedBy!: EndingSchema[];
  @ApiPropertyOptional({ type: () => [MarkRuleSchema] }) marks?: MarkRuleSchema[];
  @ApiPropertyOptional({ type: [String] }) notes?: string[];
}

/** A ground that can excuse a clock. */
export class GroundSchema {
  @ApiProperty({ type: String }) ground!: string;
  @ApiProperty({ type: String }) says!: string;
}

/** The grounds that can excuse the clocks of a rule. */
export class ExceptionsSchema {
  @ApiProperty({ type: String }) table!: string;
  @ApiProperty({ type: String }) regulation!: string;
  @ApiProperty({ type: () => [GroundSchema] }) grounds!: GroundSchema[];
}

/** The days on which a clock must start for this version of a rule to govern it. */
export class InForceSchema {
  @ApiProperty({ type: String, format: 'date' }) from!: CalendarDate;
  @ApiPropertyOptional({ type: String, format: 'date' }) to?: CalendarDate;
}

/** A rule. */
export class RuleSchema implements RuleView {
  @ApiProperty({ type: String, example: 'N7' }) id!: string;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String }) duty!: string;
  @ApiProperty({ type: String }) dutyHolder!: DutyHolder;
  @ApiProperty({ type: () => [AuthoritySchema] }) basis!: AuthoritySchema[];
  @ApiProperty({ type: String, enum: ['statutory', 'guidance', 'local'] }) force!: Force;
  @ApiProperty({ type: String, enum: ['duty', 'period', 'right', 'option'] }) nature!: Nature;
  @ApiProperty({ type: String, enum: CONFIDENCES, description: 'how well the citation was checked' })
  confidence!: Confidence;
  @ApiProperty({ type: Boolean }) asSoonAsPracticable!: boolean;
  @ApiProperty({ type: String }) met!: string;
  @ApiPropertyOptional({ type: () => ExceptionsSchema }) exceptions?: ExceptionsSchema;
  @ApiPropertyOptional({ type: String, description: 'how the rule takes over these grounds' }) exceptionsBy?: string;
  @ApiProperty({ type: Boolean }) coronavirus!: boolean;
  @ApiProperty({ type: () => InForceSchema }) inForce!: InForceSchema;
  @ApiProperty({ type: () => [ClockRuleSchema] }) clocks!: ClockRuleSchema[];
}

/** The rules in force on a day. */
export class RulesAnswerSchema implements RulesAnswer {
  @ApiProperty({ type: String, format: 'date' }) on!: CalendarDate;
  @ApiProperty({ type: () => [RuleSchema] }) rules!: RuleSchema[];
}
