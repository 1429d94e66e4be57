import { CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { childInWords, type ChildName } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import { momentInWords } from '../../platform/web/moment.js';
import { paginationOf } from '../../platform/web/pagination.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { capital } from '../../statute/sentence.js';
import type { TransferCohort } from '../application/phase-transfers.js';
import {
  countedTransfers,
  DAYS_NEEDED,
  TRANSFER_COUNTS,
  type Phase,
  type PhaseTransfer,
  type TransferCount,
} from '../domain/transfer-risk.js';
import { FIRST_YEAR, LAST_YEAR } from './annual-reviews-query.js';
import { managerSections } from './manager-sections.js';
import { chosenTransfers, type PhaseTransferQuery } from './phase-transfer-query.js';
import { STANDING_TAGS, TRANSFER_COUNT_NAMES } from './phase-transfer-words.js';
import { teamOptions } from './team-options.js';
import { queried } from './workload-query.js';
import { numberInWords } from '../../platform/number-in-words.js';
import { TRANSFER_PHASES } from '../../statute/milestones.js';

const PATH = '/phase-transfer';
/** How many children stand on a page. */
const CHILDREN_ON_PAGE = 50;

/** A phase in words: "Primary to secondary school". */
export const phaseInWords = (phase: Phase): string => CHOICES_IN_WORDS.phase[phase];

/** The children that a list shows: of a phase where one is asked for, and of a count. */
export function listedTransfers(
  transfers: readonly PhaseTransfer[],
  { phase, count }: Pick<PhaseTransferQuery, 'phase' | 'count'>,
): readonly PhaseTransfer[] {
  return countedTransfers(phase === undefined ? transfers : transfers.filter((one) => one.phase === phase), count);
}

/** The children of a page of the list. */
export function pageOfTransfers(listed: readonly PhaseTransfer[], wanted: number) {
  const pages = Math.max(1, Math.ceil(listed.length / CHILDREN_ON_PAGE));
  const page = Math.min(wanted, pages);
  return {
    page,
    pages,
    total: listed.length,
    some: listed.slice((page - 1) * CHILDREN_ON_PAGE, page * CHILDREN_ON_PAGE),
  };
}

/** What the page is made of. */
export interface PhaseTransferParts {
  readonly query: PhaseTransferQuery;
  readonly cohort: TransferCohort;
  readonly shown: ReturnType<typeof pageOfTransfers>;
  readonly children: ReadonlyMap<string, ChildName>;
  readonly directory: Directory;
}

function countCells(
  transfers: readonly PhaseTransfer[],
  query: PhaseTransferQuery,
  phase: Phase | undefined,
): readonly object[] {
  return TRANSFER_COUNTS.map((count) => {
    const { length } = countedTransfers(transfers, count);
    const href = queried(PATH, chosenTransfers({ ...query, count }, { phase }));
    return { count: numberInWords(length), ...(length === 0 ? {} : { href: `${href}#children` }) };
  });
}

/** The phases of a cohort, in the order of age, with their limits. */
export function byPhase(transfers: readonly PhaseTransfer[]) {
  const phases = Map.groupBy(transfers, ({ phase }) => phase);
  return TRANSFER_PHASES.flatMap((phase) => {
    const own = phases.get(phase);
    return own === undefined ? [] : [{ phase, transfers: own }];
  });
}

const dayOr = (on: CalendarDate | null, otherwise: string): string => (on === null ? otherwise : longDate(on));
const OUTCOMES: Readonly<Record<string, string>> = { maintain: 'maintain', amend: 'amend', cease: 'cease to maintain' };

/** What is left until the limit, or how late it was. */
export function timeInWords({ daysLeft, left }: PhaseTransfer): string {
  const days = `${numberInWords(Math.abs(daysLeft))} day${Math.abs(daysLeft) === 1 ? '' : 's'}`;
  if (left === 'none') return daysLeft < 0 ? `${days} late` : daysLeft === 0 ? 'on the last day' : `${days} early`;
  return daysLeft < 0 ? `${days} late` : `${days} left, ${numberInWords(DAYS_NEEDED[left])} needed`;
}

function childRows({ shown, children, directory }: PhaseTransferParts): readonly object[] {
  return shown.some.map((transfer) => {
    const child = children.get(transfer.person);
    const { standing, phase, dueOn, lastSafeMeetingOn, meetingOn, decisionOn, outcome, noticeOn, finalOn } = transfer;
    const isMeetingLate = meetingOn !== null && meetingOn > lastSafeMeetingOn;
    return {
      child: childInWords(child),
      reference: child?.reference,
      href: `/cases/${transfer.plan}`,
      cells: [
        { text: STANDING_TAGS[standing].text, tag: STANDING_TAGS[standing].classes, more: timeInWords(transfer) },
        { text: phaseInWords(phase), more: `final by ${longDate(dueOn)}` },
        {
          text: dayOr(meetingOn, 'Not held'),
          more: isMeetingLate ? 'after the last safe day' : `safe by ${longDate(lastSafeMeetingOn)}`,
        },
        {
          text: dayOr(decisionOn, 'None'),
          ...(outcome === null ? {} : { more: capital(OUTCOMES[outcome] ?? outcome) }),
        },
        { text: dayOr(noticeOn, 'None') },
        { text: dayOr(finalOn, 'No') },
        {
          text: transfer.officer === null ? 'Nobody' : directory.nameOf(transfer.officer),
          ...(transfer.team === null ? {} : { more: directory.teamNameOf(transfer.team) }),
        },
      ],
    };
  });
}

const HEAD: readonly TransferCount[] = ['late', 'at-risk', 'on-course', 'done', 'children'];

/** What the page of phase transfers shows. */
export function phaseTransferPage(parts: PhaseTransferParts): PageView {
  const { query, cohort, shown, directory } = parts;
  const { asAt, year, transfers } = cohort;
  const { moment, count, phase } = query;
  const chosen = chosenTransfers(query);
  const pathOf = (changes: Readonly<Record<string, string | undefined>>): string =>
    queried(PATH, chosenTransfers(query, changes));
  const { page, pages, total } = shown;
  const title = TRANSFER_COUNT_NAMES[count].list;
  return {
    title: `Phase transfer ${String(year)}`,
    managerSections: managerSections(PATH),
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    nowHref: queried(PATH, { ...chosen, asAt: undefined, knownOn: undefined }),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    carried: (['year', 'team', 'phase', 'count'] as const).flatMap((name) =>
      chosen[name] === undefined ? [] : [{ name, value: chosen[name] ?? 'none' }],
    ),
    carriedByTeam: (['year', 'asAt', 'knownOn'] as const).flatMap((name) =>
      chosen[name] === undefined ? [] : [{ name, value: chosen[name] }],
    ),
    teamChoice: teamOptions(directory, query.team),
    years: [year - 1, year + 1]
      .filter((one) => one > FIRST_YEAR && one <= LAST_YEAR)
      .map((one) => ({
        text: `Transfers of ${String(one)}`,
        href: pathOf({ year: String(one), count: undefined, phase: undefined }),
      })),
    counts: HEAD.map((one) => {
      const { length } = countedTransfers(transfers, one);
      return {
        count: numberInWords(length),
        text: TRANSFER_COUNT_NAMES[one].column.toLowerCase(),
        ...(length === 0
          ? {}
          : { href: `${queried(PATH, chosenTransfers({ ...query, count: one }, { phase: undefined }))}#children` }),
      };
    }),
    columns: TRANSFER_COUNTS.map((one) => TRANSFER_COUNT_NAMES[one].column),
    phases: byPhase(transfers).map(({ phase: of, transfers: own }) => ({
      name: phaseInWords(of),
      limits: limitsInWords(own),
      cells: countCells(own, query, of),
    })),
    total: countCells(transfers, query, undefined),
    isEmpty: transfers.length === 0,
    list: {
      id: 'children',
      caption: `${title}${phase === undefined ? '' : `: ${phaseInWords(phase).toLowerCase()}`} (${numberInWords(total)})`,
      columns: ['Standing', 'Transfer', 'Review meeting', 'Decision', 'Notice', 'Plan final', 'Officer'],
      rows: childRows(parts),
    },
    all: count === 'children' && phase === undefined ? undefined : pathOf({ count: undefined, phase: undefined }),
    pagination: paginationOf(page, pages, (one) => `${pathOf({ page: one === 1 ? undefined : String(one) })}#children`),
    needed: DAYS_NEEDED,
    exports: [
      { text: 'CSV', href: queried(`${PATH}/export.csv`, chosen) },
      { text: 'Excel', href: queried(`${PATH}/export.xlsx`, chosen) },
    ],
  };
}

/** The last days of some transfers: one, where all have the same. */
function limitsInWords(transfers: readonly PhaseTransfer[]): string {
  const limits = [...new Set(transfers.map(({ dueOn }) => dueOn))];
  const safe = [...new Set(transfers.map(({ lastSafeMeetingOn }) => lastSafeMeetingOn))];
  const [limit, lastSafe] = [limits[0], safe[0]];
  if (limits.length !== 1 || safe.length !== 1 || limit === undefined || lastSafe === undefined) {
    return 'each by its own day';
  }
  return `meeting by ${longDate(lastSafe)}, final by ${longDate(limit)}`;
}
