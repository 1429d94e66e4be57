import type { Position } from '../../event-store/event-store.js';
import type { Asked } from '../../read-model/read-models.js';
import { digestAlerts, isToldOf, standingIn } from './digest-alerts.js';
import {
  MOST_TOLD,
  type DigestAlerts,
  type DigestContent,
  type DigestPart,
  type DigestSummary,
} from './digest-content.js';
import type { AlertNews } from './digest-news.js';
import type { AlertItem } from './list-alerts.js';
import type { AlertSummary } from './sweep-log.js';

/** Whose digest is made, and of what. */
export interface DigestQuestion {
  /** The ids of the teams that they are in; of everything where they are in none. */
  readonly teams: readonly string[];
  /** What happened since the earliest digest that anybody has had. */
  readonly news: readonly AlertNews[];
  readonly summaries: readonly AlertSummary[];
  /** Up to where they have been told; nothing where they never were. */
  readonly after: Position | undefined;
}

/** Which part of a digest news belong to, as the alert stands by now; none where there is nothing to tell any more. */
function partOf({ happened, level }: AlertNews, alert: AlertItem): DigestPart | undefined {
  if (happened !== 'raised') {
    if (!alert.isOpen || alert.escalatedBecause !== happened) return undefined;
    return happened === 'unacknowledged' ? 'escalated' : 'recovery-passed';
  }
  if (alert.level !== level) return undefined;
  if (level === 'due-soon') return alert.isOpen ? 'due-soon' : undefined;
  // Whatever was missed and done by now was missed; whatever turned out to be no breach was not.
  return alert.isOpen || alert.resolvedBecause === 'done' ? 'missed' : undefined;
}

const longestOverdueFirst = (one: AlertItem, other: AlertItem): number =>
  one.dueOn === other.dueOn ? (one.id < other.id ? -1 : 1) : one.dueOn < other.dueOn ? -1 : 1;

function told(alerts: Iterable<AlertItem>): DigestAlerts {
  const all = [...alerts].sort(longestOverdueFirst);
  return { alerts: all.slice(0, MOST_TOLD).map(({ id }) => id), count: all.length };
}

function summariesOf(
  counts: ReadonlyMap<string, ReadonlySet<string>>,
  known: readonly AlertSummary[],
): readonly DigestSummary[] {
  return known.flatMap(({ id, because, on }) => {
    const count = counts.get(id)?.size ?? 0;
    return count === 0 ? [] : [{ id, because, on, count }];
  });
}

/** What somebody is told on a day: what happened since they were last told, as far as it still stands. */
export async function digestOf(asked: Asked, question: DigestQuestion): Promise<DigestContent> {
  const { teams, news, summaries, after } = question;
  const fresh = news.filter(({ position }) => after !== undefined && position > after);
  const items = await digestAlerts(asked, [...new Set(fresh.map(({ alert }) => alert))]);
  const parts: Readonly<Record<DigestPart, Map<string, AlertItem>>> = {
    missed: new Map(),
    escalated: new Map(),
    'recovery-passed': new Map(),
    'due-soon': new Map(),
  };
  const inSummary = new Map<string, Set<string>>();
  for (const one of fresh) {
    const item = items.get(one.alert);
    if (item === undefined || !isToldOf(teams, item.team)) continue;
    const part = partOf(one, item);
    if (part === undefined) continue;
    if (one.summary === undefined) parts[part].set(item.id, item);
    else inSummary.set(one.summary, (inSummary.get(one.summary) ?? new Set()).add(item.id));
  }
  return {
    day: asked.asAt,
    isFirst: after === undefined,
    parts: {
      missed: told(parts.missed.values()),
      escalated: told(parts.escalated.values()),
      'recovery-passed': told(parts['recovery-passed'].values()),
      'due-soon': told(parts['due-soon'].values()),
    },
    summaries: summariesOf(inSummary, summaries),
    standing: await standingIn(asked, teams),
  };
}
