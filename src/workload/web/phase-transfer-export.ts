import { childInWords, type ChildName } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import type { ExportColumn, RowExport } from '../../platform/web/row-export.js';
import type { TransferCohort } from '../application/phase-transfers.js';
import { DAYS_NEEDED, type PhaseTransfer } from '../domain/transfer-risk.js';
import { phaseInWords } from './phase-transfer-page.js';
import { STANDING_TAGS } from './phase-transfer-words.js';

/** The children of a list of phase transfers as a file. */
export function phaseTransferExport(
  { asAt, year }: TransferCohort,
  listed: readonly PhaseTransfer[],
  children: ReadonlyMap<string, ChildName>,
  directory: Pick<Directory, 'nameOf' | 'teamNameOf'>,
): RowExport<PhaseTransfer> {
  const columns: readonly ExportColumn<PhaseTransfer>[] = [
    { heading: 'Standing', width: 14, of: ({ standing }) => STANDING_TAGS[standing].text },
    { heading: 'Days left', width: 10, of: ({ daysLeft }) => daysLeft },
    { heading: 'Days needed', width: 12, of: ({ left }) => DAYS_NEEDED[left] },
    { heading: 'Child', width: 28, of: ({ person }) => childInWords(children.get(person)) },
    { heading: 'Reference', width: 14, of: ({ person }) => children.get(person)?.reference },
    { heading: 'Phase', width: 30, of: ({ phase }) => phaseInWords(phase) },
    { heading: 'Rule', width: 6, of: ({ rule }) => rule },
    { heading: 'Final by', width: 12, of: ({ dueOn }) => dueOn },
    { heading: 'Last safe meeting', width: 18, of: ({ lastSafeMeetingOn }) => lastSafeMeetingOn },
    { heading: 'Meeting on', width: 12, of: ({ meetingOn }) => meetingOn ?? undefined },
    { heading: 'Decision on', width: 12, of: ({ decisionOn }) => decisionOn ?? undefined },
    { heading: 'Decision', width: 12, of: ({ outcome }) => outcome ?? undefined },
    { heading: 'Notice on', width: 12, of: ({ noticeOn }) => noticeOn ?? undefined },
    { heading: 'Plan final on', width: 14, of: ({ finalOn }) => finalOn ?? undefined },
    { heading: 'Officer', width: 20, of: ({ officer }) => (officer === null ? 'Nobody' : directory.nameOf(officer)) },
    { heading: 'Team', width: 20, of: ({ team }) => (team === null ? undefined : directory.teamNameOf(team)) },
    { heading: 'Plan id', width: 38, of: ({ plan }) => plan },
  ];
  async function* rows(): AsyncGenerator<readonly PhaseTransfer[]> {
    yield await Promise.resolve(listed);
  }
  return { name: `phase-transfer-${String(year)}-${asAt}`, sheet: 'Phase transfer', columns, rows: rows() };
}
