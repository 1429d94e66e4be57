import { echo } from '../../platform/problem.js';
import { Holds, MayBeMissing, Nested, NestedList, type Test } from '../../platform/validation.js';
import { DIRECTIONS, UNITS } from '../domain/send-plan.js';
import { STATUSES } from '../domain/statuses.js';
import { EXCEPTIONS, MEASURE_IDS, PERIODS } from './measured-by.js';
import { idTest, namesTest, oneOf, statedDayTest, textOf, valueTest, wholeNumber } from './plan-tests.js';

/** What a measure can be measured by. */
const WAYS = ['tracker', 'hand', 'judgement'] as const;

/** A property that belongs to one way of measuring, and to no other. */
const only = (way: (typeof WAYS)[number], test: Test, isRequired: boolean): Test => ({
  ...test,
  fault: (value, object) => {
    if (object.by === way) return value === undefined && !isRequired ? undefined : test.fault(value, object);
    return value === undefined ? undefined : `${echo(value)} belongs to "by": "${way}" alone`;
  },
});

/** What a measure is measured by. */
export class MeasuredByDto {
  @Holds(oneOf(WAYS))
  by!: string;

  @Holds(only('tracker', oneOf(MEASURE_IDS), true))
  measure?: string;

  @Holds(only('tracker', oneOf(['issued', 'due']), false))
  basis?: string;

  @Holds(only('tracker', oneOf(EXCEPTIONS), false))
  exceptions?: string;

  @Holds(only('tracker', oneOf(PERIODS), false))
  period?: string;

  @Holds(only('tracker', textOf(60), false))
  part?: string;

  @Holds(only('hand', oneOf(UNITS), true))
  unit?: string;
}

/** A value with the day that it is of. */
export class StatedValueDto {
  @Holds(valueTest)
  value!: number;

  @Holds(statedDayTest)
  on!: string;

  @MayBeMissing()
  @Holds(textOf(300))
  stated?: string;
}

/** The value that is to be reached. */
export class TargetDto {
  @Holds(valueTest)
  value!: number;

  @MayBeMissing()
  @Holds(textOf(300))
  stated?: string;
}

const A_VALUE = 'an object such as {"value": 28, "on": "2023-02"}';

/** A measure of a plan, without what the document does not state. */
export class MeasureDto {
  @Holds(idTest)
  id!: string;

  @Holds(textOf(200))
  name!: string;

  @Nested(() => MeasuredByDto, 'an object such as {"by": "tracker", "measure": "plans-within-20-weeks"}')
  measuredBy!: MeasuredByDto;

  @MayBeMissing()
  @Holds(oneOf(DIRECTIONS))
  direction?: string;

  @MayBeMissing()
  @Nested(() => StatedValueDto, A_VALUE)
  baseline?: StatedValueDto;

  @MayBeMissing()
  @NestedList(() => StatedValueDto, 'values with their days', { least: 0 })
  milestones?: StatedValueDto[];

  @MayBeMissing()
  @Nested(() => TargetDto, 'an object such as {"value": 50}')
  target?: TargetDto;

  @MayBeMissing()
  @NestedList(() => StatedValueDto, 'values with their days', { least: 0 })
  reported?: StatedValueDto[];

  @MayBeMissing()
  @Holds(statedDayTest)
  start?: string;

  @MayBeMissing()
  @Holds(statedDayTest)
  due?: string;

  @MayBeMissing()
  @Holds(textOf(200))
  owner?: string;

  @MayBeMissing()
  @Holds(oneOf(STATUSES))
  statedStatus?: string;

  @MayBeMissing()
  @Holds(valueTest)
  margin?: number;

  @MayBeMissing()
  @Holds(wholeNumber(1, 24))
  heldFor?: number;

  @Holds(textOf(1000))
  says!: string;

  @Holds(textOf(200))
  where!: string;
}

/** An outcome of a plan. */
export class OutcomeDto {
  @Holds(idTest)
  id!: string;

  @Holds(textOf(300))
  name!: string;

  @NestedList(() => MeasureDto, 'measures', { most: 100 })
  measures!: MeasureDto[];
}

/** A priority of a plan. */
export class PriorityDto {
  @Holds(idTest)
  id!: string;

  @Holds(textOf(300))
  name!: string;

  @NestedList(() => OutcomeDto, 'outcomes')
  outcomes!: OutcomeDto[];
}

/** A document that a plan is taken from. */
export class SourceDto {
  @Holds(textOf(300))
  title!: string;

  @MayBeMissing()
  @Holds(statedDayTest)
  published?: string;
}

/** A council's SEND plan, as its file states it. */
export class SendPlanDto {
  @MayBeMissing()
  @Holds(textOf(300))
  $schema?: string;

  @Holds(idTest)
  id!: string;

  @Holds(textOf(80))
  council!: string;

  @MayBeMissing()
  @Holds(namesTest)
  alsoCalled?: string[];

  @Holds(textOf(300))
  title!: string;

  @Holds(statedDayTest)
  from!: string;

  @MayBeMissing()
  @Holds(statedDayTest)
  to?: string;

  @NestedList(() => SourceDto, 'documents', { most: 10 })
  sources!: SourceDto[];

  @MayBeMissing()
  @Holds(textOf(1000))
  note?: string;

  @NestedList(() => PriorityDto, 'priorities', { most: 30 })
  priorities!: PriorityDto[];
}

/** What a plan has to state, or to say that the document does not. */
export const STATED_OF_PLAN = ['to'] as const;
/** What a measure has to state, or to say that the document does not. */
export const STATED_OF_MEASURE = ['baseline', 'target', 'start', 'due', 'owner'] as const;
/** The same of a measure that is judged: it has no number. */
export const STATED_OF_JUDGED = ['start', 'due', 'owner'] as const;
/** What a source has to state, or to say that the document does not. */
export const STATED_OF_SOURCE = ['published'] as const;
