/** A thread that fills the tables of a rebuild for a part of the streams, and answers with how far it came. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../event-store/open-event-store.js';
import { UPCASTERS } from '../event-store/upcasters.js';
import { fill } from '../read-model/fill.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { CannotBeProjected } from '../read-model/projection.js';
import { rulebookWith } from '../statute/rulebook.js';
import { projectionsOf } from './application/projections.js';
import type { RebuildTask } from './rebuild-task.js';

const { eventStoreUrl, readModelUrl, localStandards, prefix, part } = workerData as RebuildTask;
const evaluation = { rulebook: rulebookWith(localStandards) };
const store = await openForReading(eventStoreUrl, { upcasters: UPCASTERS });
const model = await openReadModel(readModelUrl);
try {
  const view = { fresh: true, part } as const;
  const after = await fill(store, {
    model,
    prefix,
    view,
    projections: projectionsOf(store, undefined, evaluation)(view),
  });
  parentPort?.postMessage({ after });
} catch (error) {
  if (!(error instanceof CannotBeProjected)) throw error;
  const { stream, revision, reason } = error;
  parentPort?.postMessage({ stream, revision, reason });
} finally {
  await model.close();
  await store.close();
}
