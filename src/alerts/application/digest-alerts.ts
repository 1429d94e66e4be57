import type { Asked } from '../../read-model/read-models.js';
import { countAlerts, totalOf } from './count-alerts.js';
import type { DigestStanding } from './digest-content.js';
import { alertsById, type AlertItem } from './list-alerts.js';

/** How many ids a question names at once. */
const IDS_AT_ONCE = 500;

/** The alerts that have some ids, without those of children who are kept from whoever is asked for. */
export async function digestAlerts(asked: Asked, ids: readonly string[]): Promise<ReadonlyMap<string, AlertItem>> {
  const found = new Map<string, AlertItem>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const items = await alertsById(asked, ids.slice(from, from + IDS_AT_ONCE));
    for (const item of items) found.set(item.id, item);
  }
  return found;
}

/**
 * Whether somebody is told of a case: everybody is told of cases that no team has, and whoever is in no team of all.
 * @param teams the ids of the teams that they are in
 */
export const isToldOf = (teams: readonly string[], team: string | undefined | null): boolean =>
  teams.length === 0 || team === undefined || team === null || teams.includes(team);

/** How many alerts stand open in some teams, as {@link isToldOf} says. */
export async function standingIn(asked: Asked, teams: readonly string[]): Promise<DigestStanding> {
  const counted = (await countAlerts(asked)).filter(({ team }) => isToldOf(teams, team));
  const missed = counted.filter(({ level }) => level === 'missed');
  return {
    missed: totalOf(missed),
    dueSoon: totalOf(counted) - totalOf(missed),
    unacknowledged: totalOf(missed.filter(({ isAcknowledged }) => !isAcknowledged)),
  };
}
