import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { BodyProblem, ProblemDetails } from './problem-details.js';

/** Something wrong with what was sent. */
export class ProblemSchema implements BodyProblem {
  @ApiProperty({ type: String, example: 'milestones[2].on' }) place!: string;
  @ApiProperty({ type: String, example: '2025-02-30 is not a date: February 2025 has 28 days' }) reason!: string;
  @ApiPropertyOptional({ type: String, example: 'a day written YYYY-MM-DD' }) accepted?: string;
  @ApiPropertyOptional({ type: String, example: '/milestones/2/on', description: 'the place as a JSON pointer' })
  pointer?: string;
}

/** Problem details (RFC 9457). */
export class ProblemDetailsSchema implements ProblemDetails {
  @ApiProperty({ type: String, format: 'uri-reference' }) type!: string;
  @ApiProperty({ type: String }) title!: string;
  @ApiProperty({ type: Number }) status!: number;
  @ApiProperty({ type: String }) detail!: string;
  @ApiProperty({ type: String, format: 'uri-reference' }) instance!: string;
  @ApiPropertyOptional({ type: () => [ProblemSchema] }) problems?: ProblemSchema[];
}

/** Documents answers with problem details by their status. */
export function ApiProblems(descriptions: Readonly<Record<number, string>>): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDetailsSchema),
    ...Object.entries(descriptions).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDetailsSchema) } } },
      }),
    ),
  );
}
