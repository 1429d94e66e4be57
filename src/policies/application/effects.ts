import type { RecordedEvent } from '../../event-store/event-store.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import type { Step } from './policy.js';

/** Carries a request out. */
export type Carry = (request: CaseRequest) => Promise<Outcome>;

/** What came of the steps of a policy. */
export interface Effect {
  /** What was recorded: streams and revisions. */
  readonly recorded: readonly { readonly stream: string; readonly revision: number }[];
  /** Whether a stream had changed since it was looked at: it has to be looked at again. */
  readonly isOutdated: boolean;
  /** The first target that refused, and every code. */
  readonly refused?: { readonly target: string; readonly codes: readonly string[] };
}

/** Says that the stream is not as it was when the step was found missing. */
const OUTDATED = ['changed-meanwhile', 'opened-already'];

/** A warning is confirmed at the second try; another can come up in between. */
const MOST_TRIES = 4;

/** Confirms every warning: what is unusual or late was confirmed by the officer who recorded it at the source. */
async function confirming(request: CaseRequest, carry: Carry): Promise<Outcome> {
  const confirm = new Set<string>();
  for (let tried = 1; ; tried += 1) {
    const outcome = await carry(request);
    if (outcome.outcome !== 'refused' || tried === MOST_TRIES) return outcome;
    if (!outcome.refused.every(({ confirmable }) => confirmable === true)) return outcome;
    for (const { code } of outcome.refused) confirm.add(code);
    request.confirm = [...confirm];
  }
}

const isRefusedFor = (outcome: Outcome, codes: readonly string[]): boolean =>
  outcome.outcome === 'refused' && outcome.refused.some(({ code }) => codes.includes(code));

/**
 * Carries out the steps of a policy, each on the stream as it was looked at.
 * @param cause the event that led to them
 */
export async function carryOut(
  steps: readonly Step[],
  actor: string,
  { id, metadata }: RecordedEvent,
  carry: Carry,
): Promise<Effect> {
  const revisions = new Map<string, number>();
  const recorded: { stream: string; revision: number }[] = [];
  const refused: { target: string; codes: readonly string[] }[] = [];
  for (const { target, revision, request } of steps) {
    const at = revisions.get(target) ?? revision;
    if (at !== undefined) request.expectedRevision = at;
    const outcome = await onBehalfOf({ actor, correlationId: metadata.correlationId, causationId: id }, () =>
      confirming(request, carry),
    );
    if (isRefusedFor(outcome, OUTDATED)) return { recorded, isOutdated: true };
    if (outcome.outcome === 'refused') {
      const hard = outcome.refused.filter(({ confirmable }) => confirmable !== true);
      refused.push({ target, codes: (hard.length > 0 ? hard : outcome.refused).map(({ code }) => code) });
    } else if (outcome.outcome === 'recorded') {
      recorded.push({ stream: target, revision: outcome.revision });
      revisions.set(target, outcome.revision);
    }
  }
  const [first] = refused;
  if (first === undefined) return { recorded, isOutdated: false };
  const codes = [...new Set(refused.flatMap((one) => one.codes))].sort();
  return { recorded, isOutdated: false, refused: { target: first.target, codes } };
}
