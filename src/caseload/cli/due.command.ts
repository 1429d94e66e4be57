import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { choiceOption, codeOption, dayOption, instantOption, numberOption } from '../../platform/cli/options.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import { addDays, dayInLondon, daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { LARGEST_PAGE, USUAL_PAGE } from '../application/page.js';
import { DueDates, URGENCIES, type DueQuestion, type WhatIsDue } from '../application/what-is-due.js';
import { dueText } from './due-text.js';

const MOST_DAYS = 3_650;
/** Fewer events than this are taken in within a second. */
const LONG = 5_000;

interface DueOptions {
  readonly officer?: string;
  readonly team?: string;
  readonly rule?: readonly string[];
  readonly kind?: readonly CaseKindName[];
  readonly until?: CalendarDate;
  readonly days?: number;
  readonly overdue?: boolean;
  readonly asAt?: CalendarDate;
  readonly knownOn?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

/** `ehcp due`: what is due and what is overdue. */
@Command({ name: 'due', description: 'what is due and what is overdue, in all cases' })
export class DueCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--officer <id>', description: 'only cases of this officer' })
  readOfficer(text: string): string {
    return codeOption('--officer', text);
  }

  @Option({ flags: '--team <id>', description: 'only cases of this team' })
  readTeam(text: string): string {
    return codeOption('--team', text);
  }

  @Option({ flags: '--rule <id>', description: 'only clocks of this rule, such as N7; may be given several times' })
  readRule(text: string, before: readonly string[] = []): readonly string[] {
    return [...before, codeOption('--rule', text).toUpperCase()];
  }

  @Option({ flags: '--kind <kind>', description: 'only assessments, plans or reviews; may be given several times' })
  readKind(text: string, before: readonly CaseKindName[] = []): readonly CaseKindName[] {
    return [...before, choiceOption('--kind', text, CASE_KINDS)];
  }

  @Option({ flags: '--until <day>', description: 'only what is due by this day (YYYY-MM-DD)' })
  readUntil(text: string): CalendarDate {
    return dayOption('--until', text);
  }

  @Option({ flags: '--days <number>', description: 'only what is due within this many days' })
  readDays(text: string): number {
    return numberOption('--days', text, 0, MOST_DAYS, 'of days ');
  }

  @Option({ flags: '--overdue', description: 'only what is overdue' })
  readOverdue(): boolean {
    return true;
  }

  @Option({ flags: '--as-at <day>', description: 'as it was, or will be, on this day (YYYY-MM-DD); today if left out' })
  readAsAt(text: string): CalendarDate {
    return dayOption('--as-at', text);
  }

  @Option({ flags: '--known-on <instant>', description: 'from what was on record at this instant' })
  readKnownOn(text: string): string {
    return instantOption('--known-on', text);
  }

  @Option({
    flags: '--limit <number>',
    description: `show at most so many of each group; ${String(USUAL_PAGE)} if left out`,
  })
  readLimit(text: string): number {
    return numberOption('--limit', text, 1, LARGEST_PAGE);
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Lists what the law, guidance or a local standard wants done by a day and is not done: first what is overdue, then what is
past its due date under an exception, due within 14 days, and later. Cases and children appear under their ids.

Examples:
  ehcp due
  ehcp due --team north --days 28
  ehcp due --officer officer-7 --overdue
  ehcp due --rule N7 --as-at 2025-01-31
  ehcp due --known-on 2025-01-31T17:00:00Z --json

Exit codes: 0 answered, also where nothing is due; 1 unexpected failure; 2 wrong usage, or something to mend first.`;
  }

  async run(_: string[], options: DueOptions): Promise<void> {
    const { json = false, until, days } = options;
    if (until !== undefined && days !== undefined) {
      throw new Problems([{ place: '--days', reason: 'it was given together with --until', accepted: 'one of them' }]);
    }
    const answer = await this.access.withTracker(async (tracker, signal) => {
      const progress = progressBar(process.stderr, 'Taking in events', LONG);
      await tracker.get(ReadModels).bringUpToDate({ progress, signal });
      return tracker
        .get(DueDates)
        .whatIsDue(momentOf(options), questionOf(options, dayInLondon(tracker.get(WallClock).now())));
    });
    if (json) this.terminal.writeJson(asJson(answer, options));
    else this.terminal.write(dueText(answer, { paint: this.terminal.paint, width: this.terminal.width }));
  }
}

function momentOf({ asAt, knownOn }: DueOptions): Moment {
  return { asAt, knownOn };
}

function questionOf(options: DueOptions, today: CalendarDate): DueQuestion {
  const { officer, team, rule, kind, until, days, overdue = false, asAt, knownOn, limit = USUAL_PAGE } = options;
  const from = asAt ?? (knownOn === undefined ? today : dayInLondon(new Date(knownOn)));
  const dueTo = until ?? (days === undefined ? undefined : addDays(from, days));
  return { officer, team, rule, kind, dueTo, limit, urgencies: overdue ? ['overdue'] : URGENCIES };
}

function asJson({ asAt, groups }: WhatIsDue, { knownOn }: DueOptions): object {
  return {
    asAt,
    ...(knownOn === undefined ? {} : { knownOn }),
    groups: groups.map(({ urgency, count, rules, clocks }) => ({
      urgency,
      count,
      rules,
      clocks: clocks.map((clock) => ({ ...clock, daysLeft: daysBetween(asAt, clock.dueOn) })),
    })),
  };
}
