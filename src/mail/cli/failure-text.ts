import { FAILURES } from '../application/mail-server.js';
import type { ListedMail } from '../application/outbox.js';

/** Why a mail was not sent, in words, with the number that the mail server answered. */
export function failureText({ code, status }: NonNullable<ListedMail['failure']>): string {
  const answer = status === undefined ? '' : ` (answer ${String(status)})`;
  return `${FAILURES[code].means}${answer}`;
}

/** What an operator can do about the failures of some mails, each thing once. */
export function advice(mails: readonly ListedMail[]): readonly string[] {
  const codes = new Set(
    mails.flatMap(({ failure, state }) => (failure === undefined || state === 'withdrawn' ? [] : [failure.code])),
  );
  return [...codes].map((code) => `If ${FAILURES[code].means}: ${FAILURES[code].mend}`);
}
