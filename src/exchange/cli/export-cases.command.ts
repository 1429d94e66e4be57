import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { choiceOption, instantOption } from '../../platform/cli/options.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { choice } from '../../platform/problem.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { ExportCases } from '../application/export-cases.js';
import { counted } from '../application/counted.js';
import { toFile, toStandardOutput } from './row-output.js';

interface ExportCasesOptions {
  readonly kind?: CaseKindName;
  readonly out?: string;
  readonly withIdentities?: boolean;
  readonly knownOn?: string;
}

/** Fewer cases are written within a second. */
const LONG = 2_000;

/** `ehcp export cases`: cases in the form in which they are imported. */
@SubCommand({ name: 'cases', description: 'write the cases on record into a CSV file, one milestone a row' })
export class ExportCasesCommand extends CommandRunner {
  constructor(
    private readonly tracker: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp export cases --help'));
  }

  @Option({ flags: '--kind <kind>', description: `only cases of one kind: ${choice(CASE_KINDS)}` })
  readKind(text: string): CaseKindName {
    return choiceOption('--kind', text, CASE_KINDS);
  }

  @Option({ flags: '--out <file>', description: 'write into this file; standard output if left out' })
  readOut(path: string): string {
    return path;
  }

  @Option({
    flags: '--with-identities',
    description: 'say who the children are, and what is said in notes and other texts',
  })
  readWithIdentities(): boolean {
    return true;
  }

  @Option({ flags: '--known-on <instant>', description: 'what was on record then, such as 2025-03-04T09:30:00Z' })
  readKnownOn(text: string): string {
    return instantOption('--known-on', text);
  }

  @Help('after')
  examples(): string {
    return `
The file has the columns that "ehcp import cases" reads: the milestones that count, as corrected, one a row. Without
--with-identities it says nothing of who the children are; it can then be imported where they are registered. With it,
it can be imported into an empty tracker, and lies in plain text: keep it as the records themselves are kept.
Warnings that officers confirmed have to be confirmed again at the import: --confirm all.

Examples:
  ehcp export cases --out cases.csv
  ehcp export cases --kind plan --known-on 2025-01-31T17:00:00Z > plans.csv
  ehcp export cases --with-identities | DATA_DIRECTORY=other ehcp import cases - --confirm all

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, or something to mend first.`;
  }

  async run(_: string[], { out, ...options }: ExportCasesOptions): Promise<void> {
    const output = out === undefined ? toStandardOutput() : toFile(out, '--out');
    let [cases, milestones] = [0, 0];
    try {
      await this.tracker.withTracker(async (tracker, signal) => {
        const exporting = tracker.get(ExportCases, { strict: false });
        const onProgress = progressBar(process.stderr, 'Writing cases', LONG);
        await output.write([exporting.columns(options)]);
        for await (const rows of exporting.rows({ ...options, onProgress, signal })) {
          await output.write(rows);
          cases += 1;
          milestones += rows.length;
        }
      });
    } catch (error) {
      output.abandon();
      throw error;
    }
    output.finish();
    if (out !== undefined) {
      this.terminal.write(`Wrote ${counted(milestones, 'milestone')} of ${counted(cases, 'case')} to ${out}.`);
    }
  }
}
