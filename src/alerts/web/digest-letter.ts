import { adviserInWords } from '../../cases/application/attribute-words.js';
import { daysLeftOrLate } from '../../cases/application/words.js';
import { initialsOf } from '../../people/application/initials.js';
import type { ChildName } from '../../people/application/names.js';
import { renderTemplate } from '../../platform/web/templates.js';
import { lowered } from '../../statute/sentence.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { Letter } from '../../mail/application/letter.js';
import {
  DIGEST_PARTS,
  type DigestContent,
  type DigestPart,
  type DigestSummary,
} from '../application/digest-content.js';
import type { AlertItem } from '../application/list-alerts.js';

const TEMPLATE = 'alerts/web/views/digest.njk';

const HEADINGS: Readonly<Record<DigestPart, string>> = {
  missed: 'Missed',
  escalated: 'Nobody acknowledged them in time',
  'recovery-passed': 'Their recovery dates passed',
  'due-soon': 'Due soon',
};

/** What a digest is written from. */
export interface DigestParts {
  readonly content: DigestContent;
  /** Whom it goes to. */
  readonly name: string;
  /** The alerts that it tells one by one, as they stand now; those that are not to be told any more are missing. */
  readonly alerts: ReadonlyMap<string, AlertItem>;
  readonly names: ReadonlyMap<string, ChildName>;
  /** What a rule is called. */
  readonly ruleName: (rule: string) => string;
  /** The address under which browsers reach the tracker, where it is configured. */
  readonly url?: string | undefined;
}

/** Who a child is to colleagues who know them, and to nobody else: initials, and the council's reference. */
export function childInDigest(name: ChildName | undefined): string {
  if (name === undefined) return 'No name at hand';
  return [initialsOf(name), name.reference].filter((part) => part !== undefined).join(', ');
}

function lineOf(alert: AlertItem, { content: { day }, names, ruleName }: DigestParts): string {
  const { person, rule, adviser, dueOn, isOpen } = alert;
  const advice = adviser === undefined ? '' : ` (${lowered(adviserInWords(adviser))})`;
  const standing = isOpen ? daysLeftOrLate(day, dueOn) : 'done since';
  return `${childInDigest(names.get(person))}: ${ruleName(rule)}${advice}, due ${longDate(dueOn)}, ${standing}`;
}

function partOf(part: DigestPart, parts: DigestParts) {
  const { alerts: ids, count } = parts.content.parts[part];
  const told = ids.flatMap((id) => parts.alerts.get(id) ?? []);
  const more = count - ids.length;
  return {
    heading: `${HEADINGS[part]}: ${(told.length + more).toLocaleString('en-GB')}`,
    count: told.length + more,
    lines: told.map((alert) => lineOf(alert, parts)),
    more: more > 0 ? `and ${more.toLocaleString('en-GB')} more, which the page of alerts lists` : '',
  };
}

function summaryText({ because, on, count }: DigestSummary): string {
  const found = because === 'import' ? 'An import' : 'The first look at all cases';
  const deadlines = `${count.toLocaleString('en-GB')} ${count === 1 ? 'deadline' : 'deadlines'}`;
  return `${found} on ${longDate(on)} found ${deadlines} that ${count === 1 ? 'was' : 'were'} missed already.`;
}

function standingText({ missed, dueSoon, unacknowledged }: DigestContent['standing']): string {
  const late = `${missed.toLocaleString('en-GB')} missed`;
  const open = missed === 0 ? late : `${late}, of which ${unacknowledged.toLocaleString('en-GB')} not acknowledged`;
  return `Open now: ${open}; ${dueSoon.toLocaleString('en-GB')} due soon.`;
}

/** The subject tells how much there is, and of nobody. */
function subjectOf(day: CalendarDate, counts: readonly (readonly [DigestPart, number])[]): string {
  const said = counts.flatMap(([part, count]) =>
    count === 0 || (part !== 'missed' && part !== 'due-soon')
      ? []
      : [`${count.toLocaleString('en-GB')} ${lowered(HEADINGS[part])}`],
  );
  return `EHCP alerts, ${longDate(day)}${said.length === 0 ? '' : `: ${said.join(', ')}`}`;
}

/** Writes a digest; nothing where there is nothing to tell any more. */
export function digestLetter(parts: DigestParts): Letter | undefined {
  const { content, name, url } = parts;
  const told = DIGEST_PARTS.map((part) => [part, partOf(part, parts)] as const);
  const { missed, dueSoon } = content.standing;
  const hasNews = told.some(([, { count }]) => count > 0) || content.summaries.length > 0;
  if (!hasNews && !(content.isFirst && missed + dueSoon > 0)) return undefined;
  const view = {
    title: `Alerts for ${name}, ${longDate(content.day)}`,
    begins: content.isFirst ? 'This is your first morning mail. From tomorrow on it tells what is new.' : '',
    parts: told.map(([, part]) => part).filter(({ count }) => count > 0),
    summaries: content.summaries.map(summaryText),
    standing: standingText(content.standing),
    alertsUrl: url === undefined ? '' : `${url}/alerts`,
    accountUrl: url === undefined ? '' : `${url}/account`,
  };
  return {
    subject: subjectOf(
      content.day,
      told.map(([part, { count }]) => [part, count]),
    ),
    text: textOf(view),
    html: renderTemplate(TEMPLATE, view),
  };
}

interface DigestView {
  readonly title: string;
  readonly begins: string;
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[]; readonly more: string }[];
  readonly summaries: readonly string[];
  readonly standing: string;
  readonly alertsUrl: string;
  readonly accountUrl: string;
}

function textOf({ title, begins, parts, summaries, standing, alertsUrl, accountUrl }: DigestView): string {
  const paragraphs = [
    title,
    begins,
    ...parts.map(({ heading, lines, more }) =>
      [heading, ...lines.map((line) => `- ${line}`), ...(more === '' ? [] : [`- ${more}`])].join('\n'),
    ),
    ...summaries,
    standing,
    alertsUrl === '' ? 'The tracker lists them under Alerts.' : `Alerts: ${alertsUrl}`,
    accountUrl === '' ? 'You can turn this mail off in your account.' : `Turn this mail off: ${accountUrl}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}
