import { Command, CommandRunner, Help, Option } from 'nest-commander';
import type { CalendarDate } from '../../statute/calendar.js';
import { Calculator } from '../application/calculator.js';
import { readLocalStandardsFile } from '../application/local-standards-file.js';
import { dayOption } from '../../platform/cli/options.js';
import { rulesText, ruleText } from './rules-text.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';

interface RulesOptions {
  readonly on?: CalendarDate;
  readonly json?: boolean;
  readonly localStandards?: string;
}

/** `ehcp rules`: the rulebook. */
@Command({
  name: 'rules',
  arguments: '[rule]',
  argsDescription: { rule: 'the id of one rule, such as N7, to see it in full' },
  description: 'the rules in force: law, guidance and local standards',
})
export class RulesCommand extends CommandRunner {
  constructor(
    private readonly calculator: Calculator,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--on <day>', description: 'the rules in force on this day (YYYY-MM-DD); today if left out' })
  readOn(text: string): CalendarDate {
    return dayOption('--on', text);
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Option({ flags: '--local-standards <file>', description: "the council's own standards, as JSON" })
  readLocalStandards(path: string): string {
    return path;
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp rules
  ehcp rules N7
  ehcp rules --on 2020-06-01 --json`;
  }

  async run([id]: string[], { on, json = false, localStandards }: RulesOptions): Promise<void> {
    const calculator =
      localStandards === undefined
        ? this.calculator
        : this.calculator.with(await readLocalStandardsFile(localStandards));
    const { paint, width } = this.terminal;
    if (id === undefined) {
      const answer = calculator.rules(on);
      if (json) this.terminal.writeJson(answer);
      else this.terminal.write(rulesText(answer, { paint, width }));
      return;
    }
    const rule = calculator.rule(id, on);
    if (json) this.terminal.writeJson(rule);
    else this.terminal.write(ruleText(rule, { paint, width }));
  }
}
