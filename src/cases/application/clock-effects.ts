import type { CalendarDate } from '../../statute/calendar.js';
import { statusOn, type Clock, type Status } from '../../statute/clock.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { AnyState } from './case-on-record.js';
import { deciderOf } from './case-deciders.js';

/** A clock as far as it can be told apart from what it was. */
export interface ClockSight {
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly metOn?: CalendarDate;
  readonly endedOn?: CalendarDate;
  /** Its status today. */
  readonly status: Status;
}

/** A clock before and after a change: where one of them is missing, the change makes it or takes it away. */
export interface ClockEffect {
  readonly rule: string;
  readonly name: string;
  readonly ref?: string;
  readonly before?: ClockSight;
  readonly after?: ClockSight;
}

/** What a change does to the clocks of a case. */
export interface ClockEffects {
  readonly changed: readonly ClockEffect[];
  /** How many clocks stay as they are. */
  readonly unchanged: number;
}

function sightOf(clock: Clock, today: CalendarDate): ClockSight {
  const { startedOn, dueOn, metOn, endedOn } = clock;
  return {
    startedOn,
    dueOn,
    ...(metOn === undefined ? {} : { metOn }),
    ...(endedOn === undefined ? {} : { endedOn }),
    status: statusOn(clock, today),
  };
}

/** The clocks of a case, those of one rule and name told apart by their order. */
function clocksOf(kind: CaseKindName, state: AnyState): ReadonlyMap<string, Clock> {
  const clocks = new Map<string, Clock>();
  for (const clock of deciderOf(kind).evaluate(state).clocks) {
    const same = `${clock.rule}/${clock.name}/${clock.ref ?? ''}`;
    let key = same;
    for (let index = 2; clocks.has(key); index += 1) key = `${same}/${String(index)}`;
    clocks.set(key, clock);
  }
  return clocks;
}

/**
 * What a change of a case does to its clocks, as they stand today.
 * @throws BankHolidaysNotKnown where working days reach beyond the list of bank holidays
 */
export function effectsOnClocks(
  kind: CaseKindName,
  before: AnyState,
  after: AnyState,
  today: CalendarDate,
): ClockEffects {
  const was = clocksOf(kind, before);
  const is = clocksOf(kind, after);
  const effects = [...new Set([...was.keys(), ...is.keys()])].map((key): ClockEffect => {
    const [one, other] = [was.get(key), is.get(key)];
    const { rule = '', name = '', ref } = one ?? other ?? {};
    return {
      rule,
      name,
      ...(ref === undefined ? {} : { ref }),
      ...(one === undefined ? {} : { before: sightOf(one, today) }),
      ...(other === undefined ? {} : { after: sightOf(other, today) }),
    };
  });
  const changed = effects.filter((effect) => JSON.stringify(effect.before) !== JSON.stringify(effect.after));
  return { changed, unchanged: effects.length - changed.length };
}
