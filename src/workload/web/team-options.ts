import type { Directory } from '../../platform/access/directory.js';
import { NO_TEAM } from './workload-query.js';

/** An option of a list to choose from, as the component takes it. */
export interface TeamOption {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/**
 * The teams to choose from: all, those of the directory, and whichever hold cases.
 * @param chosen `null` for no team; nothing for all
 */
export function teamOptions(
  directory: Pick<Directory, 'teams' | 'teamNameOf'>,
  chosen: string | null | undefined,
  holding: readonly (string | null)[] = [],
): readonly TeamOption[] {
  const known = [...directory.teams().map(({ id }) => id), ...holding, chosen ?? null];
  const ids = new Set(known.filter((team) => team !== null));
  const teams = [...ids]
    .map((value) => ({ value, text: directory.teamNameOf(value), selected: value === chosen }))
    .sort((one, other) => one.text.localeCompare(other.text, 'en-GB'));
  return [
    { value: '', text: 'All teams', selected: chosen === undefined },
    ...teams,
    { value: NO_TEAM, text: 'No team', selected: chosen === null },
  ];
}
