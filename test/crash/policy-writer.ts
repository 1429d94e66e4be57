/**
 * Runs a tracker with its read models and policies, while officers record what policies follow, until it is killed.
 * Arguments: the data directory, and `officers` to record or `beside` to catch up again and again as a command does beside
 * the server.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Policies } from '../../src/policies/application/policies.js';
import { Projecting } from '../../src/caseload/caseload.module.js';
import { ReadModels } from '../../src/read-model/read-models.js';
import { recordWithoutEnd } from './officers.js';
import { trackerIn } from './policy-checks.js';

const OFFICERS = 8;

const [, , folder = '', role = ''] = process.argv;
const tracker = await trackerIn(folder);
const policies = tracker.get(Policies);

async function catchUpWithoutEnd(): Promise<never> {
  for (;;) {
    await policies.catchUp();
    await tracker.get(ReadModels).projector.catchUp();
    await delay(1);
  }
}

if (role === 'beside') {
  process.stdout.write('catching up\n');
  await catchUpWithoutEnd();
} else {
  policies.start();
  tracker.get(Projecting).start();
  process.stdout.write('writing\n');
  await Promise.all(Array.from({ length: OFFICERS }, () => recordWithoutEnd(tracker)));
}
