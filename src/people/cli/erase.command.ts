import { CommandBus } from '@nestjs/cqrs';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { OperatorError } from '../../platform/operator-error.js';
import { choiceOption, idOption } from '../../platform/cli/options.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { EXIT, strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { ReadModels } from '../../read-model/read-models.js';
import { Sealer } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import { Erasure, type Erasable, type Remains } from '../application/erasure.js';
import { ERASURE_REASONS, type ErasureReason } from '../domain/person.events.js';
import { typesAgain } from './asking.js';

/** On whose behalf an erasure from the command line is recorded. */
const ACTOR = 'command-line';

/** Fewer events than this are taken in within a second. */
const LONG = 5_000;

interface EraseOptions {
  readonly reason: ErasureReason;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Nobody was erased: why. */
class NotErased extends OperatorError {
  override readonly name = 'NotErased';
}

/** `ehcp people erase`: forgets who a child or young person is, for good. */
@SubCommand({
  name: 'erase',
  arguments: '<id>',
  argsDescription: { id: 'the id of the child or young person' },
  description: 'erase a child or young person: the timings stay, nobody can read whose they are',
})
export class EraseCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp people erase --help'));
  }

  @Option({ flags: '--reason <reason>', description: `why: ${ERASURE_REASONS.join(', ')}`, required: true })
  readReason(text: string): ErasureReason {
    return choiceOption('--reason', text, ERASURE_REASONS);
  }

  @Option({ flags: '--yes', description: 'do it without asking' })
  readYes(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The key of the child is destroyed: nobody can read their details, or any text of their cases, ever again. The timeline of
each case stays under its id: timings, outcomes, codes, who recorded what. It cannot be undone. Check first that nothing
is still owed to the child. Afterwards it is checked that they are found nowhere.

On a terminal you are asked to type the id again; otherwise --yes is needed. The tracker may run meanwhile. In backups
that were made before, the key is still there: the erasure is complete when the last of them is gone.

Examples:
  ehcp people erase 018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17 --reason retention-ended
  ehcp people erase 018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17 --reason right-to-erasure --yes --json

Exit codes: 0 erased, also where it was done before; 3 erased, and something is left that should not be; 1 unexpected
failure; 2 wrong usage, nobody of this id, not confirmed, or something to mend first: nothing was done, unless it says so.`;
  }

  async run([given = '']: string[], { reason, yes = false, json = false }: EraseOptions): Promise<void> {
    const person = idOption('id', given) as PersonId;
    if (!yes && !this.terminal.asksPerson) {
      const why = 'nobody can be asked whether this is meant, since the input is no terminal';
      throw new Problems([{ place: '--yes', reason: why, accepted: '--yes, to erase without asking' }]);
    }
    const { cases, standing, remains } = await this.access.withTracker(async (tracker, signal) => {
      const erasure = new Erasure(
        tracker.get(EVENT_STORE),
        tracker.get(Sealer),
        tracker.get(ReadModels),
        tracker.get(CommandBus),
      );
      const progress = progressBar(process.stderr, 'Taking in events', LONG);
      const about = await erasure.about(person, { progress, signal });
      if (about === undefined) throw new NotErased('There is no child or young person with this id. Nothing was done.');
      if (!yes) await this.#confirm(person, about, signal);
      signal.throwIfAborted();
      const outcome = await erasure.erase(person, reason, { actor: ACTOR });
      if (outcome.outcome === 'refused') {
        throw new NotErased(outcome.refused.map(({ message }) => message).join('\n'));
      }
      return { ...about, remains: await erasure.remainsOf(person) };
    });
    if (json) this.terminal.writeJson({ person, reason, erasedBefore: standing === 'erased', cases, remains });
    else this.terminal.write(told({ cases, standing }, remains));
    if (remains.length > 0) process.exitCode = EXIT.amiss;
  }

  async #confirm(person: PersonId, about: Erasable, signal: AbortSignal): Promise<void> {
    process.stderr.write(`${warning(about)}\n`);
    const dialogue = { input: this.terminal.input, output: process.stderr };
    if (await typesAgain('Type the id again to erase them: ', person, dialogue, signal)) return;
    throw new NotErased('That is not the id. Nothing was done.');
  }
}

const several = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

/** What is about to happen. */
function warning({ standing, cases }: Erasable): string {
  const open = cases.filter(({ isOpen }) => isOpen);
  return [
    standing === 'erased'
      ? 'This child or young person was erased already; a key that came back with a backup is erased again.'
      : 'This erases a child or young person for good.',
    `  Lost:  who they are, and every note, reason and message in ${several(cases.length, 'case')}. Nobody can bring it back.`,
    '  Stays: the timeline of each case under its id: timings, outcomes, codes, who recorded what.',
    ...(open.length === 0
      ? []
      : [
          `  Open:  in ${several(open.length, 'case')} something is still to be done for them: ${open.map(({ kind, id }) => `${kind} ${id}`).join(', ')}.`,
        ]),
  ].join('\n');
}

const REMAINS: Readonly<Record<Remains, string>> = {
  key: 'their key is still there: do the same again',
  index: 'they are still in the index of people: run "ehcp rebuild"',
};

/** What was done. */
function told({ standing, cases }: Erasable, remains: readonly Remains[]): string {
  const done =
    standing === 'erased'
      ? 'The child or young person had been erased already.'
      : `Erased. The timeline of ${several(cases.length, 'case')} stays; nobody can read whose it is.`;
  if (remains.length > 0) return `${done}\nBut ${remains.map((one) => REMAINS[one]).join('; and ')}.`;
  return (
    `${done}\nChecked: there is no key, and nobody is found by what they were known by.\n` +
    'In backups of the keys that were made before, the key is still there: keep them no longer than your rule says.'
  );
}
