import { describe, expect, it } from '@jest/globals';
import { ConfigService } from '@nestjs/config';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problems } from '../../platform/problem.js';
import { mailSettings } from './mail-settings.js';

const FROM = { EHCP_SMTP_FROM: 'ehcp@example.gov.uk' };
const read = (values: Record<string, string>) => mailSettings(new ConfigService({ ...FROM, ...values }));

function problemOf(values: Record<string, string>): string {
  try {
    read(values);
  } catch (error) {
    if (error instanceof Problems) return error.message;
  }
  return 'none';
}

describe('The mail server', () => {
  it('is none where none is named', () => {
    expect(mailSettings(new ConfigService({}))).toBeUndefined();
  });

  it('has the port of its scheme, and TLS', () => {
    expect(read({ EHCP_SMTP_URL: 'smtps://mail.example.gov.uk' })).toEqual({
      ...{ host: 'mail.example.gov.uk', port: 465, tls: 'from-start', from: 'ehcp@example.gov.uk' },
    });
    expect(read({ EHCP_SMTP_URL: 'smtp://mail.example.gov.uk:25', EHCP_URL: 'https://ehcp.example.gov.uk/' })).toEqual({
      ...{ host: 'mail.example.gov.uk', port: 25, tls: 'before-mail', from: 'ehcp@example.gov.uk' },
      url: 'https://ehcp.example.gov.uk',
    });
  });

  it('needs no TLS on this machine, or where the operator says so', () => {
    expect(read({ EHCP_SMTP_URL: 'smtp://localhost:1025' })?.tls).toBe('none');
    expect(read({ EHCP_SMTP_URL: 'smtp://[::1]:1025' })).toMatchObject({ host: '::1', tls: 'none' });
    expect(read({ EHCP_SMTP_URL: 'smtp://mailpit:1025?tls=off' })?.tls).toBe('none');
  });

  it('knows a user by a password in its address, in the environment or in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    const file = join(folder, 'password');
    writeFileSync(file, 'a b/c\n');
    const known = { user: 'tracker@example', password: 'a b/c' };
    const url = 'smtps://tracker%40example@mail.example.gov.uk';
    expect(read({ EHCP_SMTP_URL: 'smtps://tracker%40example:a%20b%2Fc@mail.example.gov.uk' })).toMatchObject(known);
    expect(read({ EHCP_SMTP_URL: url, EHCP_SMTP_PASSWORD: 'a b/c' })).toMatchObject(known);
    expect(read({ EHCP_SMTP_URL: url, EHCP_SMTP_PASSWORD_FILE: file })).toMatchObject(known);
    rmSync(folder, { recursive: true });
  });

  it.each([
    [{ EHCP_SMTP_URL: 'smtps://secret@mail.example.gov.uk' }, 'EHCP_SMTP_URL: there is a user and no password'],
    [{ EHCP_SMTP_URL: 'smtps://mail', EHCP_SMTP_PASSWORD: 'secret' }, 'EHCP_SMTP_URL: there is a password and no user'],
    [
      { EHCP_SMTP_URL: 'smtps://u:secret@mail', EHCP_SMTP_PASSWORD: 'secret' },
      'EHCP_SMTP_PASSWORD: the password is set',
    ],
    [{ EHCP_SMTP_URL: 'smtp://u:secret@mail?tls=off' }, 'EHCP_SMTP_URL: others could read the password'],
    [{ EHCP_SMTP_URL: 'smtps://mail?tls=off' }, 'EHCP_SMTP_URL: smtps is TLS'],
    [{ EHCP_SMTP_URL: 'smtps://mail/secret' }, 'EHCP_SMTP_URL: it says more than where'],
    [{ EHCP_SMTP_URL: 'smtps://mail?secret=1' }, 'EHCP_SMTP_URL: it says more than where'],
    [{ EHCP_SMTP_URL: 'smtps://u:secret@:x' }, 'EHCP_SMTP_URL: it is no address of a mail server'],
    [{ EHCP_SMTP_URL: 'smtps://u:%E0secret@mail' }, 'EHCP_SMTP_URL: a % in it stands for no character'],
    [
      { EHCP_SMTP_URL: 'smtps://u@mail', EHCP_SMTP_PASSWORD_FILE: '/nowhere/secret' },
      'EHCP_SMTP_PASSWORD_FILE: it cannot be read (ENOENT)',
    ],
  ])('is refused where it cannot be meant, without a word of its password: %j', (values, beginning) => {
    const problem = problemOf(values);
    expect(problem.startsWith(beginning)).toBe(true);
    expect(problem).not.toContain('secret');
  });

  it('is asked for where only something about it is set, and so is the sender', () => {
    expect(problemOf({})).toMatch(/^EHCP_SMTP_URL: it is missing/);
    expect(() => mailSettings(new ConfigService({ EHCP_SMTP_URL: 'smtps://mail' }))).toThrow(
      /^EHCP_SMTP_FROM: it is missing/,
    );
  });
});
