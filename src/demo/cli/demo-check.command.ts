import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { interruptible } from '../../platform/cli/interruption.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { EXIT, strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { authorityCalled } from '../../benchmarks/application/authorities.js';
import { checkQuickly, partedByUse, type Comparison } from '../application/check-counts.js';
import { DfeFiles, type DfeEntry } from '../application/dfe-files.js';
import { CountsDiffer, makeDemo } from '../application/make-demo.js';
import { censusDayOf } from '../domain/school-year.js';
import type { PublishedCounts } from '../domain/published-counts.js';
import { dayOption, seedOption, yearOption } from './demo-options.js';
import { checkText, mismatchText } from './demo-text.js';

interface CheckOptions {
  readonly from?: string;
  readonly year?: number;
  readonly authority?: readonly string[];
  readonly seed?: string;
  readonly today?: CalendarDate;
  readonly fast?: boolean;
  readonly json?: boolean;
}

/** `ehcp demo check`: whether demo caseloads have the counts that were published. */
@SubCommand({ name: 'check', description: 'make a caseload after every council in the files of the DfE, and count it' })
export class DemoCheckCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp demo check --help'));
  }

  @Option({ flags: '--from <directory>', description: 'the directory with the files of the DfE', required: true })
  readFrom(text: string): string {
    return text;
  }

  @Option({ flags: '--year <year>', description: 'this calendar year alone; every one in the files if left out' })
  readYear(text: string): number {
    return yearOption('--year', text);
  }

  @Option({ flags: '--authority <name>', description: 'this council alone; may be given several times' })
  readAuthority(text: string, before: readonly string[] = []): readonly string[] {
    return [...before, text];
  }

  @Option({ flags: '--seed <seed>', description: 'the seed of the caseloads; 1 if left out' })
  readSeed(text: string): string {
    return seedOption('--seed', text);
  }

  @Option({
    flags: '--today <day>',
    description: 'the last day of the caseloads; the census day after the year if left out',
  })
  readToday(text: string): CalendarDate {
    return dayOption('--today', text);
  }

  @Option({
    flags: '--fast',
    description: 'without a store: the same rules decide in memory; so also where no council is named',
  })
  readFast(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Councils that are named are played through the tracker's requests, stores and read models, in a temporary directory, as
"ehcp demo" does. All of England takes some minutes without them.

Examples:
  ehcp demo check --from downloads/education-health-and-care-plans
  ehcp demo check --from downloads/education-health-and-care-plans --year 2024 --authority Hackney --authority Leeds

Exit codes: 0 every count is as published, 1 unexpected failure, 2 wrong usage or files that cannot be used, 3 some
count is not.`;
  }

  async run(_: string[], options: CheckOptions): Promise<void> {
    const { from = '', year, authority = [], fast = false, json = false } = options;
    const started = performance.now();
    const { usable, leftOut } = partedByUse(chosen(DfeFiles.read(from).entries, year, authority));
    const isFast = fast || authority.length === 0;
    const bar = progressBar(process.stderr, 'Plans', 1);
    const plans = usable.reduce((sum, { reviews }) => sum + reviews.plans, 0);
    const compared: Comparison[] = [];
    await interruptible(async (ending) => {
      let done = 0;
      for (const counts of usable) {
        bar(done, plans);
        const comparison = await (isFast ? quickly(counts, options) : thoroughly(counts, options, ending));
        ending.throwIfAborted();
        const text = mismatchText(comparison);
        if (!json && text !== '') this.terminal.write(text);
        compared.push(comparison);
        done += counts.reviews.plans;
      }
      bar(plans, plans);
    });
    if (json) this.terminal.writeJson({ compared, leftOut });
    else this.terminal.write(checkText(compared, leftOut, from, (performance.now() - started) / 1000));
    if (compared.some(({ mismatches }) => mismatches.length > 0)) process.exitCode = EXIT.amiss;
  }
}

const USUAL_SEED = '1';

function quickly(counts: PublishedCounts, { seed = USUAL_SEED, today }: CheckOptions): Promise<Comparison> {
  return checkQuickly(counts, { seed, today: today ?? censusDayOf(counts.year), years: 1 });
}

/** Makes the caseload as `ehcp demo` does, in a directory that is removed. */
async function thoroughly(
  counts: PublishedCounts,
  { seed = USUAL_SEED, today }: CheckOptions,
  signal: AbortSignal,
): Promise<Comparison> {
  const { openStage } = await import('../stage.module.js');
  const directory = mkdtempSync(join(tmpdir(), 'ehcp-demo-'));
  try {
    const request = { counts, seed, today: today ?? censusDayOf(counts.year), into: join(directory, 'data') };
    const { leftOut } = await makeDemo(request, openStage, () => undefined, signal);
    return { authority: counts.authority, year: counts.year, mismatches: [], leftOut };
  } catch (error) {
    if (error instanceof CountsDiffer) return error.comparison;
    throw error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The councils and years that are asked for. */
function chosen(
  entries: readonly DfeEntry[],
  year: number | undefined,
  authorities: readonly string[],
): readonly DfeEntry[] {
  const ofYear = entries.filter((entry) => year === undefined || entry.year === year);
  if (ofYear.length === 0) {
    const years = [...new Set(entries.map((entry) => String(entry.year)))].sort().join(', ');
    throw new Problems([{ place: '--year', reason: `the files have nothing of ${String(year)}`, accepted: years }]);
  }
  if (authorities.length === 0) return ofYear;
  const known = new Map(ofYear.map((entry) => [entry.code, entry]));
  const codes = new Set(authorities.map((one) => authorityCalled(one, [...known.values()], '--authority').code));
  return ofYear.filter(({ code }) => codes.has(code));
}
