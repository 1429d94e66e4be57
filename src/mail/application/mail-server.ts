import type { Letter } from './letter.js';

/** Why a mail was not sent: a code, of which {@link FAILURES} says what it means. */
export const FAILURES = {
  'no-connection': {
    means: 'the mail server cannot be reached',
    mend: 'Look whether it runs, and whether EHCP_SMTP_URL names the right host and port.',
  },
  'not-trusted': {
    means: 'the connection to the mail server cannot be trusted',
    mend: 'Its certificate must be valid for the host in EHCP_SMTP_URL. For an authority of the council set NODE_EXTRA_CA_CERTS.',
  },
  'sign-in-refused': {
    means: 'the mail server does not accept the user and the password',
    mend: 'Set the user in EHCP_SMTP_URL and its password anew.',
  },
  'sender-refused': {
    means: 'the mail server takes no mail from this sender',
    mend: 'Let it accept the address in EHCP_SMTP_FROM, or name another one there.',
  },
  'recipient-refused': {
    means: 'the mail server takes no mail for the recipient',
    mend: 'Correct the email address of the account with "ehcp users change".',
  },
  'content-refused': {
    means: 'the mail server took the address and refused the mail',
    mend: "Look into the mail server's log: a filter or a full mailbox.",
  },
  'timed-out': {
    means: 'the mail server did not answer in time',
    mend: 'Look whether it is overloaded, and whether a firewall is between.',
  },
  'broken-off': {
    means: 'the connection to the mail server broke off',
    mend: "Look into the mail server's log.",
  },
  unexpected: { means: 'sending failed for a reason that is not known', mend: "Look into the mail server's log." },
} as const;
export type FailureCode = keyof typeof FAILURES;

/** How an attempt to send a mail ended. */
export type Delivery =
  | { readonly outcome: 'taken' }
  | {
      readonly outcome: 'failed';
      readonly failure: FailureCode;
      /** The number that the mail server answered with. */
      readonly status?: number;
      /** Whether the same would be answered however often it is tried. */
      readonly isFinal: boolean;
      /** Whether the mail server may have taken it without our learning of it. */
      readonly isUnsure: boolean;
    };

/** A mail on its way. */
export interface Outgoing {
  /** The id in the outbox, from which its Message-ID follows. */
  readonly id: string;
  readonly to: string;
  readonly letter: Letter;
  /** Gives the attempt up. */
  readonly signal?: AbortSignal;
}

/** A server that takes mails. */
export abstract class MailServer {
  /** Hands a mail over; however that goes, it says so and does not throw. */
  abstract send(mail: Outgoing): Promise<Delivery>;
}
