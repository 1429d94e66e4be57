import { dayInLondon, longDate } from '../../../statute/calendar.js';
import type { History, HistoryEvent } from '../../../streams/domain/history.js';
import { attributeInWords, valueInWords } from '../../application/attribute-words.js';
import { milestoneInWords } from '../../application/words.js';
import { referenceInWords } from './case-choices.js';

/** Something that was recorded meanwhile. */
export interface ChangeView {
  readonly who: string;
  readonly what: string;
  readonly when: string;
}

/** What somebody is called by their id. */
export type NameOf = (actor: string) => string;

const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** An instant in London: "5 March 2026 at 14:02". */
export function instantInWords(instant: string): string {
  const date = new Date(instant);
  return `${longDate(dayInLondon(date))} at ${TIME.format(date)}`;
}

/** Free texts and what was confirmed stay out of a list of what others did. */
const SHORT: ReadonlySet<string> = new Set([
  'outcome',
  'adviser',
  'ref',
  'stage',
  'order',
  'appeal',
  'reason',
  'phase',
  'ground',
]);

function details({ type, attributes }: HistoryEvent): readonly string[] {
  if (type === 'MilestoneRetracted' || type === 'ExceptionWithdrawn') return [];
  const { adviser, ref } = attributes;
  return Object.entries(attributes)
    .filter(([name]) => SHORT.has(name) && !(name === 'ref' && adviser === ref))
    .map(([name, value]) =>
      name === 'ref' ? referenceInWords(String(value)) : valueInWords(name, value).toLowerCase(),
    );
}

function corrected({ from = {}, to = {} }: HistoryEvent): string {
  const told = (name: string, value: unknown): string =>
    value === null || value === undefined ? 'nothing' : valueInWords(name, value);
  return Object.keys(to)
    .map((name) => `${attributeInWords(name).toLowerCase()} from ${told(name, from[name])} to ${told(name, to[name])}`)
    .join('; ');
}

/** What was recorded, in words. */
export function changeInWords(event: HistoryEvent): string {
  const { type, milestone, on } = event;
  const called = milestoneInWords(milestone ?? type);
  switch (type) {
    case 'MilestoneCorrected':
      return `${called}: corrected ${corrected(event)}`;
    case 'MilestoneRetracted':
      return `${called}: retracted`;
    case 'ExceptionWithdrawn':
      return `${called}: withdrawn`;
    case 'CaseAssigned':
      return 'Case assigned';
    case 'NoteAdded':
      return 'Note added';
    default:
      return [called, ...details(event), ...(on === undefined ? [] : [longDate(on)])].join(', ');
  }
}

/**
 * What was recorded on a case after a revision, oldest first.
 * @param viewer the id of whoever looks
 */
export function changesSince(
  history: History,
  revision: number,
  viewer: string,
  nameOf: NameOf,
): readonly ChangeView[] {
  return history.events
    .filter((event) => event.revision > revision)
    .map((event) => ({
      who: event.actor === viewer ? 'You' : nameOf(event.actor),
      what: changeInWords(event),
      when: instantInWords(event.recordedAt),
    }));
}
