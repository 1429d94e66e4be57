import { v4 } from 'uuid';
import type { Delivery, MailServer } from './mail-server.js';

const LETTER = {
  subject: 'Test of the EHCP tracker',
  text: 'This mail was sent to see whether the tracker can send mails. It can.\n',
};

/** Sends a mail that says only that mails arrive; it does not go through the outbox. */
export function sendTestMail(server: MailServer, to: string): Promise<Delivery> {
  return server.send({ id: v4(), to, letter: LETTER });
}
