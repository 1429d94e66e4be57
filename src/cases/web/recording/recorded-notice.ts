import type { Request } from 'express';
import { leaveNotice } from '../../../platform/web/notices.js';
import { longDate } from '../../../statute/calendar.js';
import type { RecordedEvent } from '../../../event-store/event-store.js';
import { deciderOf } from '../../application/case-deciders.js';
import type { Done } from '../../../streams/application/outcome.js';
import { isOpened } from '../../../streams/domain/case-decider.js';
import { folded, type AnyEntry, type CaseOnRecord } from '../../application/case-on-record.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';
import { milestoneInWords } from '../../application/words.js';

/** The event that recorded a milestone, by its number. */
export function eventOfEntry({ kind, events }: CaseOnRecord, number: number): RecordedEvent | undefined {
  const { tells } = deciderOf(kind);
  return events.filter(({ type }) => tells.has(type))[number - 1];
}

/** The milestone that was recorded by the event at a revision. */
export function entryRecordedAt({ kind, events }: CaseOnRecord, revision: number): AnyEntry | undefined {
  const state = folded(kind, events.slice(0, revision + 1));
  return isOpened(state) ? state.entries.at(-1) : undefined;
}

/** Has the next page say what was recorded, with the way to take it back at once. */
export function sayRecorded(request: Request, one: CaseOnRecord, { type }: CatalogueEntry, outcome: Done): void {
  const called = milestoneInWords(type);
  if (outcome.outcome === 'unchanged') {
    leaveNotice(request, { text: `${called}: that was on record already, so nothing was recorded.` });
    return;
  }
  const entry = entryRecordedAt(one, outcome.revision);
  if (entry === undefined) return;
  leaveNotice(request, {
    text: `Recorded: ${called}, ${longDate(entry.data.on)}.`,
    action: { text: 'Undo', href: `/cases/${one.id}/entries/${String(entry.number)}/undo`, fields: {} },
  });
}
