import type { MailStanding } from '../../platform/health/outgoing-mail.js';

/** What managers have to know of the mails that they are sent each morning. */
export interface MailWords {
  /** What is wrong, a sentence each. */
  readonly problems: readonly string[];
  /** What is as it was set, to be known. */
  readonly note: string | undefined;
}

const OFF =
  'No digest is sent by mail: no mail server is configured. Whoever runs the tracker can name one with EHCP_SMTP_URL.';
const mails = (count: number): string => `${count.toLocaleString('en-GB')} mail${count === 1 ? '' : 's'}`;
const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** How the mails stand that managers are sent each morning, in words. */
export function mailWords({ isOn, failing, givenUp }: MailStanding): MailWords {
  if (!isOn) return { problems: [], note: OFF };
  return {
    problems: [
      ...(failing > 0
        ? [
            `${mails(failing)} could not be sent yet and ${failing === 1 ? 'is' : 'are'} tried again: a digest may come late.`,
          ]
        : []),
      ...(givenUp > 0
        ? [`${mails(givenUp)} ${were(givenUp)} given up within the last day: a digest may not come.`]
        : []),
    ],
    note: undefined,
  };
}
