import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { v7 } from 'uuid';
import { NotifyDecisionToAssess } from '../../src/assessments/application/notify-decision-to-assess.js';
import { RequestAssessment } from '../../src/assessments/application/request-assessment.js';
import { AddNote } from '../../src/cases/application/add-note.js';
import { AssignCase } from '../../src/cases/application/assign-case.js';
import type { Environment } from '../../src/platform/configuration.js';
import { RegisterPerson } from '../../src/people/application/register-person.js';
import { addDays, day, type CalendarDate } from '../../src/statute/calendar.js';
import type { Outcome } from '../../src/streams/application/outcome.js';
import { onBehalfOf } from '../../src/streams/application/request-context.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { TrackerModule } from '../../src/tracker.module.js';

/** A child and their assessment. */
export interface MadeCase {
  readonly person: PersonId;
  readonly assessment: string;
  readonly requestedOn: CalendarDate;
}

/** A name that must be found nowhere. */
export const SURNAME = 'Abernathy-Quill';
/** A note that must be found nowhere. */
export const NOTE = 'Met the family at the library.';

/** Opens the tracker on a data directory in this process, does some work, and closes it in order. */
export async function withTrackerIn<T>(
  folder: string,
  work: (tracker: INestApplicationContext) => Promise<T>,
  settings: Environment = {},
): Promise<T> {
  const configured = TrackerModule.configured({ DATA_DIRECTORY: folder, ...settings });
  const tracker = await NestFactory.createApplicationContext(configured, { logger: false, abortOnError: false });
  try {
    return await work(tracker);
  } finally {
    await tracker.close();
  }
}

/** Carries requests out on behalf of an officer; every one has to be recorded. */
export function recorderIn(tracker: INestApplicationContext): (request: Command<Outcome>) => Promise<void> {
  const commands = tracker.get(CommandBus);
  return async (request) => {
    const outcome = await onBehalfOf({ actor: 'officer-1' }, () => commands.execute(request));
    if (outcome.outcome !== 'recorded') throw new Error(`Not recorded: ${JSON.stringify(outcome)}`);
  };
}

/** Records a child whose assessment was requested on a day: six events, one of them a note. */
export async function recordCase(
  record: (request: Command<Outcome>) => Promise<void>,
  requestedOn: CalendarDate,
  officer = 'officer-1',
): Promise<MadeCase> {
  const [person, assessment] = [v7() as PersonId, v7()];
  await record(RegisterPerson.of({ person, surname: SURNAME, forename: 'Odile', dateOfBirth: day('2015-12-10') }));
  await record(RequestAssessment.of({ case: assessment, person, on: requestedOn, kind: 'initial', source: 'family' }));
  await record(AssignCase.of({ kind: 'assessment', case: assessment, officer, team: 'north', on: requestedOn }));
  await record(NotifyDecisionToAssess.of({ case: assessment, on: addDays(requestedOn, 21), outcome: 'assess' }));
  await record(AddNote.of({ kind: 'assessment', case: assessment, note: v7(), text: NOTE }));
  return { person, assessment, requestedOn };
}

/** Records cases whose assessments were requested on days in a row. */
export function recordCases(
  folder: string,
  count: number,
  first: CalendarDate,
  settings: Environment = {},
): Promise<readonly MadeCase[]> {
  const work = async (tracker: INestApplicationContext): Promise<readonly MadeCase[]> => {
    const record = recorderIn(tracker);
    const made: MadeCase[] = [];
    for (let index = 0; index < count; index += 1) {
      made.push(await recordCase(record, addDays(first, index), `officer-${String((index % 2) + 1)}`));
    }
    return made;
  };
  return withTrackerIn(folder, work, settings);
}

/** Starts a process that records cases in a data directory without end; resolves when it has recorded the first. */
export async function startWriter(folder: string): Promise<{ readonly stop: () => Promise<void> }> {
  const writer = spawn(process.execPath, ['--import', './scripts/bench-hooks.mjs', 'test/upkeep/writer.ts', folder], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'exit');
  await Promise.race([once(writer.stdout, 'data'), ended.then(() => Promise.reject(new Error('The writer ended.')))]);
  writer.stdout.resume();
  return {
    stop: async () => {
      writer.kill('SIGKILL');
      await ended;
    },
  };
}
