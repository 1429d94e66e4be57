import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailSettings } from '../mail/application/mail-settings.js';

/** A mail that arrived. */
export interface ReceivedMail {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  /** All of it, with its headers. */
  readonly source: string;
}

/** What the server does with the next mail: anything but taking it. */
export type Mood =
  | { readonly at: 'recipient' | 'data'; readonly status: number }
  /** Takes it, and ends the connection instead of saying so. */
  | 'takes-and-hangs-up'
  /** Takes it, and says nothing more. */
  | 'takes-and-hangs'
  /** Takes the connection, and never says a word. */
  | 'hangs';

const headerOf = (source: string, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(source)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? '';

const refusal = (status: number): Error => Object.assign(new Error('Refused by intent'), { responseCode: status });

/** A mail server on this machine that keeps what it takes. */
export class Mailbox {
  readonly received: ReceivedMail[] = [];
  /** What it does with the next mails, one after the other; then it takes them. */
  readonly moods: Mood[] = [];
  /** Called when it has taken a mail, before it says so. */
  onTaken: (mail: ReceivedMail) => void = () => undefined;
  #server: SMTPServer | undefined;
  #port = 0;

  constructor(private readonly options: SMTPServerOptions = { disabledCommands: ['AUTH', 'STARTTLS'] }) {}

  /** Begins to listen, on the same port as before. */
  async open(): Promise<void> {
    const server = new SMTPServer({
      disableReverseLookup: true,
      closeTimeout: 50,
      ...this.options,
      onConnect: (_session, next) => {
        if (this.moods[0] !== 'hangs') next();
        else this.moods.shift();
      },
      onRcptTo: (_address, _session, next) => {
        next(this.#refusalAt('recipient'));
      },
      onData: (stream, session, next) => {
        void text(stream).then((source) => {
          const refused = this.#refusalAt('data');
          if (refused !== undefined) {
            next(refused);
            return;
          }
          const mail = {
            messageId: headerOf(source, 'Message-ID'),
            to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
            from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
            subject: headerOf(source, 'Subject'),
            source,
          };
          this.received.push(mail);
          this.onTaken(mail);
          const [mood] = this.moods;
          if (mood === 'takes-and-hangs-up' || mood === 'takes-and-hangs') {
            this.moods.shift();
            if (mood === 'takes-and-hangs-up') this.#hangUp();
            return;
          }
          next();
        });
      },
    });
    // A client that breaks a connection off is part of what is tried.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Stops to listen. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(resolve)));
  }

  /** How to send to it, without TLS unless something else is said. */
  settings(more: Partial<MailSettings> = {}): MailSettings {
    return { host: '127.0.0.1', port: this.#port, tls: 'none', from: 'Tracker <ehcp@example.gov.uk>', ...more };
  }

  #refusalAt(at: 'recipient' | 'data'): Error | undefined {
    const [mood] = this.moods;
    if (typeof mood !== 'object' || mood.at !== at) return undefined;
    this.moods.shift();
    return refusal(mood.status);
  }

  #hangUp(): void {
    const connections = (this.#server?.connections ?? new Set()) as ReadonlySet<{ readonly _socket: Socket }>;
    for (const { _socket: socket } of connections) socket.destroy();
  }
}
