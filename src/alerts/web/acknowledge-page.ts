import type { FormErrors, Form } from '../../platform/web/form.js';
import { FORM_ID } from '../../platform/web/page-writes.js';
import type { PageView } from '../../platform/web/pages.js';
import type { AlertReason } from '../application/alert-settings.js';
import type { ListedAlert } from '../application/alert-lists.js';
import type { AlertSummary } from '../application/alert-summaries.js';
import { longDate } from '../../statute/calendar.js';
import { typedRecovery, type AlertResult, type Answer, type Result } from './acknowledge.js';
import { acknowledgementInWords, shownAlert, type Wording } from './alert-row.js';
import { summaryName } from './alerts-page.js';
import { alertsInWords } from './alerts-words.js';

/** Alerts that are about to be acknowledged. */
export interface Acknowledging {
  readonly form: Form;
  readonly formId: string;
  /** The alerts that were chosen one by one, also those that are resolved meanwhile. */
  readonly alerts: readonly ListedAlert[];
  readonly summaries: readonly AlertSummary[];
  readonly wording: Wording;
  /** The list that they were chosen in. */
  readonly returnTo: string;
}

interface HiddenField {
  readonly name: string;
  readonly value: string;
}

const ACTION = '/alerts/acknowledge';
const TITLE = 'Acknowledge alerts';

function hiddenFields({ formId, alerts, summaries, returnTo }: Acknowledging): readonly HiddenField[] {
  return [
    { name: FORM_ID, value: formId },
    { name: 'return', value: returnTo },
    ...alerts.map(({ id }) => ({ name: 'alert', value: id })),
    ...summaries.map(({ id }) => ({ name: 'summary', value: id })),
  ];
}

/** What an alert that was chosen is in need of being told before it is acknowledged. */
function meanwhileOf(alert: ListedAlert, wording: Wording): string {
  if (!alert.isOpen) return 'It was resolved meanwhile: nothing is left to acknowledge.';
  const before = acknowledgementInWords(alert, wording);
  return before === undefined ? '' : `Acknowledged already: ${before}. What you say takes its place.`;
}

const summaryView = (summary: AlertSummary) => ({
  name: summaryName(summary),
  what:
    summary.unacknowledged === 0
      ? 'All are acknowledged already.'
      : `${alertsInWords(summary.unacknowledged)} that nobody has acknowledged.`,
});

/** How many alerts an answer would be about. */
const totalOf = ({ alerts, summaries }: Acknowledging): number =>
  alerts.filter(({ isOpen }) => isOpen).length + summaries.reduce((sum, { unacknowledged }) => sum + unacknowledged, 0);

/** The page on which is said why what was chosen is late, and by when it will be done. */
export function acknowledgePage(
  acknowledging: Acknowledging,
  reasons: readonly AlertReason[],
  errors: FormErrors,
): PageView {
  const { form, alerts, summaries, wording, returnTo } = acknowledging;
  const total = totalOf(acknowledging);
  const reason = form.text('reason');
  return {
    title: TITLE,
    isRefused: !errors.isEmpty,
    errors,
    caption: total === 0 ? undefined : alertsInWords(total),
    canAcknowledge: total > 0,
    isNothingChosen: alerts.length + summaries.length === 0,
    rows: alerts.map((alert) => ({ ...shownAlert(alert, wording), meanwhile: meanwhileOf(alert, wording) })),
    summaries: summaries.map(summaryView),
    reasons: reasons.map(({ id, text }) => ({ value: id, text, checked: id === reason })),
    typed: typedRecovery(form, wording.today),
    note: form.text('note'),
    action: ACTION,
    returnTo,
    hidden: hiddenFields(acknowledging),
  };
}

/** The results that are told one by one, in their order. */
const HEADINGS: readonly { readonly results: readonly Result[]; readonly heading: string }[] = [
  { results: ['failed'], heading: 'Not acknowledged' },
  { results: ['resolved'], heading: 'Resolved meanwhile: nothing was left to acknowledge' },
  { results: ['gone'], heading: 'No longer there' },
  { results: ['acknowledged', 'unchanged'], heading: 'Acknowledged' },
];

/** What came of acknowledging. */
export interface Acknowledgement {
  readonly answer: Answer;
  readonly results: readonly AlertResult[];
  /** How many were acknowledged that are not among the results: those of summaries. */
  readonly more: number;
  /** The alerts of the results, as they are now. */
  readonly alerts: ReadonlyMap<string, ListedAlert>;
}

function answerRows({ reason, recoveryOn, note }: Answer, { reasonText }: Wording): readonly object[] {
  return [
    { key: 'Reason', value: reasonText(reason) },
    { key: 'To be done by', value: recoveryOn === undefined ? 'No day was given' : longDate(recoveryOn) },
    { key: 'Note', value: note === undefined ? 'None' : 'Kept encrypted for each child' },
  ];
}

/** What came of each alert. */
export function acknowledgedPage(
  { answer, results, more, alerts }: Acknowledgement,
  wording: Wording,
  returnTo: string,
): PageView {
  const lists = HEADINGS.flatMap(({ results: kinds, heading }) => {
    const own = results.filter(({ result }) => kinds.includes(result));
    const rest = kinds.includes('acknowledged') ? more : 0;
    if (own.length + rest === 0) return [];
    return [
      {
        heading: `${heading} (${(own.length + rest).toLocaleString('en-GB')})`,
        rows: own.map(({ alert: id, why }) => {
          const alert = alerts.get(id);
          const shown = alert && shownAlert(alert, wording);
          return { href: shown?.href, words: shown?.words ?? 'An alert that you cannot see', why };
        }),
        more: rest > 0 && own.length > 0 ? `${alertsInWords(rest)} found at once.` : undefined,
        all: rest > 0 && own.length === 0 ? `${alertsInWords(rest)} found at once.` : undefined,
      },
    ];
  });
  const done = results.filter(({ result }) => result === 'acknowledged' || result === 'unchanged').length + more;
  const all = results.length + more;
  return {
    title:
      done === all
        ? `${alertsInWords(done)} acknowledged`
        : `${done.toLocaleString('en-GB')} of ${alertsInWords(all)} acknowledged`,
    rows: answerRows(answer, wording),
    lists,
    returnTo,
  };
}

/** How far the work has come, with the way to go on. */
export function acknowledgeProgressPage(done: number, left: number, sent: readonly HiddenField[]): PageView {
  return {
    title: `Acknowledging: ${alertsInWords(done)} done`,
    done,
    total: done + left,
    rest: alertsInWords(left),
    action: ACTION,
    hidden: sent,
  };
}
