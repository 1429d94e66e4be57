import type { PageView } from '../../../platform/web/pages.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';
import { milestoneInWords } from '../../application/words.js';
import { groupsOf, likelyOn } from './milestone-groups.js';
import type { CaseAtHand } from './recording-context.js';

interface LinkView {
  readonly text: string;
  readonly href: string;
}

/** Milestones that are recorded on pages of their own, which ask for more than their attributes. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  ExceptionRecorded: 'exception',
  FamilyInformed: 'family-update',
  FamilyFeedbackAsked: 'family-update',
  FamilyFeedbackRecorded: 'family-update',
};

/** Where a milestone is recorded on a case. */
export function recordHref(id: string, { type, milestone }: CatalogueEntry): string {
  return `/cases/${id}/${OWN_PAGES[type] ?? `record/${milestone}`}`;
}

/** The choice of what to record on a case: the likely first, then everything in groups. */
export function choosePage({ one, heading }: CaseAtHand): PageView {
  const link = (entry: CatalogueEntry): LinkView => ({
    text: milestoneInWords(entry.type),
    href: recordHref(one.id, entry),
  });
  return {
    title: 'What happened?',
    heading,
    likely: likelyOn(one).map(link),
    groups: groupsOf(one.kind).map(({ id, title, entries }) => ({ id, title, links: entries.map(link) })),
    several: `${heading.href}/record/several`,
    note: `${heading.href}/note`,
    assign: `${heading.href}/assign`,
  };
}
