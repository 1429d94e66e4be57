import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { withoutSightOf } from '../platform/access/sight.js';
import { day } from '../statute/calendar.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import type { PersonId } from '../streams/domain/event.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { ChangePersonDetails } from './application/change-person-details.js';
import { ErasePerson } from './application/erase-person.js';
import { Names } from './application/names.js';
import type { PersonRequest } from './application/person-request.js';
import { RegisterPerson } from './application/register-person.js';
import { KeyVault } from './vault/key-vault.js';

const ANNA = { surname: 'Okonkwo', forename: 'Anna', dateOfBirth: day('2015-12-10'), reference: 'SEN-17' };

let tracker: TrackerSetting;
let anna: PersonId;
const ask = (request: PersonRequest): Promise<Outcome> =>
  onBehalfOf({ actor: 'officer-1' }, () => tracker.get(CommandBus).execute<PersonRequest, Outcome>(request));
const named = async (revision = 0) => (await tracker.get(Names).of([{ id: anna, revision }])).get(anna);

beforeEach(async () => {
  tracker = await openTracker('2025-06-02T09:00:00.000Z');
  anna = randomUUID() as string as PersonId;
  await ask(RegisterPerson.of({ person: anna, ...ANNA }));
});
afterEach(() => tracker.close());

describe('The name of a child in a list', () => {
  it('is told with their date of birth and reference, and nothing else of them', async () => {
    await expect(named()).resolves.toEqual(ANNA);
  });

  it('is the one of the revision that is asked for', async () => {
    await named();
    await ask(
      Object.assign(new ChangePersonDetails(), { person: anna, ...ANNA, surname: 'Larsen', expectedRevision: 0 }),
    );
    await expect(named(1)).resolves.toMatchObject({ surname: 'Larsen' });
  });

  it('is never told again once they are erased, though it was told a moment ago', async () => {
    await named();
    await ask(Object.assign(new ErasePerson(), { person: anna, reason: 'right-to-erasure' }));
    await expect(named()).resolves.toBeUndefined();
  });

  it('is not told once their key is gone, also where nobody here was told of it', async () => {
    await named();
    await tracker.get(KeyVault).erase(anna);
    await expect(named()).resolves.toBeUndefined();
  });

  it('is not told to somebody from whom they are kept', async () => {
    await named();
    await expect(withoutSightOf(new Set([anna]), () => named())).resolves.toBeUndefined();
  });
});
