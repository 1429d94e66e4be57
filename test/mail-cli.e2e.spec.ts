import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDirectory } from '../src/access/application/access-directory.js';
import { Accounts } from '../src/access/application/accounts.js';
import { SharedDatabase } from '../src/access/application/shared-database.js';
import { Outbox } from '../src/mail/application/outbox.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { Mailbox } from '../src/testing/mailbox.js';
import { build, ehcp, type Ended } from './run.js';

jest.setTimeout(120_000);
beforeAll(build);

const folder = mkdtempSync(join(tmpdir(), 'ehcp-mail-'));
const box = new Mailbox();
let data: string;
let count = 0;
beforeEach(async () => {
  data = join(folder, String((count += 1)));
  await box.open();
});
afterEach(() => box.close());
afterAll(() => rmSync(folder, { recursive: true }));

const mail = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  ehcp(['mail', ...args], '', { DATA_DIRECTORY: data, ...env });
const smtp = (): NodeJS.ProcessEnv => ({
  EHCP_SMTP_URL: `smtp://127.0.0.1:${String(box.settings().port)}`,
  EHCP_SMTP_FROM: 'EHCP tracker <ehcp@example.gov.uk>',
});

/** Puts two mails into an outbox, one of which was refused. */
async function fill(): Promise<void> {
  const clock = new WallClock();
  const database = await SharedDatabase.open(`sqlite:${join(data, 'access.db')}`, clock.now());
  const outbox = new Outbox(database, clock);
  const accounts = new Accounts(database, new AccessDirectory(database, clock), clock);
  await accounts.add({ name: 'Amina Khan', email: 'a.khan@example.gov.uk', roles: ['manager'], teams: [] });
  const put = (id: string): Promise<void> =>
    outbox.changing((work) => outbox.put(work, { id, kind: 'digest', account: 'officer-001', content: {} }));
  await put('6f9619ff-8b86-5011-b42d-00cf4fc964ff');
  const claimed = await outbox.claim();
  await outbox.keep(claimed!, 'a.khan@example.gov.uk', {
    ...{ outcome: 'failed', failure: 'recipient-refused', status: 550, isFinal: true, isUnsure: false },
  });
  await put('7f9619ff-8b86-5011-b42d-00cf4fc964ff');
  await database.close();
}

describe('ehcp mail', () => {
  it('lists what was sent and what was not, with what can be done, and has it tried again', async () => {
    await fill();
    const { code, out } = await mail(['list']);
    expect(code).toBe(0);
    expect(out).toMatch(/^7f9619ff\S+ +digest +officer-001 .* waits /m);
    expect(out).toMatch(/^6f9619ff.* given up .*; the mail server takes no mail for the recipient \(answer 550\)/m);
    expect(out).toContain('Correct the email address of the account with "ehcp users change".');
    const { out: json } = await mail(['list', '--state', 'given-up', '--json']);
    expect(JSON.parse(json)).toMatchObject({
      mails: [{ state: 'given-up', failure: { code: 'recipient-refused', status: 550 }, attempts: 1 }],
    });
    expect((await mail(['retry', '6F9619FF-8b86-5011-b42d-00cf4fc964ff'])).out).toBe('1 mail is tried again.\n');
    expect((await mail(['retry'])).out).toBe('2 mails are tried again.\n');
    expect((await mail(['list', '--state', 'given-up'])).out).toBe('There are no such mails.\n');
  });

  it('has no outbox to show where there is no tracker yet, and makes none', async () => {
    expect((await mail(['list'])).out).toBe('There are no such mails.\n');
    expect((await mail(['retry'])).out).toBe('No mail waits or was given up.\n');
    expect(existsSync(data)).toBe(false);
  });

  it('says what is wrong with what it is asked for', async () => {
    await fill();
    const { code, err } = await mail(['retry', 'nobody']);
    expect([code, err]).toEqual([2, expect.stringMatching(/^id: there is no such mail/)]);
    expect((await mail(['list', '--state', 'lost'])).err).toMatch(/^--state: lost is none of these/);
    expect(await mail([])).toMatchObject({ code: 2 });
  });

  it('sends a mail to see whether mails arrive', async () => {
    expect(await mail(['test', 'a.khan@example.gov.uk'], smtp())).toMatchObject({
      code: 0,
      out: 'The mail server took the mail. Look whether it arrives.\n',
    });
    expect(box.received).toMatchObject([{ to: 'a.khan@example.gov.uk', subject: 'Test of the EHCP tracker' }]);
    box.moods.push({ at: 'recipient', status: 550 });
    expect(await mail(['test', 'a.khan@example.gov.uk'], smtp())).toMatchObject({
      code: 2,
      err: 'The mail was not sent: the mail server takes no mail for the recipient (answer 550). Correct the email address of the account with "ehcp users change".\n',
    });
    expect((await mail(['test', 'Amina Khan'], smtp())).err).toBe(
      'address: it is no email address. Accepted: one such as a.khan@example.gov.uk.\n',
    );
    expect((await mail(['test', 'a.khan@example.gov.uk'])).err).toMatch(/^EHCP_SMTP_URL: no mail server is configured/);
  });
});
