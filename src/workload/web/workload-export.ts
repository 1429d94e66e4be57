import type { Directory } from '../../platform/access/directory.js';
import type { ExportedTable } from '../../platform/web/table-export.js';
import type { Workload } from '../application/workloads.js';
import type { Load, UsualLoad } from '../domain/loads.js';
import { weeksFrom } from '../domain/week-spans.js';
import { inOrder } from './workload-page.js';
import type { WorkloadSort } from './workload-query.js';

type Columns = ExportedTable['columns'];

const NUMBER = 12;

function loadColumns({ asAt }: Workload): Columns {
  return [
    { heading: 'Open', width: NUMBER },
    { heading: 'Overdue', width: NUMBER },
    { heading: 'Due in the next 4 weeks', width: 24 },
    ...weeksFrom(asAt).map(({ from, to }) => ({ heading: `Due ${from} to ${to}`, width: 28 })),
    { heading: 'Mean of the team', width: 18 },
    { heading: 'Highest of the team', width: 20 },
  ];
}

const loadCells = ({ open, overdue, nextFourWeeks, weeks }: Load, usual: UsualLoad | undefined) => [
  open,
  overdue,
  nextFourWeeks,
  ...weeks,
  usual?.mean,
  usual?.highest,
];

/** The officers of a workload as a table. */
export function officersTable(workload: Workload, sort: WorkloadSort, directory: Directory): ExportedTable {
  const usual = new Map(workload.teams.map((team) => [team.team, team.usual]));
  return {
    name: 'Officers',
    columns: [
      { heading: 'Officer', width: 26 },
      { heading: 'Left', width: 8 },
      { heading: 'Team', width: 26 },
      ...loadColumns(workload),
    ],
    rows: inOrder(workload.officers, sort, directory).map((load) => [
      load.officer === null ? 'Nobody' : directory.nameOf(load.officer),
      load.hasLeft ? 'Yes' : undefined,
      load.team === null ? undefined : directory.teamNameOf(load.team),
      ...loadCells(load, load.officer === null ? undefined : usual.get(load.team)),
    ]),
  };
}

/** The teams of a workload as a table. */
export function teamsTable(workload: Workload, directory: Directory): ExportedTable {
  return {
    name: 'Teams',
    columns: [{ heading: 'Team', width: 26 }, { heading: 'Officers', width: NUMBER }, ...loadColumns(workload)],
    rows: workload.teams.map((load) => [
      load.team === null ? 'No team' : directory.teamNameOf(load.team),
      load.officers,
      ...loadCells(load, load.usual),
    ]),
  };
}
