import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Terminal } from '../../platform/cli/terminal.js';
import { Problems } from '../../platform/problem.js';
import { generatePassword } from '../application/passwords.js';

/** A password that was made or typed. */
export interface NewPassword {
  readonly password: string;
  /** Whether it was made here: its owner then chooses another when they first sign in. */
  readonly isOneTime: boolean;
}

/**
 * A new password: made here, typed twice by who sits at the terminal, or read from standard input.
 * @throws Problems where what was typed differs
 */
export async function newPassword(isGenerated: boolean, terminal: Terminal): Promise<NewPassword> {
  if (isGenerated) return { password: generatePassword(), isOneTime: true };
  if (!terminal.asksPerson) return { password: (await text(terminal.input)).replace(/\r?\n$/, ''), isOneTime: false };
  const password = await askUnseen('New password: ', terminal);
  if ((await askUnseen('The same again: ', terminal)) === password) return { password, isOneTime: false };
  throw new Problems([{ place: 'password', reason: 'the two are not the same', accepted: 'the same password twice' }]);
}

/** Asks for something that the terminal does not show. */
async function askUnseen(question: string, terminal: Terminal): Promise<string> {
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const line = createInterface({ input: terminal.input, output: nowhere, terminal: true });
  line.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  process.stderr.write(question);
  try {
    return await line.question('');
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}
