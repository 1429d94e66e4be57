import { actorInWords } from '../../cases/application/actor-words.js';
import { instantInWords } from '../../platform/instants.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate } from '../../statute/calendar.js';
import type { AlertHappening } from '../application/alert-histories.js';
import type { ListedAlert } from '../application/alert-lists.js';
import { ALERTS_ACTOR } from '../application/sweep-log.js';
import type { AlertEvent } from '../domain/alert.events.js';
import { shownAlert, type Wording } from './alert-row.js';
import { ALERTS_PATH } from './alerts-query.js';
import { ESCALATIONS_IN_WORDS, RESOLUTIONS_IN_WORDS } from './alerts-words.js';

/** What happened, in a heading and some lines. */
interface Told {
  readonly heading: string;
  readonly lines: readonly string[];
}

const ERASED = 'There was a note. It cannot be read any more, since the child or young person was erased.';

function toldOf({ event, note }: AlertHappening, before: readonly AlertHappening[], { reasonText }: Wording): Told {
  switch (event.type) {
    case 'AlertRaised':
      return raised(event, before);
    case 'AlertMoved':
      return { heading: 'Moved', lines: [`It is due on ${longDate(event.data.dueOn)} now.`] };
    case 'AlertAcknowledged': {
      const { reason, recoveryOn } = event.data;
      return {
        heading: before.some((one) => one.event.type === 'AlertAcknowledged') ? 'Acknowledged anew' : 'Acknowledged',
        lines: [
          `Reason: ${reasonText(reason)}.`,
          ...(recoveryOn === undefined ? [] : [`To be done by ${longDate(recoveryOn)}.`]),
          ...(note === undefined ? [] : [note ?? ERASED]),
        ],
      };
    }
    case 'AlertEscalated':
      return {
        heading: 'Escalated',
        lines: [`As from ${longDate(event.data.on)}, since ${ESCALATIONS_IN_WORDS[event.data.because]}.`],
      };
    case 'AlertResolved':
      return {
        heading: 'Resolved',
        lines: [`As from ${longDate(event.data.on)}, since ${RESOLUTIONS_IN_WORDS[event.data.because]}.`],
      };
  }
}

type Raised = Extract<AlertEvent, { readonly type: 'AlertRaised' }>;

function raised({ data: { level, on, dueOn, foundOn, summary } }: Raised, before: readonly AlertHappening[]): Told {
  const again = before.some(({ event }) => event.type === 'AlertRaised' && event.data.level === level) ? ' again' : '';
  return {
    heading: level === 'missed' ? `Missed${again}` : `Due soon${again}`,
    lines: [
      level === 'missed'
        ? `It was due on ${longDate(dueOn)}, and late from ${longDate(on)}.`
        : `It is due on ${longDate(dueOn)}; the time to tell of it began on ${longDate(on)}.`,
      ...(foundOn === undefined || foundOn === on ? [] : [`It was found on ${longDate(foundOn)}.`]),
      ...(summary === undefined ? [] : ['It was found at once with others, by an import or when alerts began.']),
    ],
  };
}

/** Who knew what of an alert, and when. */
export function alertHistoryPage(
  alert: ListedAlert,
  happenings: readonly AlertHappening[],
  wording: Wording,
): PageView {
  const shown = shownAlert(alert, wording);
  const nameOf = (actor: string): string => wording.directory.nameOf(actor);
  return {
    title: 'History of an alert',
    caption: shown.words,
    alert: shown,
    back: ALERTS_PATH,
    here: ALERTS_PATH,
    acknowledgeText: alert.acknowledgedOn === undefined ? 'Acknowledge' : 'Acknowledge anew',
    happenings: happenings
      .map((happening, index) => ({
        ...toldOf(happening, happenings.slice(0, index), wording),
        who: happening.actor === ALERTS_ACTOR ? 'The tracker' : actorInWords(happening.actor, nameOf),
        when: instantInWords(happening.at),
      }))
      .toReversed(),
  };
}
