import type { WorkGroup } from '../application/work-groups.js';
import type { WorkSort } from '../application/worklists.js';

/** The groups of a worklist. */
export const groupNames: Readonly<Record<WorkGroup, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  'this-week': 'This week',
  'next-week': 'Next week',
  later: 'Later',
  'nothing-due': 'Nothing due',
};

/** By what a worklist is in order. */
export const sortNames: Readonly<Record<WorkSort, string>> = {
  due: 'What is due first',
  name: 'Name of the child',
  stage: 'Stage',
  officer: 'Officer',
  opened: 'Day it was opened',
};
