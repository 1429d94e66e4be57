import type { EventStore } from '../../event-store/event-store.js';
import { policiesOver } from '../../policies/application/all-policies.js';
import { CaseReader } from '../../policies/application/case-on-record.js';
import type { Policies } from '../../policies/application/policies.js';
import { PolicyStopped } from '../../policies/application/policy-runner.js';
import type { Policy } from '../../policies/application/policy.js';
import type { Findings } from './findings.js';

/** How often something missing is looked at again: others may have recorded its cause this moment. */
const MOST_LOOKS = 3;

/** Something that a policy wanted recorded and that the record of its target refuses. */
export interface Refused {
  readonly policy: string;
  /** The stream from which it follows. */
  readonly stream: string;
  readonly target: string;
  readonly codes: readonly string[];
}

/**
 * Has the policies do what is left to do.
 * @param progress called with the number of events that were looked at
 */
export async function catchUpPolicies(
  policies: Policies,
  findings: Findings,
  progress?: (done: number) => void,
): Promise<void> {
  try {
    await policies.catchUp(progress);
  } catch (error) {
    if (!(error instanceof PolicyStopped)) throw error;
    for (const { policy, event, reason } of error.stops) {
      const what = `It stopped at the event ${event}: ${reason}.`;
      findings.add({ area: 'policies', code: 'policy-stopped', where: policy, what });
    }
  }
}

/**
 * Asks every policy about every stream that it follows whether all that follows from it is on record, once and as it
 * should be.
 * @param streams the names of all streams
 * @returns what was refused to the policies
 */
export async function checkPolicies(
  store: EventStore,
  policies: Policies,
  streams: readonly string[],
  findings: Findings,
  progress: (done: number, total: number) => void,
): Promise<readonly Refused[]> {
  const refusals = (await policies.status()).flatMap((status) => status.refusals);
  const refused = new Set(refusals.map(({ policy, stream }) => `${policy} ${stream}`));
  const all = policiesOver(new CaseReader(store));
  const sources = new Map(
    all.map((policy) => [policy, streams.filter((name) => name.startsWith(`${policy.source}-`))]),
  );
  const total = [...sources.values()].reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const [policy, names] of sources) {
    for (const name of names) {
      const isRefused = refused.has(`${policy.name} ${name}`);
      if (!isRefused) await checkOne(policy, name, policies, findings);
      progress((done += 1), total);
    }
  }
  return refusals.map(({ policy, stream, target, codes }) => ({ policy, stream, target, codes }));
}

async function checkOne(policy: Policy, stream: string, policies: Policies, findings: Findings): Promise<void> {
  const id = stream.slice(policy.source.length + 1);
  for (let look = 1; ; look += 1) {
    const { steps } = await policy.missing(id);
    if (steps.length === 0) return;
    if (look === MOST_LOOKS) {
      for (const { target, request } of steps) {
        const what = `${request.constructor.name} on ${target} follows from it, and is not on record.`;
        findings.add({ area: 'policies', code: 'effect-missing', where: `${policy.name}, ${stream}`, what });
      }
      return;
    }
    await catchUpPolicies(policies, findings);
    const stands = (await policies.status()).find((status) => status.policy === policy.name);
    if (stands?.refusals.some((refusal) => refusal.stream === stream) === true) return;
  }
}
