import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { CUTS, type Cut } from '../domain/cuts.js';
import { BASES, DIRECTIONS, MEASURE_KINDS, TIMED_BANDS, type Basis } from '../domain/measures.js';

const text = (description: string, example?: string): ApiPropertyOptions => ({
  type: String,
  description,
  ...(example === undefined ? {} : { example }),
});

/** What counts on each basis, in words. */
export class DenominatorSchema {
  @ApiPropertyOptional(text('on the issued basis, where the measure has it')) issued?: string;
  @ApiPropertyOptional(text('on the due basis, where the measure has it')) due?: string;
}

/** A part of a split. */
export class PartDefinitionSchema {
  @ApiProperty(text('its id', 'amend')) id!: string;
  @ApiProperty(text('its name', 'Amend the plan')) name!: string;
}

/** What the council is measured by. */
export class MeasureSchema {
  @ApiProperty({
    type: String,
    enum: MEASURE_KINDS,
    description:
      'share: of the cases that count, those done as the measure asks; count: how many; split: how many, by how it came out; wait: the cases that are open after their limit',
  })
  kind!: string;
  @ApiProperty(text('its id', 'plans-within-20-weeks')) id!: string;
  @ApiProperty(text('its name', 'New plans issued within 20 weeks')) name!: string;
  @ApiProperty({ type: String, enum: ['assessment', 'plan', 'review'], description: 'the cases that count' })
  of!: string;
  @ApiPropertyOptional({ type: [String], description: 'the rules whose limit it is', example: ['N7'] })
  rules?: string[];
  @ApiPropertyOptional(text('which of the limits of those rules, where they have several')) ref?: string;
  @ApiPropertyOptional(text('the limit in words', '20 weeks (140 days) from the request')) limit?: string;
  @ApiProperty({
    type: String,
    enum: BASES,
    isArray: true,
    description:
      'issued: a case counts on the day the work was completed; due: on the day its limit fell due. A wait has none',
  })
  bases!: Basis[];
  @ApiPropertyOptional(text('what is in the numerator')) numerator?: string;
  @ApiPropertyOptional({ type: () => DenominatorSchema, description: 'what is in the denominator' })
  denominator?: DenominatorSchema;
  @ApiPropertyOptional({
    type: String,
    enum: TIMED_BANDS,
    description: 'what is in the numerator, if not what is in time',
  })
  counting?: string;
  @ApiPropertyOptional(text('whose advice counts, where it is that of one adviser', 'health')) adviser?: string;
  @ApiPropertyOptional({ type: [String], description: 'the measures whose cases it counts, if not its own' })
  countsAs?: string[];
  @ApiPropertyOptional({ type: () => [PartDefinitionSchema], description: 'the parts of a split' })
  parts?: PartDefinitionSchema[];
  @ApiProperty({
    type: String,
    enum: DIRECTIONS,
    description: 'up: more is better; down: less is better; neither',
  })
  direction!: string;
  @ApiProperty(text('what is counted, in full')) definition!: string;
  @ApiProperty(text('where the definition comes from')) source!: string;
  @ApiPropertyOptional(text('how it differs from the published figure, where there is one and it does'))
  differs?: string;
}

/** What figures can be cut by. */
export class CutDefinitionSchema {
  @ApiProperty({ type: String, enum: CUTS }) id!: Cut;
  @ApiProperty(text('its name', 'Primary need')) name!: string;
  @ApiProperty(text('what the values are, and on which day they are those')) definition!: string;
  @ApiProperty(text('where the definition comes from')) source!: string;
}

/** Every measure, and what figures can be cut by. */
export class MeasuresSchema {
  @ApiProperty({ type: () => [MeasureSchema] }) measures!: MeasureSchema[];
  @ApiProperty({ type: () => [CutDefinitionSchema] }) cuts!: CutDefinitionSchema[];
}
