import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { viewMilestones, type MilestoneView } from '../application/milestone-views.js';
import { Terminal, wrap, type Paint } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';

function milestoneText(
  { milestone, says, attributes }: MilestoneView,
  paint: Paint,
  width: number | undefined,
): string {
  return [
    paint('bold', milestone),
    wrap(says, width, '  '),
    ...attributes.map(({ name, required, about, accepted }) =>
      wrap(`${name}${required ? ' (needed)' : ''}: ${about}; ${accepted}`, width, '    '),
    ),
  ].join('\n');
}

/** `ehcp milestones`: the vocabulary of facts. */
@Command({ name: 'milestones', description: 'every milestone that facts can state, and what can be said of it' })
export class MilestonesCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp milestones
  ehcp milestones --json`;
  }

  override run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const milestones = viewMilestones();
    const { paint, width } = this.terminal;
    if (json) this.terminal.writeJson(milestones);
    else this.terminal.write(milestones.map((one) => milestoneText(one, paint, width)).join('\n'));
    return Promise.resolve();
  }
}
