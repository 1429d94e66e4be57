import type { Command as CqrsCommand } from '@nestjs/cqrs';
import { AssignCase } from '../../cases/application/assign-case.js';
import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { catalogueEntry, recordingRequest } from '../../cases/application/milestone-catalogue.js';
import { RegisterPerson } from '../../people/application/register-person.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { Act, Story } from '../domain/acts.js';
import type { Caseload } from '../domain/caseload.js';
import { ActRefused } from './act-refused.js';
import { CaseIds } from './case-ids.js';
import type { Stage } from './stage.js';

/** How many stories go on at once within a day. */
const AT_ONCE = 128;
/** How often the clock is looked at for one act, about. */
const LOOKS_AN_ACT = 6;

/** What was played. */
export interface Played {
  readonly acts: number;
  readonly days: number;
}

/** The acts of a story that are recorded on one day. */
interface Scene {
  readonly story: number;
  readonly from: number;
  readonly to: number;
}

function scenesByDay(stories: readonly Story[]): readonly (readonly [CalendarDate, readonly Scene[]])[] {
  const days = new Map<CalendarDate, Scene[]>();
  stories.forEach(({ acts }, story) => {
    let from = 0;
    acts.forEach(({ recordedOn }, index) => {
      const to = index + 1;
      if (acts[to]?.recordedOn === recordedOn) return;
      const scenes = days.get(recordedOn);
      if (scenes === undefined) days.set(recordedOn, [{ story, from, to }]);
      else scenes.push({ story, from, to });
      from = to;
    });
  });
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * Plays a caseload day by day: every act is a request like any other, carried out on its own day.
 * @param progress called with the acts that were played and those there are
 * @param signal ends it between two days
 * @throws ActRefused where an act is refused
 */
export async function play(
  { stories }: Caseload,
  stage: Stage,
  progress: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Played> {
  const ids = stories.map(() => new CaseIds());
  const days = scenesByDay(stories);
  const total = stories.reduce((sum, { acts }) => sum + acts.length, 0);
  let done = 0;
  for (const [day, scenes] of days) {
    signal?.throwIfAborted();
    const acts = scenes.reduce((sum, { from, to }) => sum + to - from, 0);
    stage.clock.begin(day, acts * LOOKS_AN_ACT);
    const waiting = scenes.values();
    const playNext = async (): Promise<void> => {
      for (const { story, from, to } of waiting) {
        for (let index = from; index < to; index += 1) {
          const act = stories[story]?.acts[index];
          if (act !== undefined) await carryOut(act, ids[story] ?? new CaseIds(), stage);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, playNext));
    await stage.afterDay();
    done += acts;
    progress(done, total);
  }
  return { acts: done, days: days.length };
}

async function carryOut(act: Act, ids: CaseIds, stage: Stage): Promise<void> {
  const request = requestOf(act, ids);
  const outcome = await onBehalfOf({ actor: act.actor }, () => stage.execute(request));
  if (outcome.outcome !== 'refused') return;
  if (act.type === 'register')
    throw new ActRefused('person', act.person, 'its registration', act.recordedOn, outcome.refused);
  const what = act.type === 'record' ? act.milestone : act.type;
  throw new ActRefused(act.case.kind, ids.of(act.case), what, act.recordedOn, outcome.refused);
}

function requestOf(act: Act, ids: CaseIds): CqrsCommand<Outcome> {
  switch (act.type) {
    case 'register':
      return Object.assign(new RegisterPerson(), { person: act.person as PersonId, ...act.identity });
    case 'record': {
      const { kind } = act.case;
      const entry = catalogueEntry(kind, act.milestone);
      if (entry === undefined) throw new Error(`There is no milestone ${act.milestone} on a ${kind}.`);
      const confirm = act.confirm === undefined ? {} : { confirm: act.confirm };
      return recordingRequest(entry, ids.of(act.case), { ...act.fields, ...confirm });
    }
    case 'assign': {
      const { officer, team, on } = act;
      return AssignCase.of({ case: ids.of(act.case), kind: act.case.kind, officer, team, on });
    }
    case 'correct': {
      const { entry, to, reason } = act;
      return CorrectMilestone.of({ case: ids.of(act.case), kind: act.case.kind, entry, to, reason });
    }
  }
}
