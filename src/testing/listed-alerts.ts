import type { ListedAlert } from '../alerts/application/alert-lists.js';
import type { CountedAlerts } from '../alerts/application/count-alerts.js';
import type { Wording } from '../alerts/web/alert-row.js';
import { day } from '../statute/calendar.js';
import type { PersonId } from '../streams/domain/event.js';

export const TODAY = day('2026-03-25');

/** Words for the ids of specifications. */
export const WORDING: Wording = {
  today: TODAY,
  directory: {
    nameOf: (officer) => (officer === 'officer-7' ? 'Ada Byrne' : officer),
    teamNameOf: (team) => (team === 'north' ? 'Plans north' : team),
  },
  reasonText: (id) => (id === 'panel-date' ? 'Date of the panel' : id),
};

/** An alert of a final plan that was due on 20 March 2026, with something else. */
export function listedAlert(more: Partial<ListedAlert> = {}): ListedAlert {
  return {
    id: '5b0c1a52-7d3e-5e6f-9a41-0c2d8e4f6a11',
    case: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
    kind: 'assessment',
    person: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000002' as PersonId,
    child: { surname: 'Okonkwo', forename: 'Tamsin', dateOfBirth: day('2016-04-05'), reference: 'SEN-17' },
    rule: 'N7',
    name: 'Final plan',
    level: 'missed',
    raisedOn: day('2026-03-21'),
    dueOn: day('2026-03-20'),
    hasNote: false,
    isOpen: true,
    officer: 'officer-7',
    team: 'north',
    stage: 'draft-plan-sent',
    openedAs: 'initial',
    revision: 0,
    createdAt: '2026-03-21T06:00:00.000Z',
    recordedAt: '2026-03-21T06:00:00.000Z',
    ...more,
  };
}

/** Alerts that are alike, with something else. */
export function countedAlerts(more: Partial<CountedAlerts> = {}): CountedAlerts {
  return {
    team: 'north',
    officer: 'officer-7',
    rule: 'N7',
    adviser: null,
    level: 'missed',
    age: 'to-7',
    isAcknowledged: false,
    isEscalated: false,
    summary: null,
    count: 1,
    firstDueOn: day('2026-03-20'),
    since: '2026-03-21T06:00:00.000Z',
    ...more,
  };
}
