import type { EventStore } from '../../event-store/event-store.js';
import { StoreDamaged } from '../../event-store/event-store.js';
import { checkLog } from '../../event-store/sqlite/log-copy.js';
import type { TextCheck } from '../../people/application/text-check.js';
import type { Policies } from '../../policies/application/policies.js';
import type { Difference } from '../../read-model/compare.js';
import { ProjectionStopped } from '../../read-model/projector.js';
import type { ReadModels } from '../../read-model/read-models.js';
import type { TableName } from '../../read-model/schema.js';
import type { PersonId } from '../../streams/domain/event.js';
import { EventAudit } from './event-audit.js';
import { Findings, type Finding, type FindingCode } from './findings.js';
import { catchUpPolicies, checkPolicies, type Refused } from './policy-check.js';

/** A part of the work. */
export type VerifyPart = 'log' | 'policies' | 'taking-in' | 'events' | 'rows' | 'effects';

/** How a tracker is verified. */
export interface Verifying {
  readonly progress: (part: VerifyPart, done: number, total: number) => void;
  /** Gives it up, by what it throws. */
  readonly signal: AbortSignal;
}

/** What is verified. */
export interface Verified {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly policies: Policies;
  readonly texts: TextCheck;
}

/** What was looked at, and what was found. */
export interface Verification {
  readonly ok: boolean;
  /** Up to which event; missing where there is none, or the log is damaged. */
  readonly position?: string;
  readonly events: number;
  readonly streams: number;
  readonly people: number;
  readonly texts: number;
  /** How many rows of the read models follow from the events, by table. */
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
  /** How many there are of each kind. */
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
  /** The first of each kind. */
  readonly findings: readonly Finding[];
  /** What was refused to policies: for an officer to settle, and no fault of the data. */
  readonly refused: readonly Refused[];
}

/**
 * Checks an event log whole: pages, indexes, gaps, the digest of every event, and whether it reaches its mark.
 * @returns what is wrong with it; nothing where it is whole
 */
export async function verifyLog(file: string, { progress, signal }: Verifying): Promise<Verification | undefined> {
  try {
    await checkLog(file, file, { progress: (done, total) => progress('log', done, total), signal });
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    const findings = new Findings();
    for (const what of error.damages) findings.add({ area: 'event log', code: 'log-damaged', where: file, what });
    return resultOf(findings, {});
  }
}

/**
 * Compares everything that follows from the events with what is there: read models, keys, effects of policies. What is
 * left to do is done first. What others record meanwhile makes no difference.
 * @throws StoreUnavailable where the event store does not answer
 */
export async function verify(
  { store, models, policies, texts }: Verified,
  { progress, signal }: Verifying,
): Promise<Verification> {
  const findings = new Findings();
  let looked = 0;
  await catchUpPolicies(policies, findings, (done) => {
    signal.throwIfAborted();
    progress('policies', (looked = done), Infinity);
  });
  progress('policies', looked, looked);
  try {
    await models.bringUpToDate({ signal, progress: (done, total) => progress('taking-in', done, total) });
  } catch (error) {
    if (!(error instanceof ProjectionStopped)) throw error;
    const { event, position } = error.fault;
    findings.add({
      area: 'read models',
      code: 'projection-stopped',
      where: `event ${event} (position ${position})`,
      what: 'It cannot be projected, and nothing after it is shown.',
    });
  }
  const audit = new EventAudit(store, texts, findings);
  const compared = await models.compare({
    take: (events) => audit.take(events),
    found: async (difference) => {
      if (!(await isUnderWay(difference, audit, texts))) findings.add(asFinding(difference));
    },
    progress,
    signal,
  });
  const refused = await checkPolicies(store, policies, [...audit.streams], findings, (done, total) => {
    signal.throwIfAborted();
    progress('effects', done, total);
  });
  return resultOf(findings, { ...audit.counts, ...compared, refused });
}

/** Whether someone is being erased: the key goes first, and what they are found by when the erasure is on record. */
async function isUnderWay({ table, key }: Difference, audit: EventAudit, texts: TextCheck): Promise<boolean> {
  if (table !== 'person' && table !== 'person_term') return false;
  const person = String(table === 'person' ? key.id : key.person) as PersonId;
  return !audit.hasErased(person) && (await texts.standing(person)) === 'erased';
}

const CODES = {
  missing: ['row-missing', 'The row is missing.'],
  unexpected: ['row-unexpected', 'Nothing on record calls for the row.'],
  different: ['row-different', 'The row is not what follows from the events.'],
} as const satisfies Record<Difference['kind'], readonly [FindingCode, string]>;

function asFinding({ table, key, kind, columns }: Difference): Finding {
  const [code, what] = CODES[kind];
  const where = Object.entries(key).map(([column, value]) => `${column} ${String(value)}`);
  return {
    area: 'read models',
    code,
    where: `${table}: ${where.join(', ')}`,
    what: columns.length === 0 ? what : `${what} It differs in ${columns.join(', ')}.`,
  };
}

function resultOf(findings: Findings, of: Partial<Verification>): Verification {
  return {
    ok: findings.count === 0,
    events: 0,
    streams: 0,
    people: 0,
    texts: 0,
    rows: {},
    refused: [],
    ...of,
    counts: findings.counts,
    findings: findings.kept,
  };
}
