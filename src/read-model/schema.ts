/**
 * The tables of the read models. Everything in them follows from the event log and can be made anew from it at any
 * time. Days are text (`YYYY-MM-DD`), instants ISO 8601 in UTC, yes and no are 1 and 0: all of that means the same in
 * SQLite and in PostgreSQL. No column holds a name, a date of birth, a number of a child or a free text.
 */
export interface Tables {
  case_file: CaseFileRow;
  clock: ClockRow;
  advice: AdviceRow;
  audit: AuditRow;
  person: PersonRow;
  person_term: PersonTermRow;
  plan_span: PlanSpanRow;
  review_step: ReviewStepRow;
  measure_day: MeasureDayRow;
  measure_case: MeasureCaseRow;
  person_trait: PersonTraitRow;
  alert: AlertRow;
}

/** The name of a table of the read models. */
export type TableName = keyof Tables;

/** One row a case: where it stands, whose it is, and what the law is told of it. */
export interface CaseFileRow {
  /** The id of the case, a UUID. */
  id: string;
  /** `assessment`, `plan` or `review`. */
  kind: string;
  /** The id of the child or young person. */
  person: string;
  /** The stage of its decider, such as `draft-plan-sent`. */
  stage: string;
  /** 1 while the council has still something to do: no stage that ends a case, or a clock that is open. */
  is_open: number;
  /** The day of the milestone that opened it. */
  opened_on: string;
  /** What opened it: the kind of assessment or of review; `made` or `transferred-in` for a plan. */
  opened_as: string;
  /** For a plan the assessment that led to it, for a review the plan under review. */
  origin: string | null;
  officer: string | null;
  team: string | null;
  /** The revision of the last event. */
  revision: number;
  /** The position of the last event. */
  position: string;
  /** When the first and the last event were recorded. */
  created_at: string;
  recorded_at: string;
  /** The earliest due date among the open clocks that are duties of the council, and its rule. */
  next_due_on: string | null;
  next_act_by_on: string | null;
  next_rule: string | null;
  /** The earliest due date among the open clocks that are duties, whoever has to act: what its officer sees to next. */
  first_due_on: string | null;
  /** What the law is told: milestones as JSON, in the order of their days. */
  milestones: string;
}

/** One row a clock of a case. Dates only: its status is asked for a day. */
export interface ClockRow {
  case_id: string;
  /** Its place among the clocks of its case, from 0. */
  ordinal: number;
  kind: string;
  person: string;
  rule: string;
  ref: string | null;
  name: string;
  force: string;
  nature: string;
  duty_holder: string;
  started_on: string;
  due_on: string;
  act_by_on: string;
  met_on: string | null;
  /** 1 where it is met by running to its end: it counts as met from the day after `met_on`. */
  elapsed: number;
  ended_on: string | null;
  ended_because: string | null;
  excused_ground: string | null;
  /** 1 where nothing had met or ended it on the day of the last recording; time alone may have ended it since. */
  is_open: number;
  officer: string | null;
  team: string | null;
}

/** One row a request for advice in a needs assessment. */
export interface AdviceRow {
  case_id: string;
  ref: string;
  adviser: string;
  asked_on: string;
  /** The day that body received the request, where it is on record. */
  reached_on: string | null;
  due_on: string | null;
  /** The first receipt, which meets the clock. */
  received_on: string | null;
  /** The last day on which it was returned for its quality. */
  returned_on: string | null;
  /** Whether it is outstanding: not received, or returned since. */
  is_open: number;
  officer: string | null;
  team: string | null;
}

/** One row an event of a case or a person: who recorded what, and when. */
export interface AuditRow {
  position: string;
  /** The id of the case or the person. */
  subject: string;
  /** `assessment`, `plan`, `review` or `person`. */
  kind: string;
  revision: number;
  type: string;
  /** The day that the event tells of. */
  day: string | null;
  recorded_at: string;
  actor: string;
}

/** One row a child or young person who is registered and not erased. */
export interface PersonRow {
  id: string;
  revision: number;
}

/** One row a term under which a person is found: a keyed hash, from which nobody without the key learns the term. */
export interface PersonTermRow {
  person: string;
  /** `name`, `date-of-birth`, `upn` or `reference`. */
  field: string;
  term: string;
}

/**
 * One row a child or young person who is registered and not erased: what figures tell children apart by, no finer than
 * that needs. What is not known is null.
 */
export interface PersonTraitRow {
  person: string;
  /** The year in which the school year began in which they were born: 2014 from 1 September 2014 to 31 August 2015. */
  born_from: number;
  /** `M` or `F`. */
  sex: string | null;
  /** The code of the primary need (SEN2 item SENtype), such as `SEMH`. */
  need: string | null;
  /** The district of the postcode, such as `HU5`. */
  area: string | null;
}

/** One row a plan: from when to when this council maintains it. */
export interface PlanSpanRow {
  plan: string;
  person: string;
  /** The day this council made it or received it from another. */
  from_on: string;
  /** The day it was first made, also where another council made it; that is unknown where it is empty. */
  made_on: string | null;
  last_reviewed_on: string | null;
  /** The day it ceased or went to another council; the plan is not maintained from that day on. */
  ended_on: string | null;
}

/** One row a review: the day of each of its steps. */
export interface ReviewStepRow {
  review: string;
  plan: string;
  /** `annual`, `early` or `phase-transfer`. */
  review_kind: string;
  opened_on: string;
  /** The first meeting that was held. */
  meeting_on: string | null;
  decision_on: string | null;
  /** `maintain`, `amend` or `cease`. */
  outcome: string | null;
  notice_on: string | null;
  final_on: string | null;
  cancelled_on: string | null;
}

/** One row an act or a limit of a case that counts in a measure: what `measure_day` adds up. */
export interface MeasureCaseRow {
  case_id: string;
  /** Its place among what counts of its case, from 0. */
  ordinal: number;
  measure: string;
  person: string;
  team: string | null;
  /** The last day in time; empty for an act that has no limit. */
  due_on: string | null;
  /** The day it was done, or the case took another road; empty while it is open. */
  over_on: string | null;
  /** How it went, as in `measure_day`. */
  band: string;
  excepted: number;
}

/** Counts that add up: how many clocks of a measure were completed, or fell due, on a day, and in what way. */
export interface MeasureDayRow {
  /** The id of the measure, such as `plans-issued`. */
  measure: string;
  /** `issued` counts on the day of completion, `due` on the day of the limit. */
  basis: string;
  day: string;
  /** How it went, such as `in-time`, `late`, `late-over-a-year` or `open`. */
  band: string;
  /** 1 where an exception excuses the limit. */
  excepted: number;
  count: number;
}

/** One row a clock of a case that came near its due date or missed it; the stream of the alert tells the rest. */
export interface AlertRow {
  /** The id of the alert, a UUID that follows from its clock. */
  id: string;
  case_id: string;
  /** `assessment`, `plan` or `review`. */
  kind: string;
  person: string;
  rule: string;
  ref: string | null;
  /** `due-soon` or `missed`: how far it has come. */
  level: string;
  /** The day that it belongs to: the first within the lead time, or the first after the due date. */
  raised_on: string;
  due_on: string;
  /** The id of the summary that tells of it, where an import or the first sweep found it. */
  summary: string | null;
  acknowledged_on: string | null;
  /** An id in the council's list of reasons. */
  reason: string | null;
  recovery_on: string | null;
  /** The id of who acknowledged it. */
  acknowledged_by: string | null;
  /** 1 where the last acknowledgement has a note. */
  has_note: number;
  escalated_on: string | null;
  /** `unacknowledged` or `recovery-date-passed`. */
  escalated_because: string | null;
  resolved_on: string | null;
  /** `done`, `done-in-time`, `exception`, `correction` or `ended`. */
  resolved_because: string | null;
  /** 1 until it is resolved. */
  is_open: number;
  revision: number;
  /** When the first and the last event were recorded. */
  created_at: string;
  recorded_at: string;
  /** When the event was recorded by which it has its level; the day that it belongs to can lie long before. */
  raised_at: string;
  /** When it was recorded that it is escalated. */
  escalated_at: string | null;
}

/** What policies remember; a rebuild of the read models leaves it as it is. */
export interface PolicyTables {
  policy_checkpoint: PolicyCheckpointRow;
  policy_refusal: PolicyRefusalRow;
  policy_stop: PolicyStopRow;
}

/** How far a policy has come. */
export interface PolicyCheckpointRow {
  policy: string;
  /** The position of the last event whose effects are on record; empty before the first. */
  position: string;
}

/** An effect that a policy could not bring about, because the record of the target refuses it. */
export interface PolicyRefusalRow {
  policy: string;
  /** The stream from which it follows. */
  stream: string;
  /** The stream that it would have changed. */
  target: string;
  /** The id of the event after which it was tried. */
  event: string;
  /** The codes of the refusal, separated by spaces. */
  codes: string;
  /** When it was refused: an instant, ISO 8601 in UTC. */
  refused_at: string;
}

/** Where a policy stopped: an event that it cannot follow. */
export interface PolicyStopRow {
  policy: string;
  /** The id of the event. */
  event: string;
  /** What went wrong; nothing of what the event says. */
  reason: string;
  /** When it stopped: an instant, ISO 8601 in UTC. */
  stopped_at: string;
}
