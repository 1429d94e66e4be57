import type { ApiPropertyOptions } from '@nestjs/swagger';
import { HIDDEN } from '../domain/protected.js';

const A_WORD = { type: 'string', enum: [HIDDEN] };

/** A count that can be hidden. */
export const count = (description: string): ApiPropertyOptions => ({
  oneOf: [{ type: 'number', minimum: 0 }, A_WORD],
  description,
});

/** A number that can be hidden, or can be none. */
export const hideable = (description: string): ApiPropertyOptions => ({
  oneOf: [{ type: 'number', nullable: true }, A_WORD],
  description,
});
