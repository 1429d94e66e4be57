import { createTransport } from 'nodemailer';
import type { MailSettings } from '../application/mail-settings.js';
import { MailServer, type Delivery, type FailureCode, type Outgoing } from '../application/mail-server.js';

/** Milliseconds: for connecting, for the first word, and between two signs of life. */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 10_000, socketTimeout: 30_000 };
const TRUST =
  /certificate|self.signed|CERT_|ERR_TLS|ERR_SSL|UNABLE_TO|DEPTH_ZERO|altname|EPROTO|handshake|SSL routines/i;

/** What a failed attempt says of itself. */
type Fault = Partial<Record<'code' | 'originalCode' | 'command' | 'message', string>> & {
  readonly responseCode?: number;
};

/** What may be changed for a mail server of one's own. */
export interface SmtpOptions {
  /** Authorities that are trusted instead of those of the machine, as PEM. */
  readonly ca?: string;
  /** Takes the place of some of the patience, in milliseconds. */
  readonly patience?: Partial<typeof PATIENCE>;
}

function codeOf({ code = '', originalCode = '', command = '', message = '' }: Fault, wasThere: boolean): FailureCode {
  if (code === 'ETLS' || (code === 'ESOCKET' && TRUST.test(`${originalCode} ${message}`))) return 'not-trusted';
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in-refused';
  if (command === 'MAIL FROM') return 'sender-refused';
  if (command === 'RCPT TO') return 'recipient-refused';
  if (command === 'DATA') return 'content-refused';
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'timed-out';
  if (wasThere) return 'broken-off';
  return code === 'ECONNECTION' || code === 'ESOCKET' || code === 'EDNS' ? 'no-connection' : 'unexpected';
}

/** What nodemailer tells while it works: how far an attempt has come. Nothing of it is kept. */
function watch(): { readonly logger: object; readonly seen: { connected: boolean; handedOver: boolean } } {
  const seen = { connected: false, handedOver: false };
  const look = ({ tnx }: { readonly tnx?: string } = {}): void => {
    if (tnx === 'send') seen.connected = true;
    if (tnx === 'message') seen.handedOver = true;
  };
  const logger = { trace: look, debug: look, info: look, warn: look, error: look, fatal: look };
  return { logger, seen };
}

/** A mail server that speaks SMTP. Every mail goes over a connection of its own. */
export class SmtpServer extends MailServer {
  constructor(
    private readonly settings: MailSettings,
    private readonly options: SmtpOptions = {},
  ) {
    super();
  }

  override async send({ id, to, letter, signal }: Outgoing): Promise<Delivery> {
    const { logger, seen } = watch();
    const { from } = this.settings;
    try {
      await this.#transport(logger).sendMail({
        from,
        to,
        subject: letter.subject,
        text: letter.text,
        ...(letter.html === undefined ? {} : { html: letter.html }),
        messageId: messageIdOf(id, from),
        // Answers that machines write by themselves would come back to nobody.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
        ...(signal === undefined ? {} : { signal }),
      });
      return { outcome: 'taken' };
    } catch (error) {
      const fault = error as Fault;
      const status = fault.responseCode;
      const failure = codeOf(fault, seen.connected);
      return {
        outcome: 'failed',
        failure,
        ...(status === undefined ? {} : { status }),
        isFinal: status !== undefined && status >= 500 && ['recipient-refused', 'content-refused'].includes(failure),
        isUnsure: status === undefined && seen.handedOver,
      };
    }
  }

  #transport(logger: object): ReturnType<typeof createTransport> {
    const { host, port, tls, user, password } = this.settings;
    return createTransport({
      host,
      port,
      secure: tls === 'from-start',
      requireTLS: tls === 'before-mail',
      ignoreTLS: tls === 'none',
      ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
      tls: { minVersion: 'TLSv1.2', ...(this.options.ca === undefined ? {} : { ca: this.options.ca }) },
      ...PATIENCE,
      ...this.options.patience,
      logger,
    } as Parameters<typeof createTransport>[0]);
  }
}

/** The same for every attempt, so that whoever gets a mail twice can tell. */
export function messageIdOf(id: string, from: string): string {
  const domain = /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'ehcp-tracker.invalid';
  return `<${id}@${domain}>`;
}
