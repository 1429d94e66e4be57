import { declaredForms } from '../../platform/validation.js';
import { NOT_STATED } from './plan-tests.js';
import {
  MeasureDto,
  MeasuredByDto,
  OutcomeDto,
  PriorityDto,
  SendPlanDto,
  SourceDto,
  STATED_OF_JUDGED,
  STATED_OF_MEASURE,
  STATED_OF_PLAN,
  STATED_OF_SOURCE,
  StatedValueDto,
  TargetDto,
} from './send-plan.dto.js';

type Schema = Readonly<Record<string, unknown>>;

const DEFINED = [SourceDto, PriorityDto, OutcomeDto, MeasureDto, MeasuredByDto, StatedValueDto, TargetDto];

const nameOf = ({ name }: { readonly name: string }): string => name.replace(/Dto$/, '');

function reference(of: new () => object): Schema {
  return { $ref: `#/$defs/${nameOf(of)}` };
}

function listOf(of: new () => object): Schema {
  return { type: 'array', items: reference(of) };
}

/** What a class holds that is an object or a list of objects of another class. */
const PARTS: ReadonlyMap<string, Schema> = new Map([
  ['sources', listOf(SourceDto)],
  ['priorities', listOf(PriorityDto)],
  ['outcomes', listOf(OutcomeDto)],
  ['measures', listOf(MeasureDto)],
  ['measuredBy', reference(MeasuredByDto)],
  ['baseline', reference(StatedValueDto)],
  ['milestones', listOf(StatedValueDto)],
  ['reported', listOf(StatedValueDto)],
  ['target', reference(TargetDto)],
]);

/** What a class has to state, or to say that the document does not. */
function statedOf(of: new () => object): readonly string[] {
  if (of === SendPlanDto) return STATED_OF_PLAN;
  if (of === SourceDto) return STATED_OF_SOURCE;
  return of === MeasureDto ? STATED_OF_MEASURE : [];
}

function objectOf(of: new () => object): Schema {
  const stated = statedOf(of);
  const properties = declaredForms(of).map(({ name, accepted, schema }) => {
    const form = PARTS.get(name) ?? schema;
    const said = stated.includes(name) ? { anyOf: [form, { const: NOT_STATED }] } : form;
    return [name, { description: accepted, ...said }] as const;
  });
  const required = declaredForms(of)
    .filter(({ name, required: isRequired }) => isRequired && !(of === MeasuredByDto && name !== 'by'))
    .map(({ name }) => name);
  return {
    type: 'object',
    additionalProperties: false,
    required: of === MeasureDto ? required : [...required, ...stated],
    properties: Object.fromEntries(properties),
  };
}

/** Which properties go with each way of measuring. */
const MEASURED = {
  ...objectOf(MeasuredByDto),
  oneOf: [
    { properties: { by: { const: 'tracker' } }, required: ['measure'], not: { required: ['unit'] } },
    {
      properties: {
        by: { const: 'hand' },
        measure: false,
        basis: false,
        exceptions: false,
        period: false,
        part: false,
      },
      required: ['unit'],
    },
    {
      properties: {
        by: { const: 'judgement' },
        ...{ measure: false, basis: false, exceptions: false, period: false, part: false, unit: false },
      },
    },
  ],
};

/** A measure that is judged states its days and who answers for it; another also its numbers. */
const MEASURE = {
  ...objectOf(MeasureDto),
  if: { properties: { measuredBy: { properties: { by: { const: 'judgement' } } } } },
  then: { required: [...STATED_OF_JUDGED] },
  else: { required: [...STATED_OF_MEASURE] },
};

/**
 * The JSON schema of a plan's file, for editors: they complete names and mark what cannot be used while somebody types.
 * {@link readSendPlan} also checks what a schema cannot say.
 */
export function sendPlanSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: "A council's SEND plan",
    ...objectOf(SendPlanDto),
    $defs: {
      ...Object.fromEntries(DEFINED.map((of) => [nameOf(of), objectOf(of)])),
      MeasuredBy: MEASURED,
      Measure: MEASURE,
    },
  };
}
