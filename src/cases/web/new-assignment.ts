import type { Directory } from '../../platform/access/directory.js';
import type { Viewer } from '../../platform/access/viewer.js';
import type { Form, FormErrors } from '../../platform/web/form.js';

/** Whom a new case is given to. */
export interface Assignment {
  readonly officer: string;
  readonly team?: string | undefined;
}

/** Somebody, or a team, to choose from. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Those to whom a new case can be given. */
export interface AssignmentChoices {
  readonly officers: readonly Choice[];
  readonly teams: readonly Choice[];
}

/** Those to whom somebody can give a new case: the officers and teams of the directory, and themselves. */
export function assignmentChoices(directory: Pick<Directory, 'officers' | 'teams'>, viewer: Viewer): AssignmentChoices {
  const officers = directory.officers();
  const isListed = officers.some(({ id }) => id === viewer.id);
  return {
    officers: isListed ? officers : [{ id: viewer.id, name: viewer.name }, ...officers],
    teams: directory.teams(),
  };
}

/** What a form offers: the officer who fills it in, and their team where they are in one alone. */
export function usualAssignment({ id, teams }: Viewer): { readonly officer: string; readonly team: string } {
  const [team, ...others] = teams;
  return { officer: id, team: team === undefined || others.length > 0 ? '' : team };
}

/** Reads whom a new case is given to; nothing where that is wrong, which is added to the errors. */
export function readAssignment(
  form: Form,
  { officers, teams }: AssignmentChoices,
  errors: FormErrors,
): Assignment | undefined {
  const officer = form.text('officer');
  const team = form.optional('team');
  const isOfficer = officers.some(({ id }) => id === officer);
  const isTeam = team === undefined || teams.some(({ id }) => id === team);
  if (!isOfficer) errors.add('officer', 'Choose the officer who works on it');
  if (!isTeam) errors.add('team', 'Choose one of the teams, or none');
  return isOfficer && isTeam ? { officer, team } : undefined;
}
