import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Accounts } from '../../access/application/accounts.js';
import { OutgoingMail, type MailStanding } from '../../platform/health/outgoing-mail.js';
import { OperatorError } from '../../platform/operator-error.js';
import { Letters } from './letter.js';
import { MailSender } from './mail-sender.js';
import type { MailServer } from './mail-server.js';
import { Outbox } from './outbox.js';

/** Milliseconds between two looks at what is due. */
const PAUSE = 15_000;
/** Milliseconds that an attempt has when the program ends. */
const GRACE = 3_000;

/** Where mails go out, when a mail server is configured. */
export interface Outlet {
  readonly server: MailServer;
  readonly url?: string;
}

/** What happens at regular moments before the outbox is looked at: whatever makes mails. */
export type MailMaker = () => Promise<void>;

/** Has mails made and sent while the program runs. */
@Injectable()
export class MailPost extends OutgoingMail implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Mail');
  readonly #ending = new AbortController();
  readonly #makers: MailMaker[] = [];
  readonly #sender: MailSender | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pass: Promise<void> | undefined;

  constructor(
    private readonly outlet: Outlet | undefined,
    private readonly outbox: Outbox,
    letters: Letters,
    accounts: Accounts,
  ) {
    super();
    this.#sender = outlet && new MailSender({ ...outlet, outbox, letters, accounts });
  }

  /** Whether a mail server is configured. */
  get isOn(): boolean {
    return this.outlet !== undefined;
  }

  /** Has something make mails, before each look at the outbox. */
  madeBy(maker: MailMaker): void {
    this.#makers.push(maker);
  }

  onApplicationBootstrap(): void {
    if (this.#sender === undefined) return;
    this.#timer = setInterval(() => void this.pass(), PAUSE);
    this.#timer.unref();
    void this.pass();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    const grace = setTimeout(() => this.#ending.abort(), GRACE);
    await this.#pass;
    clearTimeout(grace);
    this.#ending.abort();
  }

  /** Makes what is to be made and sends what is due; while one pass goes on no other begins. */
  pass(): Promise<void> {
    this.#pass ??= this.#work().finally(() => {
      this.#pass = undefined;
    });
    return this.#pass;
  }

  override async standing(): Promise<MailStanding> {
    return { isOn: this.isOn, ...(await this.outbox.standing()) };
  }

  async #work(): Promise<void> {
    const { signal } = this.#ending;
    if (this.#sender === undefined || signal.aborted) return;
    for (const work of [...this.#makers, () => this.#sender?.sendDue(signal)]) {
      try {
        await work();
      } catch (error) {
        this.#tell(error);
      }
    }
  }

  #tell(error: unknown): void {
    if (error instanceof OperatorError) {
      this.#logger.warn(`Mails wait: ${error.message}`);
      return;
    }
    // The message of an unforeseen error could repeat anything.
    const name = error instanceof Error ? error.name : 'an unknown error';
    this.#logger.error(`Mails could not be made or sent: ${name}. It is tried again.`);
  }
}
