import type { Directory } from '../../platform/access/directory.js';
import { isUuid } from '../../platform/http/parameters.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import { faultOfText } from '../../platform/whole-text.js';
import { NO_TEAM, OWN_TEAM, SAME_TEAM, teamFor, type Holder } from '../domain/hand-over.js';

/** The most cases that one hand-over takes. */
export const MOST_HANDED_OVER = 1_000;

const LONGEST_NOTE = 10_000;

/** A case that a form names, with the revision at which it was shown. */
export interface NamedCase {
  readonly id: string;
  /** Nothing where the form does not say it. */
  readonly seen: number | undefined;
}

/** To whom cases go, and with what word. */
export interface HandOverTo {
  readonly officer: string;
  /** One of the words for a team, or the id of one. */
  readonly team: string;
  readonly note: string | undefined;
}

/** The cases that a form names, as an id alone or with a revision, each once. */
export function casesIn(form: Form): readonly NamedCase[] {
  const named = form.all('case').flatMap((text): NamedCase[] => {
    const [id = '', revision] = text.split(':');
    if (!isUuid(id)) return [];
    return [{ id, seen: revision !== undefined && /^\d{1,9}$/.test(revision) ? Number(revision) : undefined }];
  });
  return [...new Map(named.map((one) => [one.id, one])).values()];
}

/** Reads to whom cases go; nothing where it is wrong, which is added to the errors. */
export function readHandOver(form: Form, directory: Directory, errors: FormErrors): HandOverTo | undefined {
  const officer = form.text('officer');
  const team = form.optional('team') ?? OWN_TEAM;
  const note = form.optional('note');
  if (!directory.officers().some(({ id }) => id === officer)) errors.add('officer', 'Choose the officer who gets them');
  const isTeam = [OWN_TEAM, SAME_TEAM, NO_TEAM].includes(team) || directory.teams().some(({ id }) => id === team);
  if (!isTeam) errors.add('team', 'Choose one of the teams, or none');
  if ((note ?? '').length > LONGEST_NOTE) errors.add('note', 'The note must have at most 10,000 characters');
  const fault = faultOfText(note);
  if (fault !== undefined) errors.add('note', `The note cannot be kept: ${fault}`);
  return errors.isEmpty ? { officer, team, note } : undefined;
}

/** Whose a case is to be, by the team that it has now. */
export function holderFor({ officer, team }: HandOverTo, directory: Directory): (now: string | undefined) => Holder {
  const own = directory.officers().find(({ id }) => id === officer)?.teams ?? [];
  return (now) => {
    const to = teamFor(team, own, now);
    return { officer, ...(to === undefined ? {} : { team: to }) };
  };
}
