import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageView } from '../platform/access/page-views.js';
import { permissionsOf, type Role, type Viewer } from '../platform/access/viewer.js';
import { WallClock } from '../platform/wall-clock.js';
import type { PersonId } from '../streams/domain/event.js';
import { AccessDirectory } from './application/access-directory.js';
import { Accounts } from './application/accounts.js';
import { ChildRestrictions } from './application/child-restrictions.js';
import { RecordedPageViews, type PageViewFilter, type PageViewPlace } from './application/recorded-page-views.js';
import { AccessDatabase } from './database/access-database.js';

class Clock extends WallClock {
  at = new Date('2026-03-02T09:00:00Z');
  override now(): Date {
    return this.at;
  }
}

const CHILD = '018f0000-0000-7000-8000-000000000001' as PersonId;
const SIBLING = '018f0000-0000-7000-8000-000000000002' as PersonId;

let folder: string;
let clock: Clock;
let database: AccessDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oversight-'));
  clock = new Clock();
  database = await AccessDatabase.open(`sqlite:${join(folder, 'access.db')}`, clock.now());
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const viewer = (id: string, role: Role = 'caseworker'): Viewer => ({
  id,
  name: id,
  roles: [role],
  teams: [],
  permissions: permissionsOf([role]),
  by: 'session',
});

describe('A restriction', () => {
  let restrictions: ChildRestrictions;
  beforeEach(async () => {
    const directory = new AccessDirectory(database, clock);
    const accounts = new Accounts(database, directory, clock);
    for (const name of ['Amina Khan', 'Ben Ode']) await accounts.add({ name, roles: ['caseworker'], teams: [] });
    await accounts.add({ id: 'rosa', name: 'Rosa Bello', roles: ['manager'], teams: [] });
    await accounts.add({ id: 'board', name: 'The Board', roles: ['board'], teams: [] });
    restrictions = new ChildRestrictions(database, directory, clock);
  });

  const request = { person: CHILD, officers: ['officer-001'], reason: 'safety' };
  const hiddenFrom = (id: string, role?: Role) => restrictions.hiddenFrom(viewer(id, role));

  it('keeps a child from everybody who is not named, whatever their role', async () => {
    await restrictions.restrict(request, 'rosa');
    expect(await hiddenFrom('officer-001')).toEqual([]);
    for (const [id, role] of [
      ['officer-002', 'caseworker'],
      ['rosa', 'manager'],
      ['root', 'administrator'],
    ] as const)
      expect(await hiddenFrom(id, role)).toEqual([CHILD]);
    const program: Viewer = { ...viewer('service:token-001'), by: 'token' };
    expect(await restrictions.hiddenFrom(program)).toEqual([CHILD]);
  });

  it('of one child says nothing of another', async () => {
    await restrictions.restrict(request, 'rosa');
    await restrictions.restrict({ ...request, person: SIBLING, officers: ['officer-002'] }, 'rosa');
    expect(await hiddenFrom('officer-001')).toEqual([SIBLING]);
    expect(await hiddenFrom('officer-002')).toEqual([CHILD]);
  });

  it('is changed and lifted, and everything that was decided stays, with who and when', async () => {
    await restrictions.restrict(request, 'rosa');
    clock.at = new Date('2026-03-03T09:00:00Z');
    await restrictions.restrict({ ...request, officers: ['officer-002', 'rosa', 'rosa'] }, 'root');
    expect(await hiddenFrom('officer-001')).toEqual([CHILD]);
    expect(await restrictions.list()).toEqual([
      {
        person: CHILD,
        officers: ['officer-002', 'rosa'],
        reason: 'safety',
        by: 'root',
        at: '2026-03-03T09:00:00.000Z',
      },
    ]);
    clock.at = new Date('2026-03-04T09:00:00Z');
    expect(await restrictions.lift(CHILD, 'rosa')).toBe(true);
    expect(await restrictions.lift(CHILD, 'rosa')).toBe(false);
    expect(await hiddenFrom('officer-001')).toEqual([]);
    expect(await restrictions.list()).toEqual([]);
    expect((await restrictions.historyOf(CHILD)).map(({ officers, by, at }) => [officers, by, at])).toEqual([
      [[], 'rosa', '2026-03-04T09:00:00.000Z'],
      [['officer-002', 'rosa'], 'root', '2026-03-03T09:00:00.000Z'],
      [['officer-001'], 'rosa', '2026-03-02T09:00:00.000Z'],
    ]);
  });

  it.each([
    ['nobody is named', { officers: [] }, /nobody is named/],
    ['somebody is named who is not known', { officers: ['officer-001', 'officer-099'] }, /officer-099 is no officer/],
    ['somebody is named who never sees children', { officers: ['board'] }, /board is no officer/],
    ['there is no reason', { reason: '' }, /reason: it is none of these/],
  ])('is refused where %s', async (_, wrong, message) => {
    await expect(restrictions.restrict({ ...request, ...wrong }, 'rosa')).rejects.toThrow(message);
    expect(await restrictions.historyOf(CHILD)).toEqual([]);
  });
});

describe('Who looked at whom', () => {
  let views: RecordedPageViews;
  beforeEach(() => {
    views = new RecordedPageViews(database);
  });

  const at = (minute: number): string => new Date(Date.parse('2026-03-02T09:00:00Z') + minute * 60_000).toISOString();
  const view = (minute: number, more: Partial<PageView> = {}): PageView => ({
    viewer: 'officer-001',
    route: 'GET /cases/:id',
    shows: 'case',
    subject: '018f0000-0000-7000-8000-0000000000c1',
    person: CHILD,
    status: 200,
    at: at(minute),
    ...more,
  });
  const minutes = async (filter: PageViewFilter): Promise<readonly number[]> =>
    (await views.list(filter)).items.map((item) => (Date.parse(item.at) - Date.parse(at(0))) / 60_000);

  it('is told by child, by case, by officer and by period, the latest first', async () => {
    views.note(view(1));
    views.note(view(2, { viewer: 'officer-002' }));
    views.note(view(3, { subject: CHILD, shows: 'person' }));
    views.note(view(4, { subject: '018f0000-0000-7000-8000-0000000000c2', person: SIBLING, status: 404 }));
    expect(await minutes({})).toEqual([4, 3, 2, 1]);
    expect(await minutes({ subject: CHILD })).toEqual([3, 2, 1]);
    expect(await minutes({ subject: '018f0000-0000-7000-8000-0000000000c2' })).toEqual([4]);
    expect(await minutes({ viewer: 'officer-002' })).toEqual([2]);
    expect(await minutes({ from: at(2), before: at(4) })).toEqual([3, 2]);
    expect((await views.list({})).items[0]).toMatchObject({ status: 404, person: SIBLING, route: 'GET /cases/:id' });
  });

  it('comes page by page without a gap, also where several happened at one instant', async () => {
    for (let count = 0; count < 25; count += 1) views.note(view(Math.floor(count / 10)));
    const seen: string[] = [];
    let after: PageViewPlace | undefined;
    do {
      const { items, next } = await views.list({}, { limit: 7, after });
      seen.push(...items.map(({ id }) => id));
      after = next;
    } while (after !== undefined);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  it('is kept by the time that the program has ended', async () => {
    for (let count = 0; count < 1_200; count += 1) views.note(view(count));
    await views.onApplicationShutdown();
    const again = new RecordedPageViews(database);
    const rows = await database.db.selectFrom('page_view').select('id').execute();
    expect(rows).toHaveLength(1_200);
    expect((await again.list({}, { limit: 1 })).items).toHaveLength(1);
  });

  it('is not lost where it cannot be written for a while', async () => {
    await database.db.schema.alterTable('page_view').renameTo('away').execute();
    const told = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    views.note(view(1));
    await views.flush();
    await views.flush();
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
    views.note(view(2));
    await database.db.schema.alterTable('away').renameTo('page_view').execute();
    expect(await minutes({})).toEqual([2, 1]);
  });
});
