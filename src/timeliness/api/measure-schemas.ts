import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { BASES, type Basis } from '../domain/measures.js';

const text = (description: string, example?: string): ApiPropertyOptions => ({
  type: String,
  description,
  ...(example === undefined ? {} : { example }),
});

/** What counts on each basis, in words. */
export class DenominatorSchema {
  @ApiProperty(text('on the issued basis')) issued!: string;
  @ApiPropertyOptional(text('on the due basis, where the measure has it')) due?: string;
}

/** What the council is measured by. */
export class MeasureSchema {
  @ApiProperty({ type: String, enum: ['share', 'count'] }) kind!: string;
  @ApiProperty(text('its id', 'plans-within-20-weeks')) id!: string;
  @ApiProperty(text('its name', 'New plans issued within 20 weeks')) name!: string;
  @ApiProperty({ type: String, enum: ['assessment', 'review'], description: 'the cases that count' }) of!: string;
  @ApiPropertyOptional(text('the rule whose limit it is', 'N7')) rule?: string;
  @ApiPropertyOptional(text('which of the limits of that rule, where it has several')) ref?: string;
  @ApiPropertyOptional(text('the limit in words', '20 weeks (140 days) from the request')) limit?: string;
  @ApiProperty({
    type: String,
    enum: BASES,
    isArray: true,
    description: 'issued: a case counts on the day the work was completed; due: on the day its limit fell due',
  })
  bases!: Basis[];
  @ApiPropertyOptional(text('what is in the numerator')) numerator?: string;
  @ApiPropertyOptional({ type: () => DenominatorSchema, description: 'what is in the denominator' })
  denominator?: DenominatorSchema;
  @ApiPropertyOptional(text('up: more is better', 'up')) direction?: string;
  @ApiProperty(text('what is counted, in full')) definition!: string;
  @ApiProperty(text('where the definition comes from')) source!: string;
}

/** Every measure. */
export class MeasuresSchema {
  @ApiProperty({ type: () => [MeasureSchema] }) measures!: MeasureSchema[];
}
