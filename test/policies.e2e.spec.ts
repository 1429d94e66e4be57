import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import request from 'supertest';
import { v7 } from 'uuid';
import { IssueFinalPlan } from '../src/assessments/application/issue-final-plan.js';
import { RequestAssessment } from '../src/assessments/application/request-assessment.js';
import { EVENT_STORE } from '../src/event-store/event-store.token.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { RegisterPerson } from '../src/people/application/register-person.js';
import { nextReviewIdOf, planIdOf } from '../src/policies/application/derived-ids.js';
import { PolicyMemory } from '../src/policies/application/policy-memory.js';
import { day } from '../src/statute/calendar.js';
import { onBehalfOf } from '../src/streams/application/request-context.js';
import type { PersonId } from '../src/streams/domain/event.js';
import { startServer, type TestServer } from './server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

it('the server makes the plan and opens its review when the final plan is issued', async () => {
  const [person, assessment] = [v7() as PersonId, v7()];
  const confirm = ['no-draft-plan', 'no-decision-to-assess'];
  await onBehalfOf({ actor: 'officer-1' }, async () => {
    const commands = server.app.get(CommandBus);
    await commands.execute(
      RegisterPerson.of({ person, surname: 'Doe', forename: 'Sam', dateOfBirth: day('2016-05-02') }),
    );
    await commands.execute(RequestAssessment.of({ case: assessment, person, on: day('2025-01-06'), kind: 'initial' }));
    await commands.execute(IssueFinalPlan.of({ case: assessment, on: day('2025-05-20'), confirm }));
  });

  const plan = planIdOf(assessment);
  const wanted = new Set([`plan-${plan}`, `review-${nextReviewIdOf(plan, 'made')}`]);
  const ending = new AbortController();
  const store = server.app.get<EventStore>(EVENT_STORE);
  for await (const { events } of store.subscribe(undefined, { signal: ending.signal })) {
    for (const { stream } of events) wanted.delete(stream);
    if (wanted.size === 0) break;
  }
  ending.abort();
  expect(wanted.size).toBe(0);
});

it('the server says that it is not well while a policy has stopped, and at which event', async () => {
  const memory = server.app.get(PolicyMemory, { strict: false });
  const event = '018f0000-0000-7000-8000-0000000000e1';
  const stop = { event, reason: 'TypeError while it was followed', stoppedAt: '2025-12-31T09:00:00.000Z' };
  await memory.keepStop('plan-opens-review', stop);
  const { body } = await request(server.http).get('/health').expect(503);
  expect(body).toMatchObject({
    error: { policies: { status: 'down', stopped: [{ policy: 'plan-opens-review', event }] } },
  });
  await memory.keepStop('plan-opens-review', undefined);
  await request(server.http).get('/health').expect(200);
});
