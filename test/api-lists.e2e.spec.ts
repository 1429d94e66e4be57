import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type request from 'supertest';
import { v5, v7 } from 'uuid';
import { childOf, random } from '../bench/made-log.js';
import { EVENT_STORE } from '../src/event-store/event-store.token.js';
import type { EventStore, NewEvent, Position } from '../src/event-store/event-store.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays, day, dayInLondon } from '../src/statute/calendar.js';
import { STATUSES } from '../src/statute/clock.js';
import { startServer, type TestServer } from './server.js';

const CHILDREN = 12;
const NAMESPACE = '6f2f1a52-0d0c-5f7e-9f7a-2b8d2c6f0e11';
const metadata = { actor: 'made', correlationId: 'made', causationId: 'made', schemaVersion: 1 };

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const store = server.app.get<EventStore>(EVENT_STORE);
  const until = addDays(dayInLondon(new Date()), -1);
  const chance = random(7);
  let last: Position | undefined;
  for (let number = 0; number < CHILDREN; number += 1) {
    const streams = new Map<string, NewEvent[]>();
    const requested = addDays(until, -Math.floor(chance() * 900) - 20);
    for (const [index, { stream, type, data }] of childOf(number, requested, until).entries()) {
      const id = v5(`${String(number)}/${String(index)}`, NAMESPACE);
      streams.set(stream, [...(streams.get(stream) ?? []), { id, type, data, metadata }]);
    }
    for (const [stream, events] of streams) last = (await store.append(stream, events, 'any')).position;
  }
  expect(await server.app.get(ReadModels).projector.waitFor(last!, 20_000)).toBe(true);
});
afterAll(async () => {
  await server.app.close();
});

interface Page {
  readonly asAt: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}
const get = async (path: string): Promise<Page> => (await server.program.get(path).expect(200)).body as Page;

/** A whole list, page by page, by the links of the answers. */
async function whole(path: string, limit: number): Promise<Page['items']> {
  const items: Readonly<Record<string, unknown>>[] = [];
  let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=${String(limit)}`;
  while (next !== undefined) {
    const response: request.Response = await server.program.get(next).expect(200);
    const page = response.body as Page;
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    const link: string | undefined = response.headers.link;
    expect(link === undefined).toBe(page.next === null);
    next = link === undefined ? undefined : /^<([^>]+)>; rel="next"$/.exec(link)?.[1];
  }
  return items;
}

describe('Lists', () => {
  it.each([
    '/api/v1/clocks',
    '/api/v1/clocks?status=overdue,due-soon,running&team=north',
    '/api/v1/cases',
    '/api/v1/cases?open=yes',
    '/api/v1/reviews?open=yes',
  ])('%s is the same list in pages of any size', async (path) => {
    const all = (await get(`${path}${path.includes('?') ? '&' : '?'}limit=500`)).items;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (limit) => {
        const size = Math.max(limit, Math.ceil(all.length / 12));
        expect(await whole(path, size)).toEqual(all);
      }),
      { numRuns: 6 },
    );
    expect(all.length).toBeGreaterThan(0);
  });

  it('take no first due date after the last', async () => {
    const { body } = await server.program.get('/api/v1/clocks?dueFrom=2025-03-02&dueTo=2025-03-01').expect(400);
    expect(body.problems).toEqual([
      { place: 'dueFrom', reason: 'it is after dueTo', accepted: 'a day up to that of dueTo' },
    ]);
  });

  it('of one kind of case take no kind', async () => {
    await server.program.get('/api/v1/reviews?kind=plan').expect(400);
  });

  it('take a cursor for the list and the filters that it was given for, and no others', async () => {
    const { next } = await get('/api/v1/clocks?limit=2&status=met');
    await server.program.get(`/api/v1/clocks?limit=3&status=met&cursor=${next!}`).expect(200);
    for (const path of [
      `/api/v1/clocks?limit=2&status=running&cursor=${next!}`,
      `/api/v1/clocks?limit=2&cursor=${next!}`,
      `/api/v1/cases?cursor=${next!}`,
      `/api/v1/clocks?status=met&cursor=${next!.slice(0, -4)}`,
    ]) {
      const { text } = await server.program.get(path).expect(400);
      expect(JSON.parse(text).problems[0].place).toBe('cursor');
    }
  });

  it.each([0, 20, 90, 400])('show of clocks those with a status on a day %i days on, and no others', async (days) => {
    const asAt = `asAt=${addDays(dayInLondon(new Date()), days)}`;
    const all = await whole(`/api/v1/clocks?status=${STATUSES.join(',')}&${asAt}`, 500);
    const open = ['running', 'due-soon', 'overdue', 'excused'];
    expect(await whole(`/api/v1/clocks?${asAt}`, 500)).toEqual(
      all.filter(({ status }) => open.includes(String(status))),
    );
    const one = String(all[0]?.case);
    expect(await whole(`/api/v1/clocks?case=${one}&${asAt}`, 500)).toEqual(all.filter((clock) => clock.case === one));
    const statuses = [...new Set(all.map(({ status }) => String(status)))];
    expect(statuses.length).toBeGreaterThan(3);
    for (const status of statuses) {
      expect(await whole(`/api/v1/clocks?status=${status}&${asAt}`, 500)).toEqual(
        all.filter((one) => one.status === status),
      );
    }
  });
});

describe('Answers as at a day and as known on an instant', () => {
  it('are those of that day, and tell nothing of what happened later', async () => {
    const { items } = await get('/api/v1/assessments?limit=500');
    const openedOn = day(String(items.map((one) => one.openedOn).sort()[3]));
    const then = await get(`/api/v1/assessments?limit=500&asAt=${openedOn}`);
    expect(then.asAt).toBe(openedOn);
    expect(then.items.map(({ id }) => id).sort()).toEqual(
      items
        .filter((one) => String(one.openedOn) <= openedOn)
        .map(({ id }) => id)
        .sort(),
    );
    const clocks = await get(`/api/v1/clocks?limit=500&asAt=${openedOn}`);
    expect(
      clocks.items.map(({ metOn }) => metOn as string | undefined).filter((on) => on !== undefined && on > openedOn),
    ).toEqual([]);
  });

  it('say exactly what was answered then', async () => {
    const person = v7();
    const id = v7();
    await server.program
      .post('/api/v1/people')
      .send({ id: person, surname: 'Vossberg', forename: 'Ida', dateOfBirth: '2015-01-01' })
      .expect(201);
    const opening = { id, person, on: '2026-01-12', kind: 'initial' };
    await server.program.post('/api/v1/assessments').send(opening).expect(201);
    const before = (await server.program.get(`/api/v1/assessments/${id}`).expect(200)).body;
    const instant = String(before.recordedAt);
    await server.program
      .patch(`/api/v1/assessments/${id}/milestones/1`)
      .send({ to: { on: '2026-01-05' }, reason: 'The stamp says so.' })
      .expect(200);
    const now = (await server.program.get(`/api/v1/assessments/${id}`).expect(200)).body;
    expect(now.openedOn).toBe('2026-01-05');
    const then = (await server.program.get(`/api/v1/assessments/${id}?knownOn=${instant}`).expect(200)).body;
    expect(then).toEqual(before);
    await server.program.get(`/api/v1/assessments/${id}?knownOn=2020-01-01T00:00:00Z`).expect(404);
    await server.program.get(`/api/v1/assessments/${id}?asAt=2026-01-01`).expect(404);
  });
});
