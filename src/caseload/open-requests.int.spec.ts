import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { RegisterPerson } from '../people/application/register-person.js';
import { withoutSightOf } from '../platform/access/sight.js';
import { ReadModels } from '../read-model/read-models.js';
import { day } from '../statute/calendar.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import type { PersonId } from '../streams/domain/event.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { OpenRequests } from './application/open-requests.js';

let tracker: TrackerSetting;
let requests: OpenRequests;
let person: PersonId;
beforeEach(async () => {
  tracker = await openTracker('2025-12-31T09:00:00.000Z');
  requests = tracker.get(OpenRequests);
  person = v7() as PersonId;
  const who = { forename: 'Robin', surname: 'Ashdown', dateOfBirth: day('2016-03-14') };
  await ask(Object.assign(new RegisterPerson(), who, { person }));
});
afterEach(() => tracker.close());

const ask = (request: object): Promise<Outcome> =>
  onBehalfOf({ actor: 'officer-1' }, () => tracker.get(CommandBus).execute(request as never));
const open = (id: string, more: { readonly confirm?: readonly string[] } = {}): Promise<Outcome> => {
  const request = RequestAssessment.of({ case: id, person, on: day('2025-09-01'), kind: 'initial', ...more });
  return requests.opening(request, () => ask(request));
};
const codes = (outcome: Outcome): readonly string[] =>
  outcome.outcome === 'refused' ? outcome.refused.map(({ code }) => code) : [];

describe('The open requests of a child', () => {
  test('are known at once, before the read models show them, and not once they are answered', async () => {
    const id = v7();
    expect(await requests.of(person)).toEqual([]);
    await open(id);
    expect(await requests.of(person)).toEqual([id]);
    await ask(NotifyDecisionToAssess.of({ case: id, on: day('2025-10-01'), outcome: 'refuse' }));
    expect(await requests.of(person)).toEqual([]);
    expect(codes(await open(v7()))).toEqual([]);
  });

  test('are known from the read models where another process opened them', async () => {
    const id = v7();
    await ask(RequestAssessment.of({ case: id, person, on: day('2025-09-01'), kind: 'initial' }));
    expect(await requests.of(person)).toEqual([]);
    await tracker.get(ReadModels).bringUpToDate();
    expect(await requests.of(person)).toEqual([id]);
    expect(codes(await open(v7()))).toEqual(['open-request-already']);
  });

  test('are one where two are asked for at the same moment, and two where that is confirmed', async () => {
    const outcomes = await Promise.all([open(v7()), open(v7())]);
    expect(outcomes.flatMap(codes)).toEqual(['open-request-already']);
    expect(codes(await open(v7(), { confirm: ['open-request-already'] }))).toEqual([]);
    expect(await requests.of(person)).toHaveLength(2);
  });

  test('do not stand in the way of the repetition of the request that opened one', async () => {
    const id = v7();
    await open(id);
    expect((await open(id)).outcome).toBe('unchanged');
  });

  test('are told to nobody from whom the child is kept', async () => {
    await open(v7());
    expect(codes(await withoutSightOf(new Set([person]), () => open(v7())))).toEqual(['unknown-person']);
  });

  test('are not looked at where the request does not say whose it is', async () => {
    const request = Object.assign(new RequestAssessment(), { case: v7(), on: day('2025-09-01'), kind: 'initial' });
    await expect(requests.opening(request, () => ask(request))).rejects.toThrow('person: it is missing.');
  });
});
