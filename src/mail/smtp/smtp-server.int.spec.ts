import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { selfSigned } from '../../testing/eventstoredb/certificate.js';
import { Mailbox } from '../../testing/mailbox.js';
import type { MailSettings } from '../application/mail-settings.js';
import type { Delivery } from '../application/mail-server.js';
import { SmtpServer, type SmtpOptions } from './smtp-server.js';

const ID = '6f9619ff-8b86-5011-b42d-00cf4fc964ff';
const LETTER = { subject: 'Alerts', text: 'Dear reader,\n\n3 – three', html: '<p>3 &ndash; three</p>' };
/** A mail server that falls silent is not waited for long. */
const QUICK = { patience: { greetingTimeout: 1_500, socketTimeout: 1_500 } };
const boxes: Mailbox[] = [];

let box: Mailbox;

async function opened(options?: ConstructorParameters<typeof Mailbox>[0]): Promise<Mailbox> {
  const made = new Mailbox(options);
  boxes.push(made);
  await made.open();
  return made;
}

const send = (settings: MailSettings, options: SmtpOptions = {}): Promise<Delivery> =>
  new SmtpServer(settings, options).send({ id: ID, to: 'a.khan@example.gov.uk', letter: LETTER });

beforeEach(async () => {
  box = await opened();
});
afterEach(async () => {
  for (const one of boxes.splice(0)) await one.close();
});

describe('A mail', () => {
  it('arrives as it was written, as text and as HTML, under a Message-ID that follows from its id', async () => {
    expect(await send(box.settings())).toEqual({ outcome: 'taken' });
    const [mail] = box.received;
    expect(mail).toMatchObject({
      messageId: `<${ID}@example.gov.uk>`,
      to: 'a.khan@example.gov.uk',
      from: 'ehcp@example.gov.uk',
      subject: 'Alerts',
    });
    expect(mail?.source).toContain('Auto-Submitted: auto-generated');
    expect(mail?.source).toContain('3 =E2=80=93 three');
    expect(mail?.source).toContain('<p>3 &ndash; three</p>');
  });

  it('is refused for good where its recipient is, and for the time being where the server says so', async () => {
    box.moods.push({ at: 'recipient', status: 550 }, { at: 'recipient', status: 450 }, { at: 'data', status: 451 });
    const failed = { outcome: 'failed', isUnsure: false };
    expect(await send(box.settings())).toEqual({
      ...{ ...failed, failure: 'recipient-refused', status: 550, isFinal: true },
    });
    expect(await send(box.settings())).toEqual({
      ...{ ...failed, failure: 'recipient-refused', status: 450, isFinal: false },
    });
    expect(await send(box.settings())).toEqual({
      ...{ ...failed, failure: 'content-refused', status: 451, isFinal: false },
    });
    expect(box.received).toEqual([]);
  });

  it('may have arrived where the server ends the connection, or falls silent, once it has all of it', async () => {
    box.moods.push('takes-and-hangs-up', 'takes-and-hangs');
    const unsure = { outcome: 'failed', isFinal: false, isUnsure: true };
    expect(await send(box.settings())).toEqual({ ...unsure, failure: 'broken-off' });
    expect(await send(box.settings(), QUICK)).toEqual({ ...unsure, failure: 'timed-out' });
  });

  it('has not arrived where the server is away or never says a word', async () => {
    const away = { outcome: 'failed', isFinal: false, isUnsure: false };
    box.moods.push('hangs');
    expect(await send(box.settings(), QUICK)).toEqual({ ...away, failure: 'timed-out' });
    await box.close();
    expect(await send(box.settings())).toEqual({ ...away, failure: 'no-connection' });
  });

  it('is given up when it is asked for', async () => {
    box.moods.push('hangs');
    const server = new SmtpServer(box.settings());
    const signal = AbortSignal.timeout(50);
    const mail = { id: ID, to: 'a.khan@example.gov.uk', letter: LETTER, signal };
    expect(await server.send(mail)).toMatchObject({ failure: 'timed-out', isUnsure: false });
  });
});

describe('TLS', () => {
  const { certificate, key } = selfSigned('localhost');

  it.each([
    ['from-start', { secure: true }],
    ['before-mail', { secure: false }],
  ] as const)('%s carries a mail, where the certificate is trusted and is for the host', async (tls, options) => {
    const safe = await opened({ ...options, cert: certificate, key, disabledCommands: ['AUTH'] });
    const settings = safe.settings({ host: 'localhost', tls });
    expect(await send(settings)).toMatchObject({ failure: 'not-trusted', isUnsure: false });
    expect(await send({ ...settings, host: '127.0.0.1' }, { ca: certificate })).toMatchObject({
      failure: 'not-trusted',
    });
    expect(safe.received).toEqual([]);
    expect(await send(settings, { ca: certificate })).toEqual({ outcome: 'taken' });
  });

  it('is not gone without where a server offers none', async () => {
    expect(await send(box.settings({ tls: 'before-mail' }))).toMatchObject({ failure: 'not-trusted' });
    expect(box.received).toEqual([]);
  });

  it('lets somebody sign in, with the right password', async () => {
    const safe = await opened({
      ...{ secure: true, cert: certificate, key },
      onAuth: ({ username, password }, _session, next) => {
        if (username === 'tracker' && password === 'right') next(null, { user: 'tracker' });
        else next(Object.assign(new Error('No'), { responseCode: 535 }));
      },
    });
    const settings = safe.settings({ host: 'localhost', tls: 'from-start', user: 'tracker', password: 'right' });
    const options = { ca: certificate };
    expect(await send({ ...settings, password: 'wrong' }, options)).toMatchObject({
      ...{ failure: 'sign-in-refused', status: 535, isFinal: false },
    });
    expect(await send(settings, options)).toEqual({ outcome: 'taken' });
  });
});
