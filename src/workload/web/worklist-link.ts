import type { AskedMoment } from '../../platform/web/moment.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Span } from '../domain/week-spans.js';

/** Of whom a worklist shows the cases; `null` for nobody, or for no team. */
export interface LinkedCases {
  readonly officer?: string | null;
  readonly team?: string | null | undefined;
  /** On which days something is due in them first. */
  readonly due?: Partial<Span> | 'overdue';
  readonly moment: AskedMoment;
  readonly rule?: string;
  /** Whose advice they wait for, and between which days it was asked for. */
  readonly advice?: {
    readonly adviser: string;
    readonly from?: CalendarDate | undefined;
    readonly to?: CalendarDate | undefined;
  };
}

const EVERYBODY = 'all';
const NOBODY = 'none';

/** The address of the worklist that lists the cases of a number. */
export function worklistLink({ officer, team, due = {}, moment, rule, advice }: LinkedCases): string {
  const query = new URLSearchParams({ officer: officer === undefined ? EVERYBODY : (officer ?? NOBODY) });
  const add = (name: string, value: string | CalendarDate | undefined): void => {
    if (value !== undefined) query.set(name, value);
  };
  add('team', team === null ? NOBODY : team);
  add('rule', rule);
  add('adviser', advice?.adviser);
  add('awaitedFrom', advice?.from);
  add('awaitedTo', advice?.to);
  if (due === 'overdue') add('group', 'overdue');
  else {
    add('dueFrom', due.from);
    add('dueTo', due.to);
  }
  add('asAt', moment.asAt);
  add('knownOn', moment.knownOn);
  return `/worklist?${query.toString()}`;
}
