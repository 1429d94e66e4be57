import { Logger } from '@nestjs/common';
import type { Account } from '../../access/application/account.js';
import type { Accounts } from '../../access/application/accounts.js';
import type { Letter, Letters } from './letter.js';
import type { Delivery, FailureCode, MailServer } from './mail-server.js';
import type { ClaimedMail, Outbox } from './outbox.js';

/** Milliseconds that an attempt may take. */
const PATIENCE = 60_000;
/** What every other mail would meet as well: the next attempt is made later. */
const OF_SERVER: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'no-connection',
  'not-trusted',
  'sign-in-refused',
  'sender-refused',
  'timed-out',
]);

/** What sending needs. */
export interface SenderParts {
  readonly outbox: Outbox;
  readonly server: MailServer;
  readonly letters: Letters;
  readonly accounts: Accounts;
  /** The address under which browsers reach the tracker. */
  readonly url?: string;
}

/** Sends what waits in the outbox. Several processes may do so at once. */
export class MailSender {
  readonly #logger = new Logger('Mail');

  constructor(private readonly parts: SenderParts) {}

  /**
   * Tries everything that is due, one after the other, until the mail server seems to be of no use.
   * @param signal ends it: the attempt at hand is given up
   */
  async sendDue(signal?: AbortSignal): Promise<void> {
    const { outbox } = this.parts;
    await outbox.tidy();
    while (signal?.aborted !== true) {
      const mail = await outbox.claim();
      if (mail === undefined || !(await this.#send(mail, signal))) return;
    }
  }

  /** @returns whether there is any use in trying the next one */
  async #send(mail: ClaimedMail, signal: AbortSignal | undefined): Promise<boolean> {
    const { outbox, server } = this.parts;
    const addressed = await this.#addressed(mail);
    if (addressed === undefined) {
      await outbox.drop(mail);
      return true;
    }
    const { to, letter } = addressed;
    const limits = [AbortSignal.timeout(PATIENCE), ...(signal === undefined ? [] : [signal])];
    const delivery = await server.send({ id: mail.id, to, letter, signal: AbortSignal.any(limits) });
    await outbox.keep(mail, to, delivery);
    if (delivery.outcome === 'taken') return true;
    this.#tell(delivery);
    return !OF_SERVER.has(delivery.failure);
  }

  /** Whom it goes to and what it says now; nothing where they left, have no address, or there is nothing to tell. */
  async #addressed({ kind, account, content }: ClaimedMail): Promise<{ to: string; letter: Letter } | undefined> {
    const to = await this.parts.accounts.find(account);
    if (!hasMail(to)) return undefined;
    const { url } = this.parts;
    const letter = await this.parts.letters.write(kind, { content, to, ...(url === undefined ? {} : { url }) });
    return letter === undefined ? undefined : { to: to.email, letter };
  }

  #tell({ failure, status }: Extract<Delivery, { readonly outcome: 'failed' }>): void {
    const answer = status === undefined ? '' : `, answer ${String(status)}`;
    this.#logger.warn(`A mail was not sent: ${failure}${answer}. "ehcp mail list" says more.`);
  }
}

/** Whether somebody can be written to. */
export function hasMail(account: Account | undefined): account is Account & { readonly email: string } {
  return account?.isActive === true && account.email !== undefined;
}
