import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { readSendPlanFile } from '../application/plan-file.js';
import { measuresOf, type SendPlan } from '../domain/send-plan.js';

/** What is in a plan, counted. */
interface Summary {
  readonly id: string;
  readonly council: string;
  readonly title: string;
  readonly priorities: number;
  readonly outcomes: number;
  readonly measures: {
    readonly all: number;
    readonly byTracker: number;
    readonly byHand: number;
    readonly judged: number;
    /** Those with a target: of the others the tracker proposes no status. */
    readonly withTarget: number;
  };
}

function summaryOf(plan: SendPlan): Summary {
  const measures = measuresOf(plan).map(({ measure }) => measure);
  const by = (way: string): number => measures.filter(({ measuredBy }) => measuredBy.by === way).length;
  return {
    id: plan.id,
    council: plan.council,
    title: plan.title,
    priorities: plan.priorities.length,
    outcomes: plan.priorities.reduce((sum, { outcomes }) => sum + outcomes.length, 0),
    measures: {
      all: measures.length,
      byTracker: by('tracker'),
      byHand: by('hand'),
      judged: by('judgement'),
      withTarget: measures.filter(({ target }) => target !== undefined).length,
    },
  };
}

/** `ehcp plan check`: whether the file of a plan can be used. */
@SubCommand({
  name: 'check',
  arguments: '<file>',
  argsDescription: { file: 'the file of the plan, as JSON' },
  description: 'check the file of a SEND plan, and say everything that is wrong with it',
})
export class CheckPlanCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp plan check --help'));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The server reads the file that EHCP_SEND_PLAN names when it starts. What each field means: docs/send-plan.md.

Examples:
  ehcp plan check config/send-plan.example.json
  EHCP_SEND_PLAN=my-plan.json ehcp serve

Exit codes: 0 the file can be used, 1 unexpected failure, 2 it cannot: each fault with its place and what is accepted.`;
  }

  async run([file = '']: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const summary = summaryOf(await readSendPlanFile(file));
    if (json) {
      this.terminal.writeJson(summary);
      return;
    }
    const { council, title, priorities, outcomes, measures } = summary;
    this.terminal.write(
      [
        `${council}: ${title}`,
        `  priorities: ${String(priorities)}, outcomes: ${String(outcomes)}, measures: ${String(measures.all)}`,
        `  counted by the tracker: ${String(measures.byTracker)}, recorded by hand: ${String(measures.byHand)}, judged: ${String(measures.judged)}; with a target: ${String(measures.withTarget)}`,
        'The file can be used.',
      ].join('\n'),
    );
  }
}
