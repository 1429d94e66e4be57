import { plainToInstance } from 'class-transformer';
import { echo, placeOf, Problems, type Problem } from '../../platform/problem.js';
import { isRecord, isTooDeep, problemsIn } from '../../platform/validation.js';
import { isAsGood } from '../domain/status.js';
import type { PlanMeasure, SendPlan } from '../domain/send-plan.js';
import { firstDayOf, lastDayOf } from '../domain/stated-day.js';
import { pointsOf } from '../domain/trajectory.js';
import { problemsOfTracked, unitOf } from './measured-by.js';
import { NOT_STATED } from './plan-tests.js';
import {
  SendPlanDto,
  STATED_OF_JUDGED,
  STATED_OF_MEASURE,
  STATED_OF_PLAN,
  STATED_OF_SOURCE,
  type MeasureDto,
  type OutcomeDto,
  type PriorityDto,
} from './send-plan.dto.js';

type Given = Readonly<Record<string, unknown>>;

/** An object without what it says that the document does not state; what is neither stated nor said so is a problem. */
function stated(given: Given, names: readonly string[], place: string, problems: Problem[]): Given {
  for (const name of names) {
    if (given[name] !== undefined) continue;
    problems.push({
      place: placeOf(place, name),
      reason: 'it is missing',
      accepted: `what the document states, or "${NOT_STATED}"`,
    });
  }
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !(names.includes(name) && value === NOT_STATED)),
  );
}

/** Does something with every object of a list that stands under a name, and leaves everything else as it is. */
function each(given: Given, name: string, place: string, change: (one: Given, place: string) => Given): Given {
  const list = given[name];
  if (!Array.isArray(list)) return given;
  const changed = list.map((one: unknown, index) =>
    isRecord(one) ? change(one, placeOf(placeOf(place, name), index)) : one,
  );
  return { ...given, [name]: changed };
}

/** The file without what it says is not stated, and where it says nothing of what has to be stated. */
function withoutNotStated(given: Given): { readonly file: Given; readonly missing: readonly Problem[] } {
  const missing: Problem[] = [];
  const whole = stated(given, STATED_OF_PLAN, '', missing);
  const sources = each(whole, 'sources', '', (one, place) => stated(one, STATED_OF_SOURCE, place, missing));
  const file = each(sources, 'priorities', '', (priority, ofPriority) =>
    each(priority, 'outcomes', ofPriority, (outcome, ofOutcome) =>
      each(outcome, 'measures', ofOutcome, (measure, place) =>
        isJudged(measure)
          ? stated(measure, STATED_OF_JUDGED, place, missing)
          : stated(measure, STATED_OF_MEASURE, place, missing),
      ),
    ),
  );
  return { file, missing };
}

const isJudged = ({ measuredBy }: Given): boolean => isRecord(measuredBy) && measuredBy.by === 'judgement';

const measureFrom = ({ direction = 'up', milestones = [], reported = [], ...rest }: MeasureDto): object => ({
  ...rest,
  direction,
  milestones,
  reported,
});
const outcomeFrom = ({ measures, ...rest }: OutcomeDto): object => ({ ...rest, measures: measures.map(measureFrom) });
const priorityFrom = ({ outcomes, ...rest }: PriorityDto): object => ({ ...rest, outcomes: outcomes.map(outcomeFrom) });

function planFrom({ $schema: _, alsoCalled = [], priorities, ...rest }: SendPlanDto): SendPlan {
  // Every part was checked against the form of a plan; the cast says so to the compiler.
  return { ...rest, alsoCalled, priorities: priorities.map(priorityFrom) } as unknown as SendPlan;
}

/** What is wrong with the numbers of a measure, each of which is right by itself. */
function problemsOfMeasure(measure: PlanMeasure, place: string): readonly Problem[] {
  const { measuredBy, baseline, target, milestones, reported } = measure;
  const problems: Problem[] = [];
  const odd = (name: string, reason: string, accepted: string): unknown =>
    problems.push({ place: `${place}.${name}`, reason, accepted });
  if (measuredBy.by === 'judgement') {
    for (const name of ['baseline', 'target', 'margin', 'heldFor'] as const) {
      if (measure[name] !== undefined) odd(name, 'what is judged has no number', 'nothing: leave it out');
    }
    if (milestones.length > 0) odd('milestones', 'what is judged has no number', 'nothing: leave it out');
    if (reported.length > 0) odd('reported', 'what is judged has no number', 'nothing: leave it out');
    return problems;
  }
  if (unitOf(measuredBy) === 'percent') {
    const values = { baseline: baseline?.value, target: target?.value };
    for (const [name, value] of Object.entries(values)) {
      if (value !== undefined && value > 100)
        odd(`${name}.value`, `${String(value)} is more than 100 percent`, 'up to 100');
    }
  }
  const points = pointsOf(measure);
  const early = points.findIndex(({ on }, index) => on <= (points[index - 1]?.on ?? ''));
  if (early > 0) {
    odd(
      early === points.length - 1 && target !== undefined ? 'due' : 'milestones',
      'baseline, milestones and due day are not in the order of time',
      'the baseline first, milestones after it, the day by which it is due last',
    );
  }
  if (baseline !== undefined && target !== undefined && !isAsGood(measure, target.value, baseline.value)) {
    odd(
      'target.value',
      `${String(target.value)} is worse than the baseline, ${String(baseline.value)}`,
      measure.direction === 'up' ? 'a larger number, or "direction": "down"' : 'a smaller number, or "direction": "up"',
    );
  }
  return problems;
}

/** Ids that are used twice. */
function repeated(ids: readonly { readonly id: string; readonly place: string }[]): readonly Problem[] {
  return ids.flatMap(({ id, place }, index) =>
    ids.findIndex((one) => one.id === id) < index
      ? [{ place: `${place}.id`, reason: `there already is ${echo(id)}`, accepted: 'an id of its own' }]
      : [],
  );
}

/** What is wrong with a plan whose parts are each right by themselves. */
function problemsOfPlan(plan: SendPlan): readonly Problem[] {
  const priorities = plan.priorities.map((priority, index) => ({
    priority,
    id: priority.id,
    place: `priorities[${String(index)}]`,
  }));
  const outcomes = priorities.flatMap(({ priority, place }) =>
    priority.outcomes.map((outcome, index) => ({
      outcome,
      id: outcome.id,
      place: `${place}.outcomes[${String(index)}]`,
    })),
  );
  const measures = outcomes.flatMap(({ outcome, place }) =>
    outcome.measures.map((measure, index) => ({
      measure,
      id: measure.id,
      place: `${place}.measures[${String(index)}]`,
    })),
  );
  const ends = plan.to !== undefined && lastDayOf(plan.to) < firstDayOf(plan.from);
  return [
    ...(ends ? [{ place: 'to', reason: 'the plan ends before it begins', accepted: `a day from ${plan.from}` }] : []),
    ...repeated(priorities),
    ...repeated(outcomes),
    ...repeated(measures),
    ...measures.flatMap(({ measure, place }) => [
      ...(measure.measuredBy.by === 'tracker' ? problemsOfTracked(measure.measuredBy, `${place}.measuredBy`) : []),
      ...problemsOfMeasure(measure, place),
    ]),
  ];
}

/**
 * Makes a council's SEND plan from what its file says.
 * @param given a value that JSON gave
 * @throws Problems with everything that is wrong with it
 */
export function readSendPlan(given: unknown): SendPlan {
  if (!isRecord(given) || isTooDeep(given)) {
    const reason = isRecord(given) ? 'it is nested too deeply' : `${echo(given)} is not an object`;
    throw new Problems([
      { place: 'SEND plan', reason, accepted: 'an object with "council", "title", "priorities" and more' },
    ]);
  }
  const { file, missing } = withoutNotStated(given);
  const read = plainToInstance(SendPlanDto, file);
  const problems = [...missing, ...problemsIn(read)];
  if (problems.length > 0) throw new Problems(problems);
  const plan = planFrom(read);
  const more = problemsOfPlan(plan);
  if (more.length > 0) throw new Problems(more);
  return plan;
}
