import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position } from '../../event-store/event-store.js';
import { openReadModel } from '../../read-model/open-read-model.js';
import type { ReadModel } from '../../read-model/read-model.js';
import type { PolicyTables } from '../../read-model/schema.js';
import { PolicyMemoryUnavailable, type PolicyRefusal } from '../application/policy-memory.js';
import { KyselyPolicyMemory } from './kysely-policy-memory.js';

const at = (position: number): Position => String(position).padStart(16, '0') as Position;
const refusal: PolicyRefusal = {
  policy: 'one',
  stream: 'review-018f0000-0000-7000-8000-0000000000b1',
  target: 'plan-018f0000-0000-7000-8000-0000000000a1',
  event: '018f0000-0000-7000-8000-0000000000e1',
  codes: ['after-ceasing', 'ended-already'],
  refusedAt: '2025-12-31T09:00:00.000Z',
};

let folder: string;
let model: ReadModel;
let memory: KyselyPolicyMemory;
const open = async (): Promise<void> => {
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  memory = new KyselyPolicyMemory(model.writing);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-memory-'));
  await open();
});
afterEach(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

describe('What policies remember', () => {
  test('a checkpoint moves only from where it is expected, each policy by itself', async () => {
    expect(await memory.checkpointOf('one')).toBeUndefined();
    expect(await memory.moveCheckpoint('one', at(1), at(2))).toBe(false);
    expect(await memory.moveCheckpoint('one', undefined, at(1))).toBe(true);
    expect(await memory.moveCheckpoint('one', undefined, at(3))).toBe(false);
    expect(await memory.moveCheckpoint('one', at(1), at(2))).toBe(true);
    expect(await memory.moveCheckpoint('one', at(1), at(4))).toBe(false);
    expect(await memory.checkpointOf('one')).toBe(at(2));
    expect(await memory.checkpointOf('two')).toBeUndefined();
  });

  test('a refusal stands until it is replaced or removed', async () => {
    const later = { ...refusal, codes: ['person-erased'], refusedAt: '2026-01-05T09:00:00.000Z' };
    const other = { ...refusal, policy: 'two' };
    await memory.keepRefusal(refusal);
    await memory.keepRefusal(other);
    expect(await memory.refusals()).toEqual([refusal, other]);
    await memory.keepRefusal(later);
    expect(await memory.refusals()).toEqual([other, later]);
    await memory.removeRefusal('two', refusal.stream);
    expect(await memory.refusals()).toEqual([later]);
  });

  test('where a policy stopped is kept until it goes on', async () => {
    const stop = { event: refusal.event, reason: 'TypeError while it was followed', stoppedAt: refusal.refusedAt };
    expect(await memory.stopOf('one')).toBeUndefined();
    await memory.keepStop('one', { ...stop, event: '018f0000-0000-7000-8000-0000000000e0' });
    await memory.keepStop('one', stop);
    expect(await memory.stopOf('one')).toEqual(stop);
    expect(await memory.stopOf('two')).toBeUndefined();
    await memory.keepStop('one', undefined);
    expect(await memory.stopOf('one')).toBeUndefined();
  });

  test('it outlives the program, and is forgotten when that is asked for', async () => {
    await memory.moveCheckpoint('one', undefined, at(1));
    await memory.keepRefusal(refusal);
    await model.close();
    await open();
    expect(await memory.checkpointOf('one')).toBe(at(1));
    expect(await memory.refusals()).toEqual([refusal]);
    await memory.forget();
    expect(await memory.checkpointOf('one')).toBeUndefined();
    expect(await memory.refusals()).toEqual([]);
  });

  test('a database that is busy for a while is told from one that is broken', async () => {
    const failing = (errcode: number): KyselyPolicyMemory => {
      const fails = (): never => {
        throw Object.assign(new Error('as SQLite says it'), { errcode });
      };
      return new KyselyPolicyMemory({ selectFrom: fails } as unknown as Kysely<PolicyTables>);
    };
    const [busy, corrupt] = [5, 11];
    await expect(failing(busy).refusals()).rejects.toThrow(PolicyMemoryUnavailable);
    await expect(failing(corrupt).refusals()).rejects.toThrow('as SQLite says it');
  });
});
