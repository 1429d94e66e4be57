import type { CalendarDate } from '../../statute/calendar.js';
import type { StatedDay } from './stated-day.js';
import type { Status } from './statuses.js';

/** Which way is better. */
export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a value that a person records is in. */
export const UNITS = ['percent', 'count', 'days', 'weeks'] as const;
export type Unit = (typeof UNITS)[number];

/** The tracker counts it itself: one of its measures. */
export interface ByTracker {
  readonly by: 'tracker';
  /** The id of the measure. */
  readonly measure: string;
  /** On which day a case counts, of a share; the first basis that the measure has where nothing is said. */
  readonly basis?: 'issued' | 'due';
  /** Whether cases with an exception of the regulations count, of a share; included where nothing is said. */
  readonly exceptions?: 'included' | 'excluded';
  /** The kind of period that a value is of; calendar years where nothing is said. */
  readonly period?: string;
  /** Which part of a split, or which wait: the median one where nothing is said. */
  readonly part?: string;
}

/** Somebody records it: the tracker cannot know it. */
export interface ByHand {
  readonly by: 'hand';
  readonly unit: Unit;
}

/** It has no number: people judge how it stands. */
export interface ByJudgement {
  readonly by: 'judgement';
}

/** What a measure of a plan is measured by. */
export type MeasuredBy = ByTracker | ByHand | ByJudgement;

/** A value and the day, month or year that it is of. */
export interface StatedValue {
  readonly value: number;
  readonly on: StatedDay;
  /** How the document states it, where that needs saying. */
  readonly stated?: string;
}

/** The value that is to be reached. */
export interface Target {
  readonly value: number;
  /** How the document states it, where that needs saying. */
  readonly stated?: string;
}

/** What a council wants to see change, and how it will know. What the document does not state is not there. */
export interface PlanMeasure {
  /** Tells it from the other measures of the plan, and stands in its address. */
  readonly id: string;
  readonly name: string;
  readonly measuredBy: MeasuredBy;
  readonly direction: Direction;
  readonly baseline?: StatedValue;
  /** Values that are to be reached on the way, the earliest first. */
  readonly milestones: readonly StatedValue[];
  readonly target?: Target;
  /** Values that the document itself reports after the baseline, the earliest first. */
  readonly reported: readonly StatedValue[];
  /** When work on it begins. */
  readonly start?: StatedDay;
  /** By when it is to be done: the target with it. */
  readonly due?: StatedDay;
  readonly owner?: string;
  /** How the document itself says that it stands. */
  readonly statedStatus?: Status;
  /** How far behind its trajectory a value still counts as some concerns, in the unit of the measure. */
  readonly margin?: number;
  /** For how many periods, or recorded values, the target has to be met before it counts as sustained. */
  readonly heldFor?: number;
  /** What the document says of it, in other words. */
  readonly says: string;
  /** Where in which document. */
  readonly where: string;
}

/** A change that a council wants for children and young people. */
export interface PlanOutcome {
  readonly id: string;
  readonly name: string;
  readonly measures: readonly PlanMeasure[];
}

/** One of the few things that a plan is about. */
export interface PlanPriority {
  readonly id: string;
  readonly name: string;
  readonly outcomes: readonly PlanOutcome[];
}

/** A document that a plan is taken from. */
export interface PlanSource {
  readonly title: string;
  readonly published?: StatedDay;
}

/** A council's plan for children and young people with special educational needs and disabilities. */
export interface SendPlan {
  /** The same for as long as it is the same plan: confirmed statuses and recorded values hang on it. */
  readonly id: string;
  readonly council: string;
  /** Other names of the council. */
  readonly alsoCalled: readonly string[];
  readonly title: string;
  readonly from: StatedDay;
  readonly to?: StatedDay;
  readonly sources: readonly PlanSource[];
  /** What of the documents is here, and what is not. */
  readonly note?: string;
  readonly priorities: readonly PlanPriority[];
}

/** A value as at a day. */
export interface Point {
  readonly on: CalendarDate;
  readonly value: number;
}

/** A measure with where it stands in its plan. */
export interface PlacedMeasure {
  readonly measure: PlanMeasure;
  readonly outcome: PlanOutcome;
  readonly priority: PlanPriority;
}

/** Every measure of a plan, in its order. */
export function measuresOf({ priorities }: SendPlan): readonly PlacedMeasure[] {
  return priorities.flatMap((priority) =>
    priority.outcomes.flatMap((outcome) => outcome.measures.map((measure) => ({ measure, outcome, priority }))),
  );
}
