/**
 * A full run of the tracker in a process of its own: children are registered, their cases recorded, corrected, disputed
 * and closed, wrong things are tried in every way, and one child is erased. It prints everything that a log could hold:
 * what every request came to, and every error with its stack. The specification beside it searches all of it.
 */
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus, type Command } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { AppModule } from '../../src/app.module.js';
import { IssueFinalPlan } from '../../src/assessments/application/issue-final-plan.js';
import { NotifyDecisionToAssess } from '../../src/assessments/application/notify-decision-to-assess.js';
import { RecordAdviceReceived } from '../../src/assessments/application/record-advice-received.js';
import { RequestAdvice } from '../../src/assessments/application/request-advice.js';
import { RequestAssessment } from '../../src/assessments/application/request-assessment.js';
import { ReturnAdvice } from '../../src/assessments/application/return-advice.js';
import { SendDraftPlan } from '../../src/assessments/application/send-draft-plan.js';
import { AddNote } from '../../src/cases/application/add-note.js';
import { AssignCase } from '../../src/cases/application/assign-case.js';
import { CaseHistory } from '../../src/cases/application/case-history.js';
import { CloseCase } from '../../src/cases/application/close-case.js';
import { CorrectMilestone } from '../../src/cases/application/correct-milestone.js';
import { InformFamily } from '../../src/cases/application/inform-family.js';
import { RecordException } from '../../src/cases/application/record-exception.js';
import { RetractMilestone } from '../../src/cases/application/retract-milestone.js';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { ChangePersonDetails } from '../../src/people/application/change-person-details.js';
import { ErasePerson } from '../../src/people/application/erase-person.js';
import { PersonDetails } from '../../src/people/application/person-details.js';
import { RegisterPerson } from '../../src/people/application/register-person.js';
import { MakePlan } from '../../src/plans/application/make-plan.js';
import { CancelReview } from '../../src/reviews/application/cancel-review.js';
import { OpenReview } from '../../src/reviews/application/open-review.js';
import { day } from '../../src/statute/calendar.js';
import type { Outcome } from '../../src/streams/application/outcome.js';
import { onBehalfOf } from '../../src/streams/application/request-context.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { CHILDREN, type Child } from './children.js';
import { importsOf } from './imports.js';

const app = await NestFactory.createApplicationContext(AppModule.configured(), { logger: ['verbose'] });
app.enableShutdownHooks();
const commands = app.get(CommandBus);
const queries = app.get(QueryBus);
const log = new Logger('full run');

/** Carries a request out and prints what came of it, as a careless log would. */
async function ask(request: Command<Outcome>): Promise<void> {
  try {
    log.log(JSON.stringify(await commands.execute(request)));
  } catch (error) {
    log.error(
      error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error),
      (error as Error).stack,
    );
  }
}

async function tellOf({ identity, later, texts: [first = '', second = '', third = ''] }: Child): Promise<PersonId> {
  const person = v7() as PersonId;
  const [assessment, plan, review] = [v7(), v7(), v7()];
  const on = (text: string) => day(text);
  await ask(RegisterPerson.of({ person, ...identity }));
  await ask(ChangePersonDetails.of({ person, ...later, expectedRevision: 0 }));
  await ask(
    RequestAssessment.of({ case: assessment, person, on: on('2025-01-06'), kind: 'initial', source: 'family' }),
  );
  await ask(NotifyDecisionToAssess.of({ case: assessment, on: on('2025-02-10'), outcome: 'assess' }));
  await ask(RequestAdvice.of({ case: assessment, on: on('2025-02-11'), adviser: 'health' }));
  await ask(RecordAdviceReceived.of({ case: assessment, on: on('2025-03-11'), ref: 'health' }));
  await ask(ReturnAdvice.of({ case: assessment, on: on('2025-03-12'), ref: 'health', why: first }));
  await ask(
    RecordException.of({
      kind: 'assessment',
      case: assessment,
      on: on('2025-03-13'),
      ground: 'personal-circumstances',
      evidence: second,
    }),
  );
  await ask(
    InformFamily.of({ kind: 'assessment', case: assessment, on: on('2025-03-14'), by: 'letter', message: first }),
  );
  await ask(SendDraftPlan.of({ case: assessment, on: on('2025-04-28') }));
  await ask(
    CorrectMilestone.of({ kind: 'assessment', case: assessment, entry: 2, to: { on: '2025-02-03' }, reason: third }),
  );
  await ask(RetractMilestone.of({ kind: 'assessment', case: assessment, entry: 5, reason: second }));
  await ask(IssueFinalPlan.of({ case: assessment, on: on('2025-05-05') }));
  await ask(
    IssueFinalPlan.of({
      case: assessment,
      on: on('2025-05-05'),
      confirm: ['final-plan-before-15-days', 'advice-missing', 'no-decision-to-issue'],
    }),
  );
  await ask(AddNote.of({ kind: 'assessment', case: assessment, note: v7(), text: first }));
  await ask(
    AssignCase.of({ kind: 'assessment', case: assessment, officer: 'officer-7', on: on('2025-05-06'), note: second }),
  );
  await ask(MakePlan.of({ case: plan, person, on: on('2025-05-05') }));
  await ask(OpenReview.of({ case: review, person, plan, on: on('2025-06-05'), kind: 'early' }));
  await ask(CancelReview.of({ case: review, on: on('2025-06-06'), why: second }));
  await ask(
    CloseCase.of({
      kind: 'plan',
      case: plan,
      on: on('2025-07-07'),
      reason: 'other',
      note: third,
      confirm: ['duties-running'],
    }),
  );

  const known = await queries.execute(new PersonDetails(person));
  const history = await queries.execute(CaseHistory.of({ kind: 'assessment', case: assessment }));
  if (known.standing !== 'known' || known.details.surname !== later.surname) throw new Error('The details are lost.');
  if (!JSON.stringify(history).includes(JSON.stringify(first).slice(1, -1))) throw new Error('The texts are lost.');
  return person;
}

/** Puts who a child is into every field that is not for it. */
async function mistake({ identity, texts }: Child, person: PersonId): Promise<void> {
  const { forename, surname, upn = '', dateOfBirth, postcode = '' } = identity;
  const name = `${forename} ${surname}`;
  // Of any type that a field may have.
  const wrong = (value: string) => value as never;
  const [text = ''] = texts;
  await ask(RegisterPerson.of({ person: wrong(name), ...identity }));
  await ask(
    RegisterPerson.of({ person: v7() as PersonId, ...identity, upn: `${upn}${upn}`, dateOfBirth: wrong(name) }),
  );
  await ask(
    RegisterPerson.of({
      person: v7() as PersonId,
      ...identity,
      postcode: upn,
      ethnicity: surname,
      sex: wrong(forename),
    }),
  );
  await ask(RegisterPerson.of({ person: v7() as PersonId, ...identity, [surname]: forename }));
  await ask(
    RequestAssessment.of({ case: name, person, on: wrong(dateOfBirth), kind: wrong(forename), source: wrong(surname) }),
  );
  await ask(
    RequestAssessment.of({ case: v7(), person, on: wrong(name), kind: 'initial', becameResponsibleOn: wrong(text) }),
  );
  await ask(RequestAdvice.of({ case: v7(), on: day('2025-02-11'), adviser: wrong(name), ref: upn }));
  await ask(
    NotifyDecisionToAssess.of({
      case: v7(),
      on: wrong(`${dateOfBirth} ${name}`),
      outcome: wrong(text),
      confirm: [name],
    }),
  );
  await ask(
    CorrectMilestone.of({
      kind: wrong(name),
      case: v7(),
      entry: 1,
      to: { [surname]: forename, on: postcode },
      reason: text,
    }),
  );
  await ask(AssignCase.of({ kind: 'assessment', case: v7(), officer: name, on: day('2025-05-06'), note: text }));
  await ask(AddNote.of({ kind: 'assessment', case: v7(), note: name, text }));
  await ask(AddNote.of({ kind: 'assessment', case: v7(), note: v7(), text }));
  const metadata = { actor: 'officer-7', correlationId: 'c', causationId: 'c', schemaVersion: 1 };
  const store = app.get<EventStore>(EVENT_STORE);
  const attempts = [
    () => store.append(`person-${name}`, [{ id: v7(), type: 'NoteAdded', data: {}, metadata }], 'any'),
    () => store.append(`person-${v7()}`, [{ id: v7(), type: name, data: {}, metadata }], 'any'),
    () => store.append(`person-${v7()}`, [{ id: name, type: 'NoteAdded', data: {}, metadata }], 'any'),
    () => onBehalfOf({ actor: name }, () => Promise.resolve()),
    () => onBehalfOf({ actor: 'officer-7', idempotencyKey: name }, () => Promise.resolve()),
  ];
  for (const attempt of attempts) {
    try {
      await attempt();
      throw new Error('A name was accepted where none may be.');
    } catch (error) {
      log.error(String(error), (error as Error).stack);
    }
  }
}

await onBehalfOf({ actor: 'officer-7' }, async () => {
  const people: PersonId[] = [];
  for (const child of CHILDREN) people.push(await tellOf(child));
  for (const [index, child] of CHILDREN.entries()) await mistake(child, people[index] ?? (v7() as PersonId));
  for (const child of CHILDREN) await importsOf(app, child, (text) => log.log(text));
  const [first] = people;
  if (first !== undefined) await ask(ErasePerson.of({ person: first, reason: 'retention-ended' }));
});
// The store is left as a running one is: the specification searches it before it is closed as well.
process.stdout.write('RUN COMPLETE\n');
process.stdin.once('data', () => {
  void app.close().then(() => process.exit(0));
});
