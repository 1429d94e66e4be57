import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { v7 } from 'uuid';
import { IssueFinalPlan } from '../../assessments/application/issue-final-plan.js';
import { RequestAssessment } from '../../assessments/application/request-assessment.js';
import { StoreUnavailable, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { MakePlan } from '../../plans/application/make-plan.js';
import { NotifyReviewDecision } from '../../reviews/application/notify-review-decision.js';
import { OpenReview } from '../../reviews/application/open-review.js';
import { day } from '../../statute/calendar.js';
import { PERSON } from '../../testing/assessments.js';
import { openPolicies, PassingPolicyMemory, policiesOn, type PoliciesSetting } from '../../testing/policies-setting.js';
import { CaseReader } from './case-on-record.js';
import { nextReviewIdOf, planIdOf } from './derived-ids.js';
import { FinalPlanMakesPlan } from './final-plan-makes-plan.js';
import type { Findings, Policy } from './policy.js';
import { PolicyMemoryUnavailable } from './policy-memory.js';
import { PolicyRunner, PolicyStopped } from './policy-runner.js';

const NAMES = ['final-plan-makes-plan', 'review-decision-moves-anchor', 'review-amends-plan', 'plan-opens-review'];

let setting: PoliciesSetting;
beforeEach(async () => {
  setting = await openPolicies();
  Logger.overrideLogger(false);
});
afterEach(() => setting.close());

/** An assessment with its final plan. */
async function issued(): Promise<string> {
  const id = v7();
  await setting.does(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: 'initial' }));
  await setting.does(IssueFinalPlan.of({ case: id, on: day('2025-05-20') }));
  return id;
}

const planOf = (assessment: string): Promise<readonly string[]> => setting.live(`plan-${planIdOf(assessment)}`);
const everything = async (): Promise<readonly RecordedEvent[]> => setting.store.readAll(undefined, 10_000);

/** Resolves when something is so; looks again whenever events come. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const ending = new AbortController();
  for await (const _batch of setting.store.subscribe(undefined, { signal: ending.signal })) if (await isSo()) break;
  ending.abort();
}

describe('Catching up', () => {
  test('does everything that follows, also from what other policies recorded', async () => {
    const id = await issued();
    await setting.policies.catchUp();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20']);
    expect(await setting.live(`review-${nextReviewIdOf(planIdOf(id), 'made')}`)).toEqual(['ReviewOpened 2025-05-20']);
  });

  test('tells how many events it has looked at', async () => {
    await issued();
    const told: number[] = [];
    await setting.policies.catchUp((done) => told.push(done));
    expect(told.at(-1)).toBe((await everything()).length);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
  });

  test('of nothing does nothing', async () => {
    await setting.policies.catchUp();
    expect(await everything()).toEqual([]);
  });

  test('goes on from where it was, and changes nothing where that is lost', async () => {
    await issued();
    await setting.policies.catchUp();
    const all = await everything();
    const last = all.at(-1)?.position;
    for (const name of NAMES) expect(await setting.memory.checkpointOf(name)).toBe(last);
    await setting.memory.forget();
    await policiesOn(setting, setting.memory).catchUp();
    expect(await everything()).toEqual(all);
    for (const name of NAMES) expect(await setting.memory.checkpointOf(name)).toBe(last);
  });

  test('at once in two processes does everything once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, issued));
    const other = policiesOn(setting, setting.memory);
    await Promise.all([setting.policies.catchUp(), other.catchUp(), setting.policies.catchUp()]);
    expect(await everything()).toHaveLength(ids.length * 4);
    for (const id of ids) expect(await planOf(id)).toHaveLength(1);
  });

  test('loads no stream for an event that no policy is concerned with', async () => {
    const id = v7();
    await setting.does(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: 'initial' }));
    let reads = 0;
    const counting = new Proxy(setting.store, {
      get: (target, name) => {
        if (name === 'readStream') reads += 1;
        return (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target);
      },
    });
    await policiesOn({ ...setting, store: counting }).catchUp();
    expect(reads).toBe(0);
  });
});

describe('What is refused', () => {
  test('is kept, holds up nothing, and is told with the policy', async () => {
    const id = await issued();
    const other = await issued();
    setting.sealer.erase(PERSON);
    await setting.policies.catchUp();
    expect(await planOf(other)).toEqual([]);
    const [makes, ...others] = await setting.policies.status();
    expect(makes).toMatchObject({ policy: 'final-plan-makes-plan', lag: 0 });
    expect(makes?.refusals).toHaveLength(2);
    expect(makes?.refusals.map(({ stream, target, codes }) => ({ stream, target, codes }))).toContainEqual({
      stream: `assessment-${id}`,
      target: `plan-${planIdOf(id)}`,
      codes: ['person-erased'],
    });
    for (const { refusals } of others) expect(refusals).toEqual([]);
  });

  test('is tried again when the target comes to be, and then forgotten', async () => {
    const [plan, review] = [v7(), v7()];
    await setting.does(OpenReview.of({ case: review, person: PERSON, plan, on: day('2025-01-06'), kind: 'annual' }));
    const on = day('2025-02-24');
    await setting.does(NotifyReviewDecision.of({ case: review, on, outcome: 'maintain' }));
    await setting.policies.catchUp();
    expect(await setting.memory.refusals()).toMatchObject([{ codes: ['unknown-case'], target: `plan-${plan}` }]);
    await setting.does(MakePlan.of({ case: plan, person: PERSON, on: day('2024-03-04') }));
    await setting.policies.catchUp();
    expect(await setting.live(`plan-${plan}`)).toEqual(['PlanMade 2024-03-04', 'PlanReviewed 2025-02-24']);
    expect(await setting.memory.refusals()).toEqual([]);
  });
});

describe('A policy that cannot go on', () => {
  /** A policy that fails at one assessment. */
  class Failing extends FinalPlanMakesPlan {
    failsAt: string | undefined;

    override missing(id: string): Promise<Findings> {
      if (id === this.failsAt) throw new TypeError(`The name of ${id} is a secret.`);
      return super.missing(id);
    }
  }
  class Healthy extends FinalPlanMakesPlan {
    override readonly name: string = 'healthy';
  }
  const runnerOf = (policies: readonly Policy[], memory = setting.memory): PolicyRunner =>
    new PolicyRunner(setting.store, policies, memory, setting.clock, setting.bare);

  test('stops visibly with the id of the event, tells nothing else, and goes on where it stopped', async () => {
    const failing = new Failing(new CaseReader(setting.store));
    const policies = [failing, new Healthy(new CaseReader(setting.store))];
    const runner = runnerOf(policies);
    await issued();
    await runner.catchUp();
    const before = await setting.memory.checkpointOf('final-plan-makes-plan');
    const id = await issued();
    failing.failsAt = id;
    const event = (await setting.events(`assessment-${id}`)).at(-1)?.id;
    const failure: unknown = await runner.catchUp().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PolicyStopped);
    expect((failure as Error).message).toBe(
      `The policy final-plan-makes-plan stopped at the event ${String(event)}: TypeError while it was followed.`,
    );
    const [stopped, other] = await runner.status();
    const stop = { event, reason: 'TypeError while it was followed', stoppedAt: '2025-12-31T09:00:00.000Z' };
    expect(stopped?.stopped).toEqual(stop);
    // Another process can tell, too.
    expect((await policiesOn(setting, setting.memory).status())[0]?.stopped).toEqual(stop);
    expect(stopped?.checkpoint).toBe(before);
    expect(other?.stopped).toBeUndefined();
    expect(await planOf(id)).toEqual(['PlanMade 2025-05-20']);

    failing.failsAt = undefined;
    await runner.catchUp();
    expect((await runner.status())[0]).not.toHaveProperty('stopped');
    expect((await runner.status())[0]).toMatchObject({ lag: 0, checkpoint: (await everything()).at(-1)?.position });
  });
});

describe('While the program runs', () => {
  test('what is recorded is followed at once, until it ends', async () => {
    const ending = new AbortController();
    const running = setting.policies.run(ending.signal);
    const id = await issued();
    await until(async () => (await setting.live(`review-${nextReviewIdOf(planIdOf(id), 'made')}`)).length > 0);
    // Catching up beside it finds everything done, or does it.
    const second = await issued();
    await setting.policies.catchUp();
    expect(await planOf(second)).toHaveLength(1);
    ending.abort();
    await running;
    expect(await planOf(id)).toHaveLength(1);
  });

  test('trouble of the store or of the memory is waited for', async () => {
    let troubles = 2;
    const troubled = Object.create(setting.store, {
      readStream: {
        value: (stream: string, from?: number) => {
          if (troubles-- > 0) throw new StoreUnavailable('away', 'nothing-written');
          return setting.store.readStream(stream, from);
        },
      },
      subscribe: { value: (...args: Parameters<EventStore['subscribe']>) => setting.store.subscribe(...args) },
      readAll: { value: (...args: Parameters<EventStore['readAll']>) => setting.store.readAll(...args) },
    }) as EventStore;
    class Forgetful extends PassingPolicyMemory {
      #fails = 2;
      override checkpointOf(policy: string): Promise<Position | undefined> {
        if (this.#fails-- > 0) return Promise.reject(new PolicyMemoryUnavailable('busy'));
        return super.checkpointOf(policy);
      }
    }
    const runner = policiesOn({ ...setting, store: troubled }, new Forgetful());
    const ending = new AbortController();
    const running = runner.run(ending.signal);
    const id = await issued();
    await until(async () => (await planOf(id)).length > 0);
    ending.abort();
    await running;
    await expect(policiesOn({ ...setting, store: troubled }).catchUp()).resolves.toBeUndefined();
  });

  test('while catching up, trouble is told to the caller, who may try again', async () => {
    const id = await issued();
    let isAway = true;
    const troubled = new Proxy(setting.store, {
      get: (target, name) => {
        if (name === 'readStream' && isAway) {
          return () => Promise.reject(new StoreUnavailable('away', 'nothing-written'));
        }
        return (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target);
      },
    });
    const runner = policiesOn({ ...setting, store: troubled });
    await expect(runner.catchUp()).rejects.toThrow(StoreUnavailable);
    isAway = false;
    await runner.catchUp();
    expect(await planOf(id)).toHaveLength(1);
  });
});

describe('How far a policy is behind', () => {
  test('is told in seconds since the oldest event that it has not looked at', async () => {
    await issued();
    setting.clock.set('2025-12-31T09:05:00.000Z');
    expect((await setting.policies.status()).map(({ policy, lag }) => [policy, lag])).toEqual(
      NAMES.map((name) => [name, 300]),
    );
    await setting.policies.catchUp();
    expect((await setting.policies.status()).map(({ lag }) => lag)).toEqual([0, 0, 0, 0]);
  });
});
