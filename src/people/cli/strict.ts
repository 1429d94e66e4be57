import type { CommandRunner } from 'nest-commander';

type Command = Parameters<CommandRunner['setCommand']>[0];

/**
 * Makes a command refuse wrong usage with exit code 2 and a pointer to its help.
 * @param help the command that shows the help
 */
export function strict(command: Command, help: string): Command {
  return command
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .allowExcessArguments(false)
    .showHelpAfterError(`Try "${help}".`);
}
