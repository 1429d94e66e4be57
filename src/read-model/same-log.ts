import type { EventReading, Position } from '../event-store/event-store.js';
import { DEFINITION } from './definition.js';
import { CHECKPOINT, positionOf, type ReadModel, type WritingTransaction } from './read-model.js';

/** An event that the tables show and the log does not have. */
export interface MissingEvent {
  readonly stream: string;
  readonly revision: number;
}

/**
 * The last event that the tables show, where it is not in the log as they have it: the log is an older copy of itself, or
 * another one. Nothing where it is, or where the tables are of another version of the program and made anew in any case.
 * @throws StoreUnavailable
 */
export async function shownButMissing(
  { writing }: ReadModel,
  store: Pick<EventReading, 'readStream'>,
): Promise<MissingEvent | undefined> {
  const { definition } = await writing
    .selectFrom('checkpoint')
    .select('definition')
    .where('name', '=', CHECKPOINT)
    .executeTakeFirstOrThrow();
  if (definition.split('/')[0] !== DEFINITION) return undefined;
  const last = await writing
    .selectFrom('audit')
    .select(['subject', 'kind', 'revision', 'position', 'recorded_at'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return undefined;
  const stream = `${last.kind}-${last.subject}`;
  const [event] = await store.readStream(stream, last.revision);
  const isThere = event?.position === last.position && event.recordedAt === last.recorded_at;
  return isThere ? alertButMissing(writing, store) : { stream, revision: last.revision };
}

/** The same of the last event of an alert, which no list of who recorded what has. */
async function alertButMissing(
  writing: ReadModel['writing'],
  store: Pick<EventReading, 'readStream'>,
): Promise<MissingEvent | undefined> {
  const last = await writing
    .selectFrom('alert')
    .select(['id', 'revision', 'recorded_at'])
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return undefined;
  const stream = `alert-${last.id}`;
  const [event] = await store.readStream(stream, last.revision);
  return event?.recordedAt === last.recorded_at ? undefined : { stream, revision: last.revision };
}

/**
 * Whether the tables have come further than a log reaches, whatever kind of stream its last events are of. Only for a store
 * whose positions are those of its events.
 * @param end the position of the last event of the log; nothing where it is empty
 */
export async function tablesAreAhead({ writing }: ReadModel, end: Position | undefined): Promise<boolean> {
  const { position, definition } = await writing
    .selectFrom('checkpoint')
    .select(['position', 'definition'])
    .where('name', '=', CHECKPOINT)
    .executeTakeFirstOrThrow();
  // Those of another version are made anew in any case.
  return definition.split('/')[0] === DEFINITION && position > (end ?? '');
}

/** How many events are looked at together. */
const PAGE = 1_000;

/**
 * Whether a policy has come further than the log reaches, so that it would pass over what is recorded next. Only for a store
 * whose positions are those of its events; the log is read from where the tables have come to, which is all that they lack.
 * @throws StoreUnavailable
 */
export async function policiesAreAhead({ writing }: ReadModel, store: Pick<EventReading, 'readAll'>): Promise<boolean> {
  const { furthest } = await writing
    .selectFrom('policy_checkpoint')
    .select(({ fn }) => fn.max('position').as('furthest'))
    .executeTakeFirstOrThrow();
  const tables = await writing
    .selectFrom('checkpoint')
    .select('position')
    .where('name', '=', CHECKPOINT)
    .executeTakeFirstOrThrow();
  let after = positionOf(tables);
  // Nothing where no policy has come anywhere.
  while (furthest > (after ?? '')) {
    const events = await store.readAll(after, PAGE);
    if (events.length === 0) return true;
    after = events.at(-1)?.position;
  }
  return false;
}

/** Has the policies begin at the first event of the log, where they find nothing missing that is there. */
export async function forgetPolicies({ writing }: ReadModel): Promise<void> {
  await writing.transaction().execute(withoutPolicies);
}

async function withoutPolicies(transaction: WritingTransaction): Promise<void> {
  await transaction.deleteFrom('policy_checkpoint').execute();
  await transaction.deleteFrom('policy_refusal').execute();
  await transaction.deleteFrom('policy_stop').execute();
}

/**
 * Has the tables made anew by whoever brings them up to date next, and the policies begin at the first event of the log.
 */
export async function forgetTheLog({ writing }: ReadModel): Promise<void> {
  await writing.transaction().execute(async (transaction) => {
    await transaction.updateTable('checkpoint').set({ definition: '' }).where('name', '=', CHECKPOINT).execute();
    await withoutPolicies(transaction);
  });
}
