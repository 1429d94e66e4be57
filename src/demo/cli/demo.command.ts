import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { ConfigService } from '@nestjs/config';
import { interruptible } from '../../platform/cli/interruption.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { settingsOf } from '../../platform/configuration.js';
import { Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { publishedCounts, sourceOf } from '../application/find-counts.js';
import { makeDemo } from '../application/make-demo.js';
import { DemoCheckCommand } from './demo-check.command.js';
import { dayOption, seedOption, yearOption, yearsOption } from './demo-options.js';
import { demoText } from './demo-text.js';

interface DemoOptions {
  readonly authority?: string;
  readonly year?: number;
  readonly seed?: string;
  readonly today?: CalendarDate;
  readonly years?: number;
  readonly from?: string;
  readonly into?: string;
  readonly json?: boolean;
}

/** Fewer acts than this are over before a bar can be read. */
const LONG = 2_000;
const USUAL = { authority: 'Hackney', year: 2024, seed: '1' } as const;

/** `ehcp demo`: a caseload of invented children with the published counts of a real council. */
@Command({
  name: 'demo',
  description: "make a caseload of invented children that has a council's published counts",
  subCommands: [DemoCheckCommand],
})
export class DemoCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    // Options that come after "check" are those of the check.
    return super.setCommand(strict(command).enablePositionalOptions());
  }

  @Option({ flags: '--authority <name>', description: `the council, by name or code; ${USUAL.authority} if left out` })
  readAuthority(text: string): string {
    return text;
  }

  @Option({ flags: '--year <year>', description: `the calendar year of the counts; ${String(USUAL.year)} if left out` })
  readYear(text: string): number {
    return yearOption('--year', text);
  }

  @Option({
    flags: '--seed <seed>',
    description: 'another seed makes other children with the same counts; 1 if left out',
  })
  readSeed(text: string): string {
    return seedOption('--seed', text);
  }

  @Option({ flags: '--today <day>', description: 'the last day of the caseload (YYYY-MM-DD); today if left out' })
  readToday(text: string): CalendarDate {
    return dayOption('--today', text);
  }

  @Option({ flags: '--years <number>', description: 'how many years up to that day it covers at least; 3 if left out' })
  readYears(text: string): number {
    return yearsOption('--years', text);
  }

  @Option({ flags: '--from <directory>', description: 'read the counts of any council from the files of the DfE' })
  readFrom(text: string): string {
    return text;
  }

  @Option({ flags: '--into <directory>', description: 'where to make it, empty or not there yet; else DATA_DIRECTORY' })
  readInto(text: string): string {
    return text;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The published counts of Hackney, Herefordshire, Tower Hamlets and Kingston upon Hull for 2024 are built in. For any other
council, download the files of the release "Education, health and care plans" into a directory and name it with --from.
Everything is recorded through the tracker's own requests, day by day, and its counts are compared with the published
ones at the end. The directory appears when all of that is done: an interrupted demo leaves nothing in its place.

Examples:
  ehcp demo
  ehcp demo --authority Herefordshire --into data/herefordshire
  ehcp demo --authority "Tower Hamlets" --year 2024 --seed 7 --today 2025-06-30
  ehcp demo --authority Leeds --from downloads/education-health-and-care-plans --into data/leeds
  ehcp demo check --from downloads/education-health-and-care-plans

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, or counts or a directory that cannot be used.`;
  }

  async run(_: string[], options: DemoOptions): Promise<void> {
    const { seed = USUAL.seed, from, json = false, years, year = USUAL.year, authority = USUAL.authority } = options;
    const started = performance.now();
    const usual = settingsOf(this.config).dataDirectory;
    if (options.into === undefined) refuseOtherStores(this.config);
    const request = {
      counts: publishedCounts(authority, year, from),
      seed,
      today: options.today ?? dayInLondon(new WallClock().now()),
      into: options.into ?? usual,
      ...(years === undefined ? {} : { years }),
    };
    const bars = {
      recording: progressBar(process.stderr, 'Recording', LONG),
      projecting: progressBar(process.stderr, 'Projecting events', LONG),
    };
    const { openStage } = await import('../stage.module.js');
    const demo = await interruptible((ending) =>
      makeDemo(request, openStage, (part, done, total) => bars[part](done, total), ending),
    );
    const source = sourceOf(from);
    if (json) this.terminal.writeJson({ ...demo, source, counts: request.counts });
    else this.terminal.write(demoText(demo, source, (performance.now() - started) / 1000, options.into === undefined));
  }
}

/** A demo lies in files of its own; where the tracker is to use other stores, it would not find it. */
function refuseOtherStores(config: ConfigService): void {
  const set = ['EVENT_STORE_URL', 'READ_MODEL_URL', 'ACCESS_URL'].filter(
    (name) => config.get<string>(name) !== undefined,
  );
  if (set.length === 0) return;
  const accepted = 'unset, or --into <directory> for a demo apart from it';
  throw new Problems(
    set.map((place) => ({ place, reason: 'it names another place than the files of a demo caseload', accepted })),
  );
}
