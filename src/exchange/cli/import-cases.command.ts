import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess, type Tracker } from '../../platform/cli/tracker.js';
import { EXIT, strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { Policies } from '../../policies/application/policies.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { Confirmed } from '../application/case-player.js';
import { ImportCases, type Progress } from '../application/import-cases.js';
import { SourceFile } from '../application/source-file.js';
import { importedText, problemsText } from './import-text.js';
import { ProblemsFile } from './problems-file.js';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly confirm?: Confirmed;
  readonly problems?: string;
}

/** Shorter work is over before a bar can be read: kB of a file, or cases. */
const LONG = 2_000;
const KB = 1_000;

function bars(): Progress {
  const bar = (called: string) => progressBar(process.stderr, called, LONG);
  const shown = {
    reading: bar('Reading (kB)'),
    checking: bar('Checking cases'),
    children: bar('Registering children'),
    recording: bar('Recording cases'),
  };
  let last = 0;
  return (part, done, of) => {
    const now = Date.now();
    if (done < of && now - last < 100) return;
    last = now;
    if (part === 'reading') shown.reading(Math.floor(done / KB), Math.floor(of / KB));
    else shown[part](done, of);
  };
}

/** Does what follows from what was recorded, and lets the next question be answered with it. */
async function bringUp(tracker: Tracker, signal: AbortSignal): Promise<void> {
  const following = progressBar(process.stderr, 'Following what was recorded', LONG);
  let looked = 0;
  await tracker.get(Policies, { strict: false }).catchUp((done) => following((looked = done), Infinity));
  following(looked, looked);
  const progress = progressBar(process.stderr, 'Bringing the read models up to date', LONG);
  await tracker.get(ReadModels, { strict: false }).bringUpToDate({ progress, signal });
}

/** `ehcp import cases`: cases of another system, from a CSV file. */
@SubCommand({
  name: 'cases',
  arguments: '<file>',
  argsDescription: { file: 'a CSV file with one milestone a row; - for standard input' },
  description: 'take in cases from a CSV file: all of it, or nothing where anything is wrong',
})
export class ImportCasesCommand extends CommandRunner {
  constructor(
    private readonly tracker: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp import cases --help'));
  }

  @Option({ flags: '--dry-run', description: 'check the file and record nothing' })
  readDryRun(): boolean {
    return true;
  }

  @Option({
    flags: '--confirm <codes>',
    description: 'confirm warnings: "all", or the codes that the problems name, separated by commas',
  })
  readConfirm(text: string): Confirmed {
    if (text === 'all') return 'all';
    const codes = text.split(',').map((code) => code.trim());
    if (codes.every((code) => /^[a-z][a-z0-9-]{0,59}$/.test(code))) return codes;
    throw new Problems([
      {
        place: '--confirm',
        reason: 'it holds something that is no code',
        accepted: '"all", or codes separated by commas',
      },
    ]);
  }

  @Option({ flags: '--problems <file>', description: 'write every problem into a CSV file' })
  readProblems(path: string): string {
    return path;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The file is in UTF-8, with a row of column names and one milestone a row:
  kind        assessment, plan or review
  case        the key of the case in your own system; a plan has the key of the assessment that led to it, or names it
              in the attribute "assessment"
  milestone   what happened, such as final-plan-issued: "ehcp import milestones" lists all, with their attributes
  date        YYYY-MM-DD or DD/MM/YYYY
  outcome     of a decision, such as assess or refuse
  attributes  what else is to be said: name=value; name=value
Optional: child (your own key of the child; without it, the case's child), and on one row of each child who is not
registered yet: surname, forename, date_of_birth, and upn, sex, postcode.

A file is checked as a whole before anything is recorded. What is on record already is not recorded again, so the same
file can be imported again, also to finish an import that was cut short.

Examples:
  ehcp import cases examples/cases.csv --dry-run
  ehcp import cases cases.csv --problems problems.csv
  ehcp import cases cases.csv --confirm no-draft-plan,advice-missing
  ehcp export cases --with-identities | DATA_DIRECTORY=other ehcp import cases - --confirm all

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or a file with problems (nothing was recorded).`;
  }

  async run([path = '-']: string[], options: ImportOptions): Promise<void> {
    const { json = false, problems: problemsPath, dryRun, confirm } = options;
    const begun = performance.now();
    const name = path === '-' ? 'standard input' : path;
    const source = path === '-' ? await SourceFile.of(this.terminal.input, name) : await SourceFile.open(path);
    const file = problemsPath === undefined ? undefined : ProblemsFile.make(problemsPath);
    try {
      const imported = await this.tracker.withTracker(async (tracker, signal) => {
        const imported = await tracker.get(ImportCases, { strict: false }).import(source, {
          onProgress: bars(),
          signal,
          ...(dryRun === undefined ? {} : { dryRun }),
          ...(confirm === undefined ? {} : { confirm }),
          ...(file === undefined ? {} : { onProblem: (problem) => file.add(problem) }),
        });
        if (imported.isRecorded) await bringUp(tracker, signal);
        return imported;
      });
      const seconds = (performance.now() - begun) / 1000;
      if (imported.problems > 0) process.exitCode = EXIT.wrong;
      if (json) {
        const { firstProblems, isRecorded, ...counts } = imported;
        this.terminal.writeJson({
          file: name,
          recorded: isRecorded,
          ...counts,
          firstProblems,
          seconds: Number(seconds.toFixed(3)),
        });
      } else if (imported.problems > 0) process.stderr.write(problemsText(name, imported, file !== undefined));
      else this.terminal.write(importedText(name, imported, seconds));
    } finally {
      file?.close();
      source.close();
    }
  }
}
