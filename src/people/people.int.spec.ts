import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Global, Logger, Module } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ConfigModule } from '@nestjs/config';
import { Test, type TestingModule } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '../event-store/event-store.js';
import { StoreUnavailable } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../platform/wall-clock.js';
import { day } from '../statute/calendar.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import { Sealer } from '../streams/application/sealer.js';
import type { PersonId, SealedText } from '../streams/domain/event.js';
import { ChangePersonDetails } from './application/change-person-details.js';
import { ErasePerson } from './application/erase-person.js';
import { ErasuresAtStart } from './application/erasures-at-start.js';
import type { KnownPerson } from './application/people.js';
import { PersonDetails } from './application/person-details.js';
import type { PersonRequest } from './application/person-request.js';
import { RegisterPerson } from './application/register-person.js';
import { PeopleModule } from './people.module.js';
import { KeysUnusable, KeyVault, type FollowedEvent } from './vault/key-vault.js';

const ADA = { surname: 'Lovelace', forename: 'Ada', dateOfBirth: day('2015-12-10'), upn: 'H801200001001' };
const newPerson = (): PersonId => randomUUID() as string as PersonId;

let data: string;
let person: PersonId;
let store: EventStore;
let program: TestingModule;

@Global()
@Module({
  providers: [WallClock, { provide: EVENT_STORE, useFactory: () => store }],
  exports: [WallClock, EVENT_STORE],
})
class SurroundingsModule {}

/** Starts the program on the files in the data directory. */
async function start(): Promise<void> {
  store = await SqliteEventStore.open({ file: join(data, 'events.db') });
  const settings = ConfigModule.forRoot({
    isGlobal: true,
    ignoreEnvFile: true,
    load: [() => ({ DATA_DIRECTORY: data })],
  });
  program = await Test.createTestingModule({ imports: [settings, SurroundingsModule, PeopleModule] }).compile();
  await program.init();
  await program.get(ErasuresAtStart).done;
}

async function stop(): Promise<void> {
  await program.close();
  await store.close();
}

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'people-'));
  person = newPerson();
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(data, { recursive: true });
});

const ask = (request: PersonRequest, idempotencyKey?: string): Promise<Outcome> =>
  onBehalfOf({ actor: 'officer-1', ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }, () =>
    program.get(CommandBus).execute(request),
  );
const register = (details = ADA, idempotencyKey?: string) =>
  ask(RegisterPerson.of({ person, ...details }), idempotencyKey);
const change = (expectedRevision: number, details: object = {}) =>
  ask(ChangePersonDetails.of({ person, ...ADA, ...details, expectedRevision }));
const erase = (idempotencyKey?: string) => ask(ErasePerson.of({ person, reason: 'right-to-erasure' }), idempotencyKey);
const details = (): Promise<KnownPerson> => program.get(QueryBus).execute(new PersonDetails(person));
const recorded = () => store.readStream(`person-${person}`);
const types = async () => (await recorded()).map(({ type }) => type);
const refusedFor = (code: string) => ({ outcome: 'refused', refused: [expect.objectContaining({ code })] });

describe('A person who is registered', () => {
  test('is known by their details', async () => {
    await expect(register()).resolves.toMatchObject({ outcome: 'recorded', id: person, revision: 0 });
    await expect(details()).resolves.toEqual({ standing: 'known', details: ADA, revision: 0 });
    await expect(program.get(Sealer).standing(person)).resolves.toBe('known');
  });

  test('twice in the same way is registered once', async () => {
    await register();
    await expect(register()).resolves.toMatchObject({ outcome: 'unchanged', revision: 0 });
    expect(await types()).toEqual(['PersonRegistered']);
  });

  test('many times at once is registered once, with one key', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => register()));
    expect(outcomes.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
    expect(await types()).toEqual(['PersonRegistered']);
    await expect(details()).resolves.toMatchObject({ details: ADA });
  });

  test('is in no event and in no file in plain text', async () => {
    await register();
    await change(0, { preferredName: 'Countess' });
    expect(JSON.stringify(await recorded())).not.toMatch(/Lovelace|Ada|2015|H8012|Countess/);
    for (const file of readdirSync(data)) {
      const content = readFileSync(join(data, file));
      for (const value of ['Lovelace', '2015-12-10', ADA.upn, 'Countess']) expect(content.includes(value)).toBe(false);
    }
  });

  test('whose registration was cut short after the key is registered by the same request', async () => {
    const away = new StoreUnavailable('away', 'nothing-written');
    jest.spyOn(store, 'append').mockRejectedValueOnce(away);
    await expect(register()).rejects.toBe(away);
    await expect(details()).resolves.toEqual({ standing: 'unknown' });
    await expect(register()).resolves.toMatchObject({ outcome: 'recorded' });
    await expect(details()).resolves.toMatchObject({ details: ADA });
  });

  test('but has no key any more, because its file was lost, gets no other one: that is told', async () => {
    await register();
    await stop();
    for (const file of readdirSync(data)) if (file.startsWith('keys.db')) rmSync(join(data, file));
    await start();
    const told = `The person ${person} is registered, and the key of their details is missing.`;
    await expect(details()).rejects.toThrow(told);
    await expect(register()).rejects.toThrow(told);
    await expect(change(0, { forename: 'Augusta' })).rejects.toThrow(told);
    await expect(program.get(Sealer).standing(person)).resolves.toBe('unknown');
  });
});

describe('Details that change', () => {
  beforeEach(() => register());

  test('are replaced as a whole', async () => {
    await expect(change(0, { forename: 'Augusta', upn: undefined })).resolves.toMatchObject({ outcome: 'recorded' });
    const { upn: _, ...rest } = ADA;
    await expect(details()).resolves.toEqual({
      standing: 'known',
      details: { ...rest, forename: 'Augusta' },
      revision: 1,
    });
  });

  test('in the same way twice change once', async () => {
    await change(0, { forename: 'Augusta' });
    await expect(change(0, { forename: 'Augusta' })).resolves.toMatchObject({ outcome: 'unchanged', revision: 1 });
  });

  test('are refused where somebody else changed them meanwhile', async () => {
    await change(0, { forename: 'Augusta' });
    await expect(change(0, { forename: 'Adelaide' })).resolves.toEqual(refusedFor('changed-meanwhile'));
  });

  test('of nobody are refused', async () => {
    person = newPerson();
    await expect(change(0)).resolves.toEqual(refusedFor('unknown-person'));
  });

  test('are checked, and the message does not say what was given', async () => {
    await expect(change(0, { dateOfBirth: '2999-01-01', surname: 'Byron' })).rejects.toThrow(
      'dateOfBirth: it is not acceptable. Accepted: a day written YYYY-MM-DD.',
    );
    await expect(change(0, { dateOfBirth: '2095-01-01' })).rejects.toThrow('dateOfBirth: it is in the future.');
  });
});

describe('A person who is erased', () => {
  let note: SealedText;
  beforeEach(async () => {
    await register();
    note = await program.get(Sealer).seal(person, 'assessment-1/note', 'Ada sings.');
  });

  test('is gone: details and texts do not open, and it is on record that and why', async () => {
    const keys = new DatabaseSync(join(data, 'keys.db'));
    const wrapped = Buffer.from(keys.prepare('SELECT wrapped FROM person_key').get()?.wrapped as Uint8Array);
    keys.close();
    await expect(erase()).resolves.toMatchObject({ outcome: 'recorded', revision: 1 });
    await expect(details()).resolves.toEqual({ standing: 'erased' });
    await expect(program.get(Sealer).open(person, 'assessment-1/note', note)).resolves.toBeUndefined();
    expect((await recorded()).at(-1)).toMatchObject({
      type: 'PersonErased',
      data: { reason: 'right-to-erasure' },
      metadata: { actor: 'officer-1' },
    });
    for (const file of readdirSync(data)) expect(readFileSync(join(data, file)).includes(wrapped)).toBe(false);
  });

  test('twice is erased once', async () => {
    await erase();
    await expect(erase()).resolves.toMatchObject({ outcome: 'unchanged' });
    expect(await types()).toEqual(['PersonRegistered', 'PersonErased']);
  });

  test('is never registered again, and nothing changes', async () => {
    await erase();
    await expect(register()).resolves.toEqual(refusedFor('person-erased'));
    await expect(change(1, { forename: 'Augusta' })).resolves.toEqual(refusedFor('person-erased'));
    await expect(program.get(KeyVault).create(person)).resolves.toBe('erased');
  });

  test('who was never known is refused, and may be registered afterwards', async () => {
    person = newPerson();
    await expect(erase()).resolves.toEqual(refusedFor('unknown-person'));
    await expect(register()).resolves.toMatchObject({ outcome: 'recorded' });
  });

  test('although the registration was cut short is erased: texts may have been sealed', async () => {
    person = newPerson();
    await program.get(KeyVault).create(person);
    await expect(erase()).resolves.toMatchObject({ outcome: 'recorded', revision: 0 });
    await expect(register()).resolves.toEqual(refusedFor('person-erased'));
  });
});

describe('An erasure that is cut short after the key is gone', () => {
  beforeEach(async () => {
    await register();
    jest.spyOn(store, 'append').mockRejectedValueOnce(new StoreUnavailable('away', 'nothing-written'));
    await expect(erase()).rejects.toThrow('away');
    await expect(details()).resolves.toEqual({ standing: 'erased' });
  });

  test('is finished by the next start, on behalf of whoever asked for it', async () => {
    await stop();
    await start();
    expect((await recorded()).at(-1)).toMatchObject({
      type: 'PersonErased',
      data: { reason: 'right-to-erasure' },
      metadata: { actor: 'officer-1' },
    });
    await stop();
    await start();
    expect(await types()).toEqual(['PersonRegistered', 'PersonErased']);
  });

  test('is finished by the same request again', async () => {
    await expect(erase()).resolves.toMatchObject({ outcome: 'recorded' });
    await expect(program.get(KeyVault).unrecordedErasures()).resolves.toEqual([]);
  });

  test('lets nothing else happen to the person meanwhile', async () => {
    await expect(register()).resolves.toEqual(refusedFor('person-erased'));
    await expect(change(0, { forename: 'Augusta' })).resolves.toEqual(refusedFor('person-erased'));
  });
});

describe('An erasure under an idempotency key that was used already', () => {
  test('for something else is refused, and nothing is erased', async () => {
    await register(ADA, 'K1');
    await expect(erase('K1')).resolves.toEqual(refusedFor('key-used-already'));
    await expect(details()).resolves.toMatchObject({ standing: 'known', details: ADA });
    await expect(program.get(KeyVault).unrecordedErasures()).resolves.toEqual([]);
  });

  test('for another erasure of the same person is refused', async () => {
    await register();
    await erase('E1');
    const other = ask(ErasePerson.of({ person, reason: 'other' }), 'E1');
    await expect(other).resolves.toEqual(refusedFor('key-used-already'));
    await expect(program.get(KeyVault).standing(person)).resolves.toBe('erased');
  });

  test('by a change that came between the loss of the key and its record is recorded all the same', async () => {
    await register();
    const { append } = store;
    jest.spyOn(store, 'append').mockImplementationOnce(async (stream, [event], expected) => {
      const { actor, correlationId, causationId, schemaVersion } = event!.metadata;
      const metadata = {
        actor,
        correlationId,
        causationId,
        schemaVersion,
        idempotencyKey: 'E1',
        requestDigest: 'other',
      };
      const changed = { id: randomUUID(), type: 'PersonDetailsChanged', data: { details: 'sealed' }, metadata };
      await append.call(store, stream, [changed], expected);
      return append.call(store, stream, [event!], expected);
    });
    await expect(erase('E1')).resolves.toMatchObject({ outcome: 'recorded', revision: 2 });
    expect(await types()).toEqual(['PersonRegistered', 'PersonDetailsChanged', 'PersonErased']);
    await expect(program.get(KeyVault).unrecordedErasures()).resolves.toEqual([]);
  });
});

describe('An erasure while another program reads the keys', () => {
  let reader: DatabaseSync;
  let wrapped: Buffer;
  beforeEach(async () => {
    await register();
    reader = new DatabaseSync(join(data, 'keys.db'));
    wrapped = Buffer.from(reader.prepare('SELECT wrapped FROM person_key').get()?.wrapped as Uint8Array);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM person_key').get();
  });
  afterEach(() => {
    if (reader.isOpen) reader.close();
  });

  const remains = (): boolean => readdirSync(data).some((file) => readFileSync(join(data, file)).includes(wrapped));

  test('is recorded meanwhile, and complete once that program has read', async () => {
    const ending = new AbortController();
    const erasing = erase();
    for await (const { events } of store.subscribe(undefined, { signal: ending.signal })) {
      if (events.some(({ type }) => type === 'PersonErased')) ending.abort();
    }
    expect(remains()).toBe(true);
    reader.close();
    await expect(erasing).resolves.toMatchObject({ outcome: 'recorded' });
    expect(remains()).toBe(false);
  });

  test('is recorded where its remains cannot be cleared; the next start clears them', async () => {
    const told = new KeysUnusable('another program reads the keys');
    jest.spyOn(program.get(KeyVault), 'clearRemains').mockRejectedValueOnce(told);
    await expect(erase()).rejects.toBe(told);
    expect(await types()).toEqual(['PersonRegistered', 'PersonErased']);
    await expect(program.get(KeyVault).unrecordedErasures()).resolves.toEqual([]);
    await stop();
    expect(remains()).toBe(true);
    // The connection stays, so that nothing is cleared only because the file is closed.
    reader.exec('COMMIT');
    await start();
    expect(remains()).toBe(false);
  });
});

/** Does something between two runs of the program, after which the keys are those of before it. */
async function restoringKeysAfter(work: () => Promise<unknown>): Promise<void> {
  await stop();
  const backup = mkdtempSync(join(tmpdir(), 'backup-'));
  cpSync(join(data, 'keys.db'), join(backup, 'keys.db'));
  await start();
  await work();
  await stop();
  expect(existsSync(join(data, 'keys.db-wal'))).toBe(false);
  cpSync(join(backup, 'keys.db'), join(data, 'keys.db'));
  rmSync(backup, { recursive: true });
}

const inVault = () => program.get(KeyVault).standing(person);

describe('Keys that are restored from a backup', () => {
  beforeEach(() => register());

  test('are erased again where the erasure is on record', async () => {
    await restoringKeysAfter(() => erase());
    await start();
    await expect(inVault()).resolves.toBe('erased');
    await expect(details()).resolves.toEqual({ standing: 'erased' });
    expect(await types()).toEqual(['PersonRegistered', 'PersonErased']);
  });

  test('are erased again by the same request, which is answered as the first time', async () => {
    let first: Outcome | undefined;
    await restoringKeysAfter(async () => {
      first = await erase('E1');
    });
    // The program runs on before it has looked at all events.
    jest.spyOn(ErasuresAtStart.prototype, 'onApplicationBootstrap').mockImplementationOnce(() => undefined);
    await start();
    await expect(inVault()).resolves.toBe('known');
    await expect(erase('E1')).resolves.toEqual(first);
    await expect(inVault()).resolves.toBe('erased');
  });

  test.each([
    ['of another event at that place of this store', (event: FollowedEvent) => ({ ...event, id: randomUUID() })],
    [
      'beyond the end of this store',
      (event: FollowedEvent) => ({ ...event, revision: 9, position: '0000000000000900' }),
    ],
    [
      'of another store',
      (event: FollowedEvent) => ({ ...event, position: '00000000000000001234-00000000000000001234' }),
    ],
  ])('are erased again although they followed the events up to a position %s', async (_, other) => {
    const event = (await recorded())[0]!;
    await program.get(KeyVault).setErasedUpTo(other(event) as FollowedEvent);
    jest.spyOn(ErasuresAtStart.prototype, 'onApplicationBootstrap').mockImplementationOnce(() => undefined);
    await restoringKeysAfter(() => erase());
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await start();
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('from a backup or from another store'));
    warned.mockRestore();
    await expect(inVault()).resolves.toBe('erased');
    await expect(program.get(KeyVault).erasedUpTo()).resolves.toMatchObject({ id: (await recorded()).at(-1)?.id });
  });

  test('and know only a position, not which store it belongs to, are erased again', async () => {
    jest.spyOn(ErasuresAtStart.prototype, 'onApplicationBootstrap').mockImplementationOnce(() => undefined);
    await restoringKeysAfter(() => erase());
    const keys = new DatabaseSync(join(data, 'keys.db'));
    keys.exec("DELETE FROM followed; INSERT INTO followed VALUES ('0000000000000900')");
    keys.close();
    await start();
    await expect(inVault()).resolves.toBe('erased');
  });
});

describe('The start', () => {
  test('does not look at the same events twice, but goes on where the last one ended', async () => {
    await register();
    await stop();
    await start();
    const first = (await recorded())[0]!;
    const { stream, revision, id, position } = first;
    await expect(program.get(KeyVault).erasedUpTo()).resolves.toEqual({ stream, revision, id, position });
    await stop();
    const subscribe = jest.spyOn(SqliteEventStore.prototype, 'subscribe');
    await start();
    expect(subscribe).toHaveBeenCalledWith(position, expect.anything());
    subscribe.mockRestore();
  });

  test('records erasures that were cut short also where the events cannot be followed', async () => {
    await register();
    jest.spyOn(store, 'append').mockRejectedValueOnce(new StoreUnavailable('away', 'nothing-written'));
    await expect(erase()).rejects.toThrow('away');
    await stop();
    const subscribe = jest.spyOn(SqliteEventStore.prototype, 'subscribe').mockImplementation(() => {
      throw new Error('The position means nothing.');
    });
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await start();
    expect(told).toHaveBeenCalledWith(expect.stringMatching(/carried out again: The position means nothing\.$/));
    expect(await types()).toEqual(['PersonRegistered', 'PersonErased']);
    subscribe.mockRestore();
    told.mockRestore();
  });
});
