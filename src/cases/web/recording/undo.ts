import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { viewerOf } from '../../../platform/access/access.js';
import { readForm } from '../../../platform/web/form.js';
import { leaveNotice } from '../../../platform/web/notices.js';
import { PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { RetractMilestone } from '../../application/retract-milestone.js';
import { milestoneInWords } from '../../application/words.js';
import type { EntryAtHand } from './entry-change.js';
import { EntryPages } from './entry-pages.js';
import type { Exchange } from './record-pages.js';
import { RecordingContext } from './recording-context.js';
import { eventOfEntry } from './recorded-notice.js';

const TEMPLATE = 'cases/web/recording/views/undo-refused.njk';
const MINUTES = 10;
const REASON = 'Recorded by mistake, undone at once.';

/** Takes a milestone back that somebody recorded a moment ago. */
@Injectable()
export class Undo {
  constructor(
    private readonly context: RecordingContext,
    private readonly entries: EntryPages,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
  ) {}

  /** Retracts the milestone, or says why it is too late for that and what to do instead. */
  async undo(id: string, number: string, { request, response }: Exchange): Promise<string | undefined> {
    const form = readForm(request);
    const hand = await this.entries.entry(id, number);
    const { at, entry, catalogued } = hand;
    const called = milestoneInWords(entry.type);
    const late = entry.gone === undefined ? this.#tooLate(hand, viewerOf(request).id) : undefined;
    if (late !== undefined) return this.#refused(hand, [late], { request, response });
    const outcome = await this.writes.carryOut(request, form, () =>
      this.commands.execute<CaseRequest, Outcome>(
        Object.assign(new RetractMilestone(), { case: id, kind: at.one.kind, entry: entry.number, reason: REASON }),
      ),
    );
    if (outcome.outcome === 'refused') {
      const messages = outcome.refused.map(({ message }) => message);
      return this.#refused(hand, messages, { request, response }, catalogued.opens);
    }
    leaveNotice(request, {
      text: `Undone: ${called} no longer counts. The history shows that it was recorded and taken back.`,
      link: { text: 'Record it again', href: `${at.heading.href}/record/${catalogued.milestone}` },
    });
    response.redirect(303, at.heading.href);
    return undefined;
  }

  /** Why it is too late to undo a milestone; nothing where it is not. */
  #tooLate({ at, entry }: EntryAtHand, viewer: string): string | undefined {
    const recorded = eventOfEntry(at.one, entry.number);
    if (recorded === undefined) return 'It is not known when this was recorded.';
    if (recorded.metadata.actor !== viewer) return 'Somebody else recorded this, so it is for them to undo.';
    const age = this.context.now.getTime() - new Date(recorded.recordedAt).getTime();
    return age > MINUTES * 60_000 ? `This was recorded more than ${String(MINUTES)} minutes ago.` : undefined;
  }

  #refused(hand: EntryAtHand, reasons: readonly string[], { request, response }: Exchange, opens = false): string {
    const { at, entry, catalogued } = hand;
    const base = `${at.heading.href}/entries/${String(entry.number)}`;
    const isOpening = opens || catalogued.opens;
    response.status(409);
    return renderPage(request, response, TEMPLATE, {
      title: 'This cannot be undone by one click',
      heading: at.heading,
      milestone: milestoneInWords(entry.type),
      reasons,
      links: [
        { text: 'Correct it', href: `${base}/correct` },
        isOpening
          ? { text: 'Close the case', href: `${at.heading.href}/record/case-closed` }
          : { text: 'Retract it, with a reason', href: `${base}/retract` },
      ],
    });
  }
}
