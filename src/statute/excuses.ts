import { longDate, type CalendarDate } from './calendar.js';
import type { Clock, ExceptionOutcome } from './clock.js';
import { testException, type ExceptionTest } from './exceptions.js';
import type { Facts } from './facts.js';
import type { MilestoneOf } from './milestones.js';

type Exception = MilestoneOf<'exception'>;

/** The clocks with their excuses, and what became of each exception. */
export interface Excused {
  readonly clocks: readonly Clock[];
  readonly exceptions: readonly ExceptionOutcome[];
}

/** An exception that names no clock is offered for every limit that the law or its guidance sets. */
function isOfferedFor({ clocks }: Exception, { rule, nature, force }: Clock): boolean {
  if (clocks !== undefined) return clocks.includes(rule);
  return nature === 'duty' && force !== 'local';
}

/** A council that no longer relies on an exception cannot rely on it for a limit that falls due later. */
function withdrawnBefore(withdrawnOn: CalendarDate | undefined, dueOn: CalendarDate): ExceptionTest | undefined {
  if (withdrawnOn === undefined || dueOn <= withdrawnOn) return undefined;
  const reason = `The exception was withdrawn on ${longDate(withdrawnOn)}, before this clock fell due (${longDate(dueOn)}).`;
  return { applies: false, reason };
}

function outcomeFor(exception: Exception, clock: Clock, facts: Facts): ExceptionOutcome {
  const { ref, startedOn, dueOn, workings } = clock;
  const withRef = ref === undefined ? {} : { ref };
  const { withdrawnOn } = exception;
  const test =
    withdrawnBefore(withdrawnOn, dueOn) ??
    testException(exception, { rule: workings.rule, startedOn, dueOn, ...withRef }, facts);
  return {
    ground: exception.ground,
    recordedOn: exception.on,
    clock: clock.rule,
    ...withRef,
    accepted: test.applies,
    reason: test.applies ? test.basis : test.reason,
  };
}

function refusedForWantOfClock(exception: Exception, clocks: readonly Clock[]): ExceptionOutcome[] {
  return (exception.clocks ?? [])
    .filter((id) => !clocks.some(({ rule }) => rule === id))
    .map((id) => ({
      ground: exception.ground,
      recordedOn: exception.on,
      clock: id,
      accepted: false,
      reason: `These facts start no clock ${id}.`,
    }));
}

/** Tests every recorded exception against the clocks that it is offered for, and marks the clocks that it excuses. */
export function excuse(clocks: readonly Clock[], facts: Facts): Excused {
  const offered = facts.named('exception');
  if (offered.length === 0) return { clocks, exceptions: [] };
  const exceptions: ExceptionOutcome[] = [];
  const excused = clocks.map((clock) => {
    const outcomes = offered.filter((e) => isOfferedFor(e, clock)).map((e) => outcomeFor(e, clock, facts));
    exceptions.push(...outcomes);
    const accepted = outcomes.find((outcome) => outcome.accepted);
    return accepted === undefined ? clock : { ...clock, excused: { ground: accepted.ground, basis: accepted.reason } };
  });
  const unknown = offered.flatMap((exception) => refusedForWantOfClock(exception, clocks));
  return { clocks: excused, exceptions: [...exceptions, ...unknown] };
}
