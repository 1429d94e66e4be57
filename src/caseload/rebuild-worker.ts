/** A thread that fills the tables of a rebuild with a share of the streams, and tells how far it came. */
import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../event-store/open-event-store.js';
import { UPCASTERS } from '../event-store/upcasters.js';
import { fillSorted } from '../read-model/fill.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { CannotBeProjected } from '../read-model/projection.js';
import { rulebookWith } from '../statute/rulebook.js';
import { WritingTurns } from '../read-model/writing-turns.js';
import { projectionsOf } from './application/projections.js';
import type { RebuildTask, ThreadNews } from './rebuild-task.js';

const { eventStoreUrl, readModelUrl, localStandards, prefix, end, share, turns } = workerData as RebuildTask;
const evaluation = { rulebook: rulebookWith(localStandards) };
const tell = (news: ThreadNews): void => parentPort?.postMessage(news);
const store = await openForReading(eventStoreUrl, { upcasters: UPCASTERS });
const model = await openReadModel(readModelUrl);
try {
  if (store.sorted === undefined) throw new Error('This event store cannot sort its events.');
  const projections = projectionsOf(store, undefined, evaluation)({ fresh: true, whole: true });
  const inTurn = new WritingTurns(turns, share.index).at;
  const progress = (done: number): void => tell({ done });
  tell({
    events: await fillSorted(store.sorted, { model, prefix, projections, end, choice: { share }, inTurn, progress }),
  });
} catch (error) {
  if (!(error instanceof CannotBeProjected)) throw error;
  const { stream, revision, reason } = error;
  tell({ stream, revision, reason });
} finally {
  await model.close();
  await store.close();
}
