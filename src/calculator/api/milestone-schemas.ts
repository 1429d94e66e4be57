import { ApiExtraModels, ApiProperty, getSchemaPath, type ApiPropertyOptions } from '@nestjs/swagger';
import { milestoneKind, MILESTONE_NAMES, type Attribute } from '../../statute/milestones.js';
import { MILESTONE_CLASSES, type MilestoneClass } from '../application/milestone-dtos.js';

function schemaOf(attribute: Attribute): ApiPropertyOptions {
  switch (attribute.kind) {
    case 'one-of':
      return { type: String, enum: [...attribute.values] };
    case 'number':
      return { type: Number, enum: [...attribute.values] };
    case 'day':
      return { type: String, format: 'date' };
    case 'reference':
      return { type: String, minLength: 1, maxLength: 60 };
    case 'yes-no':
      return { type: Boolean };
    case 'rules':
      return { type: [String], minItems: 1, maxItems: 50 };
  }
}

function describe(name: string, made: MilestoneClass): void {
  const kind = MILESTONE_NAMES.find((one) => one === name);
  const prototype = made.prototype as object;
  const { says = '', attributes = {} } = kind === undefined ? {} : milestoneKind(kind);
  ApiProperty({ type: String, enum: [name], description: says })(prototype, 'milestone');
  ApiProperty({ type: String, format: 'date', description: 'the day, in England' })(prototype, 'on');
  for (const [attribute, of] of Object.entries(attributes)) {
    ApiProperty({ ...schemaOf(of), required: of.required ?? false, description: of.about } as ApiPropertyOptions)(
      prototype,
      attribute,
    );
  }
}

for (const [name, made] of MILESTONE_CLASSES) describe(name, made);

/** Every class of milestones, for the OpenAPI document. */
export const milestoneModels: readonly MilestoneClass[] = [...MILESTONE_CLASSES.values()];

/** The facts of a case, for the OpenAPI document. */
@ApiExtraModels(...milestoneModels)
export class FactsSchema {
  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'The day on which the clocks are looked at; today in England if it is left out',
  })
  asAt?: string;

  @ApiProperty({
    type: 'array',
    minItems: 1,
    maxItems: 1000,
    description: 'What happened, or is planned, and on which day; in any order',
    items: {
      oneOf: milestoneModels.map((model) => ({ $ref: getSchemaPath(model) })),
      discriminator: {
        propertyName: 'milestone',
        mapping: Object.fromEntries([...MILESTONE_CLASSES].map(([name, model]) => [name, getSchemaPath(model)])),
      },
    },
  })
  milestones!: object[];
}
