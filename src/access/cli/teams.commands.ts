import { ConfigService } from '@nestjs/config';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { table } from '../../platform/cli/table.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { areThereAccounts, byOption, withAccounts } from './with-accounts.js';

/** `ehcp users teams`: the teams. */
@SubCommand({ name: 'teams', description: 'the teams, and how many belong to each' })
export class TeamsCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users teams --help'));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const found = areThereAccounts(this.config) ? await withAccounts(this.config, ({ teams }) => teams.list()) : [];
    if (json) this.terminal.writeJson({ teams: found });
    else if (found.length === 0) this.terminal.write('There are no teams. "ehcp users add-team" makes one.');
    else {
      const rows = found.map(({ id, name, members }) => [id, name, String(members.length)]);
      this.terminal.write(table(['id', 'name', 'members'], rows));
    }
  }
}

/** `ehcp users add-team`: makes a team. */
@SubCommand({
  name: 'add-team',
  arguments: '<id>',
  argsDescription: { id: 'what cases are assigned to, such as plans-north' },
  description: 'make a team',
})
export class AddTeamCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users add-team --help'));
  }

  @Option({ flags: '--name <name>', description: 'what colleagues call it', required: true })
  readName(text: string): string {
    return text;
  }

  async run([id = '']: string[], { name }: { readonly name: string }): Promise<void> {
    await byOption(
      withAccounts(this.config, ({ teams }) => teams.add(id, name)),
      ['id'],
    );
    this.terminal.write(`Made the team ${id}: ${name}.`);
  }
}
