import type { Position } from '../event-store/event-store.js';
import { CaseReader, categoryOf, idOf } from '../policies/application/case-on-record.js';
import { policiesOver } from '../policies/application/all-policies.js';
import { PolicyMemory, type PolicyRefusal, type PolicyStop } from '../policies/application/policy-memory.js';
import { PolicyRunner } from '../policies/application/policy-runner.js';
import type { CaseKindName } from '../streams/application/any-case.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import { openCases, type CasesSetting } from './cases-setting.js';

/** Remembers as long as the process runs. */
export class PassingPolicyMemory extends PolicyMemory {
  readonly #checkpoints = new Map<string, Position>();
  readonly #refusals = new Map<string, PolicyRefusal>();
  readonly #stops = new Map<string, PolicyStop>();

  override checkpointOf(policy: string): Promise<Position | undefined> {
    return Promise.resolve(this.#checkpoints.get(policy));
  }

  override moveCheckpoint(policy: string, from: Position | undefined, to: Position): Promise<boolean> {
    if (this.#checkpoints.get(policy) !== from) return Promise.resolve(false);
    this.#checkpoints.set(policy, to);
    return Promise.resolve(true);
  }

  override refusals(): Promise<readonly PolicyRefusal[]> {
    return Promise.resolve([...this.#refusals.values()]);
  }

  override keepRefusal(refusal: PolicyRefusal): Promise<void> {
    this.#refusals.set(`${refusal.policy} ${refusal.stream}`, refusal);
    return Promise.resolve();
  }

  override removeRefusal(policy: string, stream: string): Promise<void> {
    this.#refusals.delete(`${policy} ${stream}`);
    return Promise.resolve();
  }

  /** What was refused, as policies that began anew would have it. */
  essence(): Promise<readonly string[]> {
    const all = [...this.#refusals.values()];
    return Promise.resolve(
      all.map(({ policy, stream, target, codes }) => [policy, stream, target, ...codes].join(' ')).sort(),
    );
  }

  override stopOf(policy: string): Promise<PolicyStop | undefined> {
    return Promise.resolve(this.#stops.get(policy));
  }

  override keepStop(policy: string, stop: PolicyStop | undefined): Promise<void> {
    if (stop === undefined) this.#stops.delete(policy);
    else this.#stops.set(policy, stop);
    return Promise.resolve();
  }

  override forget(): Promise<void> {
    this.#stops.clear();
    this.#checkpoints.clear();
    this.#refusals.clear();
    return Promise.resolve();
  }
}

/** A runner of all policies over a setting of cases. */
export function policiesOn(
  { store, clock, bare }: CasesSetting,
  memory: PolicyMemory = new PassingPolicyMemory(),
): PolicyRunner {
  return new PolicyRunner(store, policiesOver(new CaseReader(store)), memory, clock, bare);
}

/** A setting of cases with policies over it. */
export interface PoliciesSetting extends CasesSetting {
  readonly policies: PolicyRunner;
  readonly memory: PassingPolicyMemory;
  /** Carries a request out for an officer who confirms every warning; throws where it is refused nevertheless. */
  does(request: CaseRequest): Promise<void>;
  /** The milestones of a stream that count, each as type and day, in the order of their days. */
  live(stream: string): Promise<readonly string[]>;
}

/** Opens a setting of cases with policies over it. */
export async function openPolicies(opened: Promise<CasesSetting> = openCases()): Promise<PoliciesSetting> {
  const cases = await opened;
  const memory = new PassingPolicyMemory();
  const reader = new CaseReader(cases.store);
  return {
    ...cases,
    memory,
    policies: policiesOn(cases, memory),
    does: async (request) => {
      const asked = await cases.request(request);
      if (asked.outcome !== 'refused') return;
      const again = await cases.request(Object.assign(request, { confirm: asked.refused.map(({ code }) => code) }));
      if (again.outcome === 'refused') throw new Error(again.refused.map(({ message }) => message).join(' '));
    },
    live: async (stream) => {
      const found = await reader.load(categoryOf(stream) as CaseKindName, idOf(stream));
      return (found?.live ?? []).map(({ type, data }) => `${type} ${data.on}`);
    },
  };
}
