import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { choice, echo, Problems } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CountingPolicy } from '../../statute/counting.js';
import { Calculator } from '../application/calculator.js';
import { readLocalStandardsFile } from '../application/local-standards-file.js';
import { readJsonFile, readJsonStream } from '../application/read-file.js';
import { clocksText } from './clocks-text.js';
import { dayOption, leadDaysOption } from '../../platform/cli/options.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';

interface ClocksOptions {
  readonly asAt?: CalendarDate;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly counting?: CountingPolicy;
  readonly leadDays?: number;
  readonly localStandards?: string;
}

/** `ehcp clocks`: the clocks of one case. */
@Command({
  name: 'clocks',
  arguments: '[file]',
  argsDescription: { file: 'facts of one case as JSON; standard input if left out or -' },
  description: 'what is due when in one case, and why',
})
export class ClocksCommand extends CommandRunner {
  constructor(
    private readonly calculator: Calculator,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--as-at <day>', description: 'look at the clocks on this day (YYYY-MM-DD); today if left out' })
  readAsAt(text: string): CalendarDate {
    return dayOption('--as-at', text);
  }

  @Option({ flags: '--json', description: 'answer in JSON, with explanations' })
  readJson(): boolean {
    return true;
  }

  @Option({ flags: '--explain', description: 'say under the table how each clock was worked out' })
  readExplain(): boolean {
    return true;
  }

  @Option({
    flags: '--counting <reading>',
    description: 'how "within N weeks of" is read: without the day of the event (the law), or with it as day 1 (SEN2)',
  })
  readCounting(text: CountingPolicy): CountingPolicy {
    const readings: readonly CountingPolicy[] = ['event-day-excluded', 'event-day-is-day-1'];
    if (readings.includes(text)) return text;
    throw new Problems([{ place: '--counting', reason: `${echo(text)} is not a reading`, accepted: choice(readings) }]);
  }

  @Option({
    flags: '--lead-days <days>',
    description: 'how long before its due date a clock is due soon; 14 if left out',
  })
  readLeadDays(text: string): number {
    return leadDaysOption('--lead-days', text);
  }

  @Option({ flags: '--local-standards <file>', description: "the council's own standards, as JSON" })
  readLocalStandards(path: string): string {
    return path;
  }

  @Help('after')
  examples(): string {
    return `
Facts:
  {"milestones": [{"milestone": "request-received", "on": "2024-09-02"}]}
  "ehcp milestones" lists every milestone and what can be said of it.

Examples:
  ehcp clocks examples/needs-assessment.json
  ehcp clocks facts.json --as-at 2025-01-10 --explain
  ehcp clocks --json < facts.json

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or facts that cannot be used.`;
  }

  async run(
    [file]: string[],
    { json = false, explain = false, localStandards, ...options }: ClocksOptions,
  ): Promise<void> {
    const fromInput = file === undefined || file === '-';
    if (file === undefined && this.terminal.asksPerson) this.command.help({ error: true });
    const calculator =
      localStandards === undefined
        ? this.calculator
        : this.calculator.with(await readLocalStandardsFile(localStandards));
    const given = fromInput ? await readJsonStream(this.terminal.input, 'standard input') : await readJsonFile(file);
    const answer = calculator.clocks(given, options);
    if (json) {
      this.terminal.writeJson(answer);
      return;
    }
    const { paint, width } = this.terminal;
    this.terminal.write(clocksText(answer, { paint, width, explain }));
  }
}
