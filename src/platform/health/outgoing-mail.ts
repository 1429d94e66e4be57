/** How sending mails stands. */
export interface MailStanding {
  /** Whether a mail server is configured. */
  readonly isOn: boolean;
  /** How many mails wait, how many of them were tried in vain, and since how many seconds the oldest waits. */
  readonly waiting: number;
  readonly failing: number;
  readonly oldestSeconds: number;
  /** How many were given up within a day. */
  readonly givenUp: number;
}

/** The mails that are to be sent. */
export abstract class OutgoingMail {
  abstract standing(): Promise<MailStanding>;
}
