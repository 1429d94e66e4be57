import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { ApiProblems } from './problem-schemas.js';
import type { JsonSchema } from './schemas.js';

/** An answer of an operation. */
export interface Answer {
  readonly status?: number;
  readonly says: string;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

/** An operation of the API. */
export interface Documented {
  readonly summary: string;
  readonly description?: string;
  /** The parameters of its path that are not the id of a case, and what they are. */
  readonly path?: Readonly<Record<string, JsonSchema>>;
  readonly body?: { readonly schema: JsonSchema; readonly example: unknown };
  readonly answer: Answer;
  readonly problems?: Readonly<Record<number, string>>;
  /** Whether it records something. */
  readonly writes?: true;
  /** Whether it can be based on a revision. */
  readonly revised?: true;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'The same for a request that is repeated, so that it is carried out once.',
  schema: { type: 'string', maxLength: 100 },
} as const;

const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'The revision that the change is based on, such as `"4"`: it is refused (412) if others were faster.',
  schema: { type: 'string' },
} as const;

const OF_WRITES: Readonly<Record<number, string>> = {
  400: 'The body is not JSON, or something is wrong with it or with a header; every problem is listed',
  409: 'There are warnings to confirm, or it is there already',
  413: 'The body is larger than 256 kB',
  415: 'The body is not sent as JSON in UTF-8',
  422: 'The record refuses it; every reason is listed',
  503: 'The tracker cannot record anything now',
};

/** Documents an operation of the API. */
export function Documents({ summary, description, path = {}, body, answer, problems, writes, revised }: Documented) {
  const { status = 200, says, schema, example } = answer;
  return applyDecorators(
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ...Object.entries(path).map(([name, of]) => ApiParam({ name, schema: of })),
    ...(writes === true ? [ApiHeader(IDEMPOTENCY_KEY)] : []),
    ...(revised === true ? [ApiHeader(IF_MATCH)] : []),
    ...(body === undefined
      ? []
      : [ApiBody({ required: true, schema: body.schema, examples: { example: { value: body.example } } })]),
    ApiResponse({
      status,
      description: says,
      ...(schema === undefined ? {} : { content: { 'application/json': { schema: schema, example } } }),
    }),
    ApiProblems({
      ...(writes === true ? OF_WRITES : { 400: 'A parameter is unknown or not acceptable; every problem is listed' }),
      ...(revised === true ? { 412: 'Others recorded something since; `changes` says what' } : {}),
      ...problems,
    }),
  );
}
