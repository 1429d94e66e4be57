import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { BodyProblem, Change, ProblemDetails, RefusedBecause } from './problem-details.js';

/** Something wrong with what was sent. */
export class ProblemSchema implements BodyProblem {
  @ApiProperty({ type: String, example: 'milestones[2].on' }) place!: string;
  @ApiProperty({ type: String, example: '2025-02-30 is not a date: February 2025 has 28 days' }) reason!: string;
  @ApiPropertyOptional({ type: String, example: 'a day written YYYY-MM-DD' }) accepted?: string;
  @ApiPropertyOptional({ type: String, example: '/milestones/2/on', description: 'the place as a JSON pointer' })
  pointer?: string;
}

/** Why the record refuses a request. */
export class RefusedSchema implements RefusedBecause {
  @ApiProperty({ type: String, example: 'in-the-future' }) code!: string;
  @ApiProperty({ type: String }) message!: string;
  @ApiProperty({ type: String, example: 'on' }) field!: string;
  @ApiPropertyOptional({ type: Boolean, description: 'it goes through with this code in `confirm`' })
  confirmable?: true;
}

/** Something that was recorded meanwhile. */
export class ChangeSchema implements Change {
  @ApiProperty({ type: Number }) revision!: number;
  @ApiProperty({ type: String, example: 'DraftPlanSent' }) type!: string;
  @ApiPropertyOptional({ type: String, format: 'date' }) on?: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: string;
  @ApiProperty({ type: String, description: 'the id of who recorded it' }) actor!: string;
}

/** Problem details (RFC 9457). */
export class ProblemDetailsSchema implements ProblemDetails {
  @ApiProperty({ type: String, format: 'uri-reference' }) type!: string;
  @ApiProperty({ type: String }) title!: string;
  @ApiProperty({ type: Number }) status!: number;
  @ApiProperty({ type: String }) detail!: string;
  @ApiPropertyOptional({
    type: String,
    format: 'uri-reference',
    description: 'of a failure on the side of the server: the id under which its log says more',
    example: 'urn:uuid:01934f6e-7d2a-7c41-9b0e-5a4f1c3d2e10',
  })
  instance?: string;
  @ApiPropertyOptional({ type: () => [ProblemSchema] }) problems?: ProblemSchema[];
  @ApiPropertyOptional({ type: () => [RefusedSchema], description: 'why the record refuses it' })
  refused?: RefusedSchema[];
  @ApiPropertyOptional({ type: Number, description: 'the revision now' }) revision?: number;
  @ApiPropertyOptional({ type: () => [ChangeSchema], description: 'what was recorded since the expected revision' })
  changes?: ChangeSchema[];
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
