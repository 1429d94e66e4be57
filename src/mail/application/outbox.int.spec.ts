import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDirectory } from '../../access/application/access-directory.js';
import { copyAccess } from '../../access/application/access-backup.js';
import { Accounts } from '../../access/application/accounts.js';
import { SharedDatabase } from '../../access/application/shared-database.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Mailbox } from '../../testing/mailbox.js';
import { SmtpServer, type SmtpOptions } from '../smtp/smtp-server.js';
import { Letters } from './letter.js';
import { MailSender } from './mail-sender.js';
import { MailServer, type Delivery, type Outgoing } from './mail-server.js';
import { Outbox } from './outbox.js';

const MINUTE = 60_000;
/** A mail server that falls silent is not waited for long. */
const QUICK = { patience: { socketTimeout: 1_500 } };
const NUMBERS = ['one', 'two', 'three'];

class Clock extends WallClock {
  at = new Date('2026-03-02T07:00:00Z');
  override now(): Date {
    return this.at;
  }
  later(minutes: number): void {
    this.at = new Date(this.at.getTime() + minutes * MINUTE);
  }
}

/** Hands mails over, and is killed before anybody hears of it. */
class Killed extends MailServer {
  constructor(private readonly server: MailServer) {
    super();
  }
  override async send(mail: Outgoing): Promise<Delivery> {
    await this.server.send(mail);
    throw new Error('Killed');
  }
}

interface Node {
  readonly outbox: Outbox;
  readonly accounts: Accounts;
  readonly sender: MailSender;
  readonly killed: MailSender;
}

let folder: string;
let clock: Clock;
let box: Mailbox;
const open = new Map<string, SharedDatabase>();

/** What a process of the tracker has; two of them in one process take turns on one connection. */
async function node(file = 'access.db', options: SmtpOptions = {}): Promise<Node> {
  const database = open.get(file) ?? (await SharedDatabase.open(`sqlite:${join(folder, file)}`, clock.now()));
  open.set(file, database);
  const outbox = new Outbox(database, clock);
  const accounts = new Accounts(database, new AccessDirectory(database, clock), clock);
  const letters = new Letters();
  letters.writtenBy('number', ({ content }) =>
    Promise.resolve(
      content === 'nothing' ? undefined : { subject: `Number ${String(content)}`, text: String(content) },
    ),
  );
  const parts = { outbox, letters, accounts };
  const server = new SmtpServer(box.settings(), options);
  return {
    ...{ outbox, accounts },
    sender: new MailSender({ ...parts, server }),
    killed: new MailSender({ ...parts, server: new Killed(server) }),
  };
}

const put = ({ outbox }: Node, ...ids: readonly string[]): Promise<void> =>
  outbox.changing(async (work) => {
    for (const id of ids) await outbox.put(work, { id, kind: 'number', account: 'amina', content: id });
  });
const statesIn = async ({ outbox }: Node): Promise<Record<string, string>> =>
  Object.fromEntries((await outbox.list(100)).map(({ id, state }) => [id, state]));
const subjects = (): string[] => box.received.map(({ subject }) => subject).sort();

beforeEach(async () => {
  Logger.overrideLogger(false);
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  clock = new Clock();
  box = new Mailbox();
  await box.open();
  const { accounts } = await node();
  await accounts.add({
    id: 'amina',
    name: 'Amina Khan',
    email: 'a.khan@example.gov.uk',
    roles: ['manager'],
    teams: [],
  });
});
afterEach(async () => {
  for (const database of open.values()) await database.close();
  open.clear();
  await box.close();
  rmSync(folder, { recursive: true });
});

describe('The outbox', () => {
  it('is sent once, and keeps to whom and when, not what', async () => {
    const one = await node();
    await put(one, ...NUMBERS);
    await put(one, 'one');
    await one.sender.sendDue();
    await one.sender.sendDue();
    expect(subjects()).toEqual(['Number one', 'Number three', 'Number two']);
    expect(await one.outbox.find('one')).toEqual({
      ...{ id: 'one', kind: 'number', account: 'amina', address: 'a.khan@example.gov.uk' },
      ...{ state: 'sent', attempts: 1, isUnsure: false },
      ...{ madeAt: '2026-03-02T07:00:00.000Z', endedAt: '2026-03-02T07:00:00.000Z' },
    });
    const contents = await open.get('access.db')?.db.selectFrom('mail').select('content').execute();
    expect(contents).toEqual([{ content: '' }, { content: '' }, { content: '' }]);
  });

  it('is sent by two processes at once, each mail by one of them', async () => {
    const [one, other] = [await node(), await node()];
    await put(one, ...NUMBERS, 'four', 'five', 'six');
    await Promise.all([one.sender.sendDue(), other.sender.sendDue()]);
    expect(box.received).toHaveLength(6);
    expect(new Set(subjects()).size).toBe(6);
    expect(await one.outbox.standing()).toEqual({ waiting: 0, failing: 0, oldestSeconds: 0, givenUp: 0 });
  });

  it('waits for a server that is away, ever longer, and sends when it is back', async () => {
    const one = await node();
    await put(one, 'one');
    await box.close();
    const waits: number[] = [];
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      await one.sender.sendDue();
      const { nextAt = '' } = (await one.outbox.find('one')) ?? {};
      waits.push((Date.parse(nextAt) - clock.at.getTime()) / MINUTE);
      clock.later(minutes - 1 / 60);
      await one.sender.sendDue();
      clock.later(1 / 60);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(await one.outbox.find('one')).toMatchObject({ attempts: 8, failure: { code: 'no-connection' } });
    expect(await one.outbox.standing()).toMatchObject({ waiting: 1, failing: 1, oldestSeconds: 183 * 60 });
    await box.open();
    await one.sender.sendDue();
    expect(subjects()).toEqual(['Number one']);
    expect(await one.outbox.find('one')).toMatchObject({ state: 'sent', isUnsure: false });
  });

  it('tries no other mail against a server that is away, and each other one where one recipient is refused', async () => {
    const one = await node();
    await put(one, ...NUMBERS);
    box.moods.push({ at: 'recipient', status: 550 }, { at: 'recipient', status: 451 });
    await one.sender.sendDue();
    expect(await statesIn(one)).toEqual({ one: 'given-up', three: 'waiting', two: 'sent' });
    expect(await one.outbox.find('one')).toMatchObject({ failure: { code: 'recipient-refused', status: 550 } });
    expect(await one.outbox.standing()).toMatchObject({ waiting: 1, failing: 1, givenUp: 1 });
    await box.close();
    await put(one, 'four', 'five');
    await one.sender.sendDue();
    expect((await one.outbox.list(9)).filter(({ attempts }) => attempts === 0)).toHaveLength(1);
  });

  it('gives a mail up after a day, until somebody has it tried again', async () => {
    const one = await node();
    await put(one, 'one');
    await box.close();
    await one.sender.sendDue();
    clock.later(24 * 60);
    await one.sender.sendDue();
    expect(await one.outbox.find('one')).toMatchObject({ state: 'given-up', attempts: 1 });
    await box.open();
    await one.sender.sendDue();
    expect(box.received).toEqual([]);
    expect(await one.outbox.retry()).toBe(1);
    await one.sender.sendDue();
    expect(await statesIn(one)).toEqual({ one: 'sent' });
    expect(await one.outbox.retry('one')).toBe(0);
  });

  it.each(['takes-and-hangs-up', 'takes-and-hangs'] as const)(
    'sends again under the same Message-ID what a server that %s may have taken, and says so',
    async (mood) => {
      const one = await node('access.db', QUICK);
      await put(one, 'one');
      box.moods.push(mood);
      await one.sender.sendDue();
      expect(await one.outbox.find('one')).toMatchObject({ state: 'waiting', isUnsure: true });
      clock.later(1);
      await one.sender.sendDue();
      expect(box.received.map(({ messageId }) => messageId)).toEqual(['<one@example.gov.uk>', '<one@example.gov.uk>']);
      expect(await one.outbox.find('one')).toMatchObject({ state: 'sent', attempts: 2, isUnsure: true });
    },
  );

  it('leaves a mail to a process that was killed for as long as an attempt takes; then it is sent again and says so', async () => {
    const [one, other] = [await node(), await node()];
    await put(one, 'one');
    await expect(one.killed.sendDue()).rejects.toThrow('Killed');
    await other.sender.sendDue();
    expect(box.received).toHaveLength(1);
    clock.later(3);
    await other.sender.sendDue();
    expect(box.received.map(({ messageId }) => messageId)).toEqual(['<one@example.gov.uk>', '<one@example.gov.uk>']);
    expect(await other.outbox.find('one')).toMatchObject({ state: 'sent', isUnsure: true });
  });

  it('keeps that a mail was taken, also where another process has it by then', async () => {
    const one = await node();
    await put(one, 'one');
    const slow = await one.outbox.claim();
    clock.later(3);
    const quick = await one.outbox.claim();
    await one.outbox.keep(slow!, 'a.khan@example.gov.uk', { outcome: 'taken' });
    await one.outbox.keep(quick!, 'a.khan@example.gov.uk', {
      ...{ outcome: 'failed', failure: 'no-connection', isFinal: false, isUnsure: false },
    });
    expect(await one.outbox.find('one')).toMatchObject({ state: 'sent', isUnsure: true });
  });

  it('sends nothing to somebody who left, and nothing that is not to be told any more', async () => {
    const one = await node();
    await put(one, 'nothing', 'one');
    await one.accounts.setActive('amina', false);
    await one.sender.sendDue();
    await one.accounts.setActive('amina', true);
    await put(one, 'two');
    await one.outbox.changing((work) => one.outbox.withdraw(work, ['two']));
    await one.sender.sendDue();
    expect(box.received).toEqual([]);
    expect(await statesIn(one)).toEqual({ nothing: 'withdrawn', one: 'withdrawn', two: 'withdrawn' });
  });

  it('does not take back what somebody is sending', async () => {
    const one = await node();
    await put(one, 'one');
    await one.outbox.claim();
    expect(await one.outbox.changing((work) => one.outbox.withdraw(work, ['one']))).toBe(true);
    expect(await statesIn(one)).toEqual({ one: 'waiting' });
  });

  it('is in a backup, where nobody knows whether what waits has gone out meanwhile', async () => {
    const one = await node();
    await put(one, 'one');
    await one.sender.sendDue();
    await put(one, 'two');
    copyAccess(join(folder, 'access.db'), join(folder, 'copy.db'));
    const restored = await node('copy.db');
    expect(await restored.outbox.find('two')).toMatchObject({ state: 'waiting', isUnsure: true });
    await restored.sender.sendDue();
    expect(await statesIn(restored)).toEqual({ one: 'sent', two: 'sent' });
    expect(subjects()).toEqual(['Number one', 'Number two']);
  });

  it('forgets what is over after 90 days', async () => {
    const one = await node();
    await put(one, 'one');
    await one.sender.sendDue();
    clock.later(91 * 24 * 60);
    await one.sender.sendDue();
    expect(await one.outbox.list(9)).toEqual([]);
  });
});
