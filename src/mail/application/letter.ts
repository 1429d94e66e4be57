import type { Account } from '../../access/application/account.js';

/** The words of a mail. The subject tells of no child: it is shown on locked telephones. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  /** The same as HTML; what is not ours is escaped in it. */
  readonly html?: string;
}

/** What a letter is written from. */
export interface ToWrite {
  /** What the outbox keeps of it. */
  readonly content: unknown;
  /** Whom it goes to. */
  readonly to: Account;
  /** The address under which browsers reach the tracker, where it is configured. */
  readonly url?: string;
}

/** Writes the letters of one kind; nothing where there is nothing to tell any more. */
export type WriteLetter = (letter: ToWrite) => Promise<Letter | undefined>;

/**
 * Who writes which kind of mail. The outbox keeps ids: the words are made when a mail is sent, so that no name or initial
 * lies in it, and nothing is told of a child who was erased or restricted meanwhile.
 */
export class Letters {
  readonly #writers = new Map<string, WriteLetter>();

  /** Says who writes the letters of a kind. */
  writtenBy(kind: string, write: WriteLetter): void {
    this.#writers.set(kind, write);
  }

  /** Writes a letter; nothing where there is nothing to tell, or nobody writes that kind any more. */
  async write(kind: string, letter: ToWrite): Promise<Letter | undefined> {
    return this.#writers.get(kind)?.(letter);
  }
}
