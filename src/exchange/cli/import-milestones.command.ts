import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { Terminal, wrap, type Paint } from '../../platform/cli/terminal.js';
import { choiceOption } from '../../platform/cli/options.js';
import { strict } from '../../platform/cli/usage.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { viewImportable, type ImportableView } from '../application/importable-views.js';

function text({ milestone, attributes }: ImportableView, paint: Paint, width: number | undefined): string {
  return [
    paint('bold', milestone),
    ...attributes.map(({ name, column, needed, accepted }) => {
      const where = column === 'outcome' ? 'outcome (a column of its own)' : name;
      return wrap(`${where}${needed ? ' (needed)' : ''}: ${accepted}`, width, '    ');
    }),
  ].join('\n');
}

/** `ehcp import milestones`: what a file of cases can hold. */
@SubCommand({
  name: 'milestones',
  description: 'the milestones that a file of cases can hold, and what can be said of them',
})
export class ImportMilestonesCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp import milestones --help'));
  }

  @Option({ flags: '--kind <kind>', description: 'only those of one kind of case: assessment, plan or review' })
  readKind(text: string): CaseKindName {
    return choiceOption('--kind', text, CASE_KINDS);
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp import milestones --kind review
  ehcp import milestones --json`;
  }

  run(_: string[], { kind, json = false }: { readonly kind?: CaseKindName; readonly json?: boolean }): Promise<void> {
    const kinds = kind === undefined ? CASE_KINDS : [kind];
    const views = kinds.map((name) => ({ kind: name, milestones: viewImportable(name) }));
    const { paint, width } = this.terminal;
    if (json) this.terminal.writeJson(views);
    else {
      const written = views.map(({ kind: name, milestones }) =>
        [paint('underline', name), ...milestones.map((one) => text(one, paint, width))].join('\n'),
      );
      this.terminal.write(written.join('\n\n'));
    }
    return Promise.resolve();
  }
}
