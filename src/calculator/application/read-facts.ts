import { plainToInstance } from 'class-transformer';
import { choice, echo, placeOf, Problems, type Problem } from '../../platform/problem.js';
import { isRecord, isTooDeep, problemsIn } from '../../platform/validation.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { MILESTONE_NAMES, type Milestone, type MilestoneName } from '../../statute/milestones.js';
import { dayTest } from '../../platform/day-range.js';
import { MILESTONE_CLASSES, propertiesOf } from './milestone-dtos.js';
import { nearest } from './suggestion.js';

/** What a caller says of a case. */
export interface GivenFacts {
  readonly asAt?: CalendarDate;
  readonly milestones: readonly Milestone[];
}

const MOST_MILESTONES = 1000;
/** Every exception is tested against every clock, so their number multiplies the work. */
const MOST_EXCEPTIONS = 50;

const FORM = '{"milestones": [{"milestone": "request-received", "on": "2024-09-02"}]}, with "asAt" if need be';
const MILESTONES_ACCEPTED = `an array of 1 to ${String(MOST_MILESTONES)} objects`;
const PROPERTIES = ['asAt', 'milestones'];

function unknownMilestone(value: unknown, place: string): Problem {
  if (value === undefined) {
    return { place, reason: 'it is missing: what happened', accepted: 'a milestone name, such as request-received' };
  }
  if (typeof value !== 'string') {
    return {
      place,
      reason: `${echo(value)} is not a milestone`,
      accepted: 'a milestone name, such as request-received',
    };
  }
  const near = nearest(value, MILESTONE_NAMES);
  return {
    place,
    reason: `${echo(value)} is not a milestone`,
    accepted:
      near.length === 0 ? choice(MILESTONE_NAMES) : `${choice(near)}, or another name from the list of milestones`,
  };
}

function unknownProperty(name: MilestoneName, property: string, place: string): Problem {
  return {
    place: placeOf(place, property),
    reason: `${name} has no attribute ${echo(property)}`,
    accepted: propertiesOf(name).join(', '),
  };
}

function milestoneProblems(given: Readonly<Record<string, unknown>>, name: MilestoneName, place: string): Problem[] {
  const known = propertiesOf(name);
  const picked = Object.fromEntries(known.filter((key) => Object.hasOwn(given, key)).map((key) => [key, given[key]]));
  const MilestoneClass = MILESTONE_CLASSES.get(name);
  if (MilestoneClass === undefined) return [unknownMilestone(name, placeOf(place, 'milestone'))];
  const faults = new Map(problemsIn(plainToInstance(MilestoneClass, picked), place).map((one) => [one.place, one]));
  const stated = Object.keys(given).flatMap((property) => {
    const fault = known.includes(property)
      ? faults.get(placeOf(place, property))
      : unknownProperty(name, property, place);
    return fault === undefined ? [] : [fault];
  });
  const missing = known
    .filter((property) => !Object.hasOwn(given, property))
    .flatMap((property) => faults.get(placeOf(place, property)) ?? []);
  return [...stated, ...missing];
}

function entryProblems(given: unknown, index: number): Problem[] {
  const place = placeOf('milestones', index);
  if (!isRecord(given)) {
    return [{ place, reason: `${echo(given)} is not a milestone`, accepted: 'an object with "milestone" and "on"' }];
  }
  if (isTooDeep(given)) return [{ place, reason: 'it is nested too deeply', accepted: 'an object with plain values' }];
  const name = Object.hasOwn(given, 'milestone') ? given.milestone : undefined;
  if (typeof name !== 'string' || !MILESTONE_CLASSES.has(name)) {
    return [unknownMilestone(name, placeOf(place, 'milestone'))];
  }
  return milestoneProblems(given, name as MilestoneName, place);
}

function milestonesProblems(given: unknown): Problem[] {
  const place = 'milestones';
  const refuse = (reason: string): Problem[] => [{ place, reason, accepted: MILESTONES_ACCEPTED }];
  if (given === undefined) return refuse('it is missing: what happened in the case');
  if (!Array.isArray(given)) return refuse(`${echo(given)} is not an array`);
  if (given.length === 0) return refuse('the array is empty');
  if (given.length > MOST_MILESTONES) return refuse(`the array has ${String(given.length)} elements`);
  const exceptions = given.filter((one) => isRecord(one) && one.milestone === 'exception').length;
  return [
    ...given.flatMap(entryProblems),
    ...(exceptions <= MOST_EXCEPTIONS
      ? []
      : [
          {
            place,
            reason: `${String(exceptions)} exceptions are too many`,
            accepted: `up to ${String(MOST_EXCEPTIONS)}`,
          },
        ]),
  ];
}

function problemsWith(given: Readonly<Record<string, unknown>>, property: string): Problem[] {
  const value = Object.hasOwn(given, property) ? given[property] : undefined;
  if (property === 'milestones') return milestonesProblems(value);
  if (property !== 'asAt') {
    const place = placeOf('', property);
    return [{ place, reason: `${echo(property)} is not known here`, accepted: PROPERTIES.join(', ') }];
  }
  const reason = dayTest.fault(value, given);
  return reason === undefined ? [] : [{ place: 'asAt', reason, accepted: dayTest.accepted }];
}

/**
 * Checks what a caller says of a case.
 * @param given a value that JSON gave
 * @throws Problems with everything that is wrong with it, in the order in which it was given
 */
export function readFacts(given: unknown): GivenFacts {
  if (!isRecord(given)) {
    throw new Problems([{ place: 'facts', reason: `${echo(given)} is not an object`, accepted: FORM }]);
  }
  const properties = Object.keys(given);
  if (!Object.hasOwn(given, 'milestones')) properties.push('milestones');
  const problems = properties.flatMap((property) => problemsWith(given, property));
  if (problems.length > 0) throw new Problems(problems);
  return given as unknown as GivenFacts;
}
