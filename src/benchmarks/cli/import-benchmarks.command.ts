import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { SourceFile } from '../../exchange/application/source-file.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { EXIT, strict } from '../../platform/cli/usage.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import { ImportBenchmarks } from '../application/import-benchmarks.js';
import { readBenchmarkFile, type ReadFile } from '../application/read-benchmark-file.js';
import { planText } from './benchmarks-text.js';

/** Who imports from the command line. */
const ACTOR = 'command-line';
const KB = 1_000;
/** Smaller files are read before a bar can be read: kB. */
const LONG = 4_000;

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

async function readAll(paths: readonly string[], ending: AbortSignal): Promise<readonly ReadFile[]> {
  const sources: SourceFile[] = [];
  try {
    for (const path of paths) sources.push(await SourceFile.open(path));
    const whole = sources.reduce((sum, { size }) => sum + size, 0);
    const bar = progressBar(process.stderr, 'Reading (kB)', LONG);
    const read: ReadFile[] = [];
    let before = 0;
    for (const source of sources) {
      const progress = (done: number): void => {
        ending.throwIfAborted();
        bar(Math.floor((before + done) / KB), Math.floor(whole / KB));
      };
      read.push(await readBenchmarkFile(source, source.name, progress));
      before += source.size;
    }
    return read;
  } finally {
    for (const source of sources) source.close();
  }
}

/** `ehcp benchmarks import`: the figures of the Department for Education, from the files as they are downloaded. */
@SubCommand({
  name: 'import',
  arguments: '<files...>',
  argsDescription: { files: 'CSV files of the release, or the matrix of statistical neighbours' },
  description: 'take in published figures: all of the files, or nothing where anything is wrong',
})
export class ImportBenchmarksCommand extends CommandRunner {
  constructor(
    private readonly tracker: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp benchmarks import --help'));
  }

  @Option({ flags: '--dry-run', description: 'say what would be taken in, and record nothing' })
  readDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The files are known by their columns, whatever they are called:
  of the release "Education, health and care plans", as downloaded from explore-education-statistics.service.gov.uk:
    requests for a needs assessment, needs assessments, plans issued within 20 weeks, annual reviews
  the matrix of statistical neighbours: a column for each authority, its neighbours below it, the nearest first

What is held already is not recorded again. A corrected release takes the place of what is held; what was known before
can still be asked for with --known-on. A file of an earlier release changes nothing of a later one.

Examples:
  ehcp benchmarks import downloads/*.csv --dry-run
  ehcp benchmarks import requests.csv timeliness.csv annual_reviews.csv neighbours.csv

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or a file with problems (nothing was recorded).`;
  }

  async run(paths: string[], { dryRun = false, json = false }: ImportOptions): Promise<void> {
    const plan = await this.tracker.withTracker(async (tracker, ending) => {
      const files = await readAll(paths, ending);
      const imports = tracker.get(ImportBenchmarks, { strict: false });
      if (dryRun) return imports.plan(files);
      return (await onBehalfOf({ actor: ACTOR }, () => imports.record(files))).plan;
    });
    if (plan.problems > 0) process.exitCode = EXIT.wrong;
    if (json) this.terminal.writeJson({ recorded: !dryRun && plan.problems === 0 && plan.hasNews, ...plan });
    else if (plan.problems > 0) process.stderr.write(`${planText(plan, dryRun)}\n`);
    else this.terminal.write(planText(plan, dryRun));
  }
}
