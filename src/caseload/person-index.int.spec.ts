import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChangePersonDetails } from '../people/application/change-person-details.js';
import { ErasePerson } from '../people/application/erase-person.js';
import type { PersonRequest } from '../people/application/person-request.js';
import { RegisterPerson } from '../people/application/register-person.js';
import { KeyVault } from '../people/vault/key-vault.js';
import { ReadModels } from '../read-model/read-models.js';
import { day } from '../statute/calendar.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import type { PersonId } from '../streams/domain/event.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { Caseload } from './application/caseload.js';
import type { PeopleSearch } from './application/find-people.js';

jest.setTimeout(60_000);

const ANNA = {
  surname: 'Nováková-O’Brien',
  forename: 'Anna Zoë',
  preferredName: 'Łucja',
  dateOfBirth: day('2015-12-10'),
  upn: 'H801200001001',
  reference: 'MO/2024-0017',
};
const BEN = { surname: 'Montgomery', forename: 'Ben', dateOfBirth: day('2014-02-28') };
/** As it lies in no file: the names in any of the forms in which they are compared, too. */
const SECRETS = [
  ...[ANNA.surname, ANNA.forename, ANNA.preferredName, ANNA.dateOfBirth, ANNA.upn, ANNA.reference],
  ...['Nováková', 'novakova', 'NOVAKOVA', 'obrien', 'OBRIEN', 'lucja', 'MO20240017', 'h801200001001', '20151210'],
  ...[BEN.surname, 'montgomery', 'montg', BEN.dateOfBirth],
];

let tracker: TrackerSetting;
let anna: PersonId;
let ben: PersonId;
const models = () => tracker.get(ReadModels);

const ask = (request: PersonRequest): Promise<Outcome> =>
  onBehalfOf({ actor: 'officer-1' }, () => tracker.get(CommandBus).execute<PersonRequest, Outcome>(request));
async function register(details: typeof ANNA | typeof BEN): Promise<PersonId> {
  const person = randomUUID() as string as PersonId;
  await expect(ask(RegisterPerson.of({ person, ...details }))).resolves.toMatchObject({ outcome: 'recorded' });
  return person;
}

/** Who is found once everything is shown. */
async function found(search: PeopleSearch): Promise<readonly PersonId[]> {
  await models().projector.catchUp();
  const { items } = await tracker.get(Caseload).findPeople(search);
  return items.map(({ id }) => id);
}

async function open(): Promise<void> {
  tracker = await openTracker('2025-06-02T09:00:00.000Z');
  anna = await register(ANNA);
  ben = await register(BEN);
}

describe('A child or young person', () => {
  beforeAll(open);
  afterAll(() => tracker.close());

  test.each([
    'Nováková-O’Brien',
    'NOVAKOVA',
    'novákova',
    "o'brien",
    'obrien',
    'O’Brien Novakova',
    'zoe',
    'ANNA nov',
    'łucja',
    'Lucja',
    'nov',
    'nova',
    'novak',
    '  anna,  zoë ',
  ])('is found by each word of each name, however it is written, and by its beginning: %s', async (name) => {
    expect(await found({ name })).toEqual([anna]);
  });

  test.each(['no', 'novako', 'ovak', 'anna ben', 'o brien', "'", ''])(
    'is not found by what is no such word: "%s"',
    async (name) => {
      expect(await found({ name })).toEqual([]);
    },
  );

  test.each<PeopleSearch>([
    { 'date-of-birth': '2015-12-10' },
    { 'date-of-birth': ' 2015-12-10 ' },
    { upn: 'H801200001001' },
    { upn: 'h 8012 0000 1001' },
    { reference: 'MO/2024-0017' },
    { reference: 'mo 2024 0017' },
    { name: 'anna', 'date-of-birth': '2015-12-10', upn: 'h801200001001' },
  ])('is found by what else is known of them, and all that is given has to apply: %j', async (search) => {
    expect(await found(search)).toEqual([anna]);
  });

  test.each<PeopleSearch>([
    { 'date-of-birth': '2015-12' },
    { upn: '2015-12-10' },
    { reference: 'anna' },
    { name: 'H801200001001' },
    { name: 'anna', 'date-of-birth': '2014-02-28' },
    {},
  ])('is not found by one field in the other, nor where something does not apply: %j', async (search) => {
    expect(await found(search)).toEqual([]);
  });
});

describe('A child or young person about whom something changes', () => {
  beforeEach(open);
  afterEach(() => tracker.close());

  test('is found by the details as they are after a change, and by the former ones no more', async () => {
    expect(await found({ name: 'montgomery' })).toEqual([ben]);
    await ask(ChangePersonDetails.of({ person: ben, ...BEN, surname: 'Anderson', expectedRevision: 0 }));
    expect(await found({ name: 'montgomery' })).toEqual([]);
    expect(await found({ name: 'mon' })).toEqual([]);
    expect(await found({ name: 'ben anderson' })).toEqual([ben]);
    await models().rebuild();
    expect(await found({ name: 'montgomery' })).toEqual([]);
    expect(await found({ name: 'anders' })).toEqual([]);
    expect(await found({ name: 'ander' })).toEqual([ben]);
  });

  test('who was erased is found no more, also in tables that were made anew', async () => {
    await models().projector.catchUp();
    await ask(ErasePerson.of({ person: anna, reason: 'right-to-erasure' }));
    for (const renew of [() => Promise.resolve(), () => models().rebuild()]) {
      await renew();
      for (const search of [{ name: 'anna' }, { upn: ANNA.upn }, { 'date-of-birth': ANNA.dateOfBirth }]) {
        expect(await found(search)).toEqual([]);
      }
      expect(await models().model.db.selectFrom('person_term').select('person').distinct().execute()).toEqual([
        { person: ben },
      ]);
      expect(await models().model.db.selectFrom('person_trait').select('person').execute()).toEqual([{ person: ben }]);
    }
  });

  test('is told apart in figures by no more than a school year, a sex, a need and a postcode district', async () => {
    const traits = () =>
      models().model.db.selectFrom('person_trait').selectAll().where('person', '=', ben).executeTakeFirst();
    const told = { ...BEN, sex: 'M', primaryNeed: 'SEMH', postcode: 'HU5 2AB' } as const;
    await ask(ChangePersonDetails.of({ person: ben, ...told, expectedRevision: 0 }));
    await models().projector.catchUp();
    const bornFrom = Number(BEN.dateOfBirth.slice(0, 4)) - (BEN.dateOfBirth.slice(5) < '09-01' ? 1 : 0);
    const row = { person: ben, born_from: bornFrom, sex: 'M', need: 'SEMH', area: 'HU5' };
    expect(await traits()).toMatchObject(row);
    await models().rebuild();
    expect(await traits()).toMatchObject(row);
  });

  test('whose key is lost is found no more, and is no fault', async () => {
    const vault = tracker.get(KeyVault);
    const use = vault.use.bind(vault);
    jest
      .spyOn(vault, 'use')
      .mockImplementation((person, work) => (person === anna ? Promise.resolve(undefined) : use(person, work)));
    jest
      .spyOn(vault, 'standing')
      .mockImplementation((person) => Promise.resolve(person === anna ? 'unknown' : 'known'));
    expect(await found({ name: 'anna' })).toEqual([]);
    expect(await found({ name: 'ben' })).toEqual([ben]);
    await models().rebuild();
    expect(await found({ name: 'ben' })).toEqual([ben]);
    expect(models().projector.fault).toBeUndefined();
  });

  test('lies in no file of the tracker in plain text', async () => {
    expect(await found({ name: 'montg' })).toEqual([ben]);
    await models().rebuild();
    await models().asking({ asAt: day('2025-01-06') }, async ({ db }) => {
      expect(await db.selectFrom('audit').selectAll().execute()).toHaveLength(2);
      const files = readdirSync(tracker.folder);
      expect(files.filter((name) => /^(?:read-model|moment-).*\.db/.test(name)).length).toBeGreaterThanOrEqual(2);
      for (const file of files) {
        const content = readFileSync(join(tracker.folder, file));
        expect(SECRETS.filter((secret) => content.includes(secret))).toEqual([]);
      }
    });
  });

  test('has terms that differ between two trackers, so that they can be compared with no list', async () => {
    const other = await openTracker('2025-06-02T09:00:00.000Z');
    try {
      await models().projector.catchUp();
      const terms = await models().model.db.selectFrom('person_term').select('term').execute();
      const person = randomUUID() as string as PersonId;
      await onBehalfOf({ actor: 'officer-1' }, () =>
        other.get(CommandBus).execute(RegisterPerson.of({ person, ...ANNA })),
      );
      await other.get(ReadModels).projector.catchUp();
      const others = await other.get(ReadModels).model.db.selectFrom('person_term').select('term').execute();
      expect(others.length).toBeGreaterThan(10);
      expect(others.filter(({ term }) => terms.some((one) => one.term === term))).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
