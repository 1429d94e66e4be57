import type { CommandRunner } from 'nest-commander';

/**
 * Exit codes of the command line: done; failed unexpectedly; what was asked or the surroundings are for the user to mend;
 * a check found that something is not as it should be.
 */
export const EXIT = { done: 0, failed: 1, wrong: 2, amiss: 3 } as const;

type Command = Parameters<CommandRunner['setCommand']>[0];

/** Ends as the reader of arguments asks: 0 after help or the version was asked for, 2 after wrong usage. */
export function endAfterParsing(error: Error & { readonly exitCode?: number }): never {
  process.exit(error.exitCode === 0 ? EXIT.done : EXIT.wrong);
}

/**
 * Makes a command refuse wrong usage with exit code 2 and a pointer to its help.
 * @param help the command that shows the help
 */
export function strict(command: Command, help = `ehcp help ${command.name()}`): Command {
  return command.exitOverride(endAfterParsing).allowExcessArguments(false).showHelpAfterError(`Try "${help}".`);
}
