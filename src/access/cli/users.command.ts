import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { ActivateCommand, DeactivateCommand } from './activate.commands.js';
import { AddUserCommand } from './add-user.command.js';
import { ChangeUserCommand } from './change-user.command.js';
import { ListUsersCommand } from './list-users.command.js';
import { SetPasswordCommand } from './set-password.command.js';
import { AddTeamCommand, TeamsCommand } from './teams.commands.js';

/** The commands of `ehcp users`. */
export const USERS_COMMANDS = [
  ListUsersCommand,
  AddUserCommand,
  ChangeUserCommand,
  SetPasswordCommand,
  DeactivateCommand,
  ActivateCommand,
  TeamsCommand,
  AddTeamCommand,
];

/** `ehcp users`: who may use the tracker. */
@Command({ name: 'users', description: 'who may use the tracker, and their teams', subCommands: USERS_COMMANDS })
export class UsersCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users --help'));
  }

  @Help('after')
  examples(): string {
    return `
The command line works on the files of the tracker, whose owner may do everything; nobody signs in here. The tracker may
run meanwhile, and sees changes within seconds.

Examples:
  ehcp users add --name "Amina Khan" --email a.khan@example.gov.uk --roles administrator --generate-password
  ehcp users list
  ehcp users change officer-017 --teams plans-north
  ehcp users set-password officer-017 --generate
  ehcp users deactivate officer-017
  ehcp users add-team plans-north --name "Plans north"`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
