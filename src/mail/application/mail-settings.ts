import type { ConfigService } from '@nestjs/config';
import { readFileSync } from 'node:fs';
import { isLoopback, settingsOf } from '../../platform/configuration.js';
import { Problems } from '../../platform/problem.js';

/** How mails are sent. It may hold a password, so it is never shown. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /**
   * `from-start`: TLS from the first byte; `before-mail`: STARTTLS, without which nothing is sent; `none`: on this machine,
   * or where the operator says so.
   */
  readonly tls: 'from-start' | 'before-mail' | 'none';
  readonly user?: string;
  readonly password?: string;
  /** The address that mails come from, with a name or without. */
  readonly from: string;
  /** The address under which browsers reach the tracker, without a slash at its end, for links. */
  readonly url?: string;
}

const URL_NAME = 'EHCP_SMTP_URL';
const FROM = 'EHCP_SMTP_FROM';
const PASSWORD = 'EHCP_SMTP_PASSWORD';
const PASSWORD_FILE = 'EHCP_SMTP_PASSWORD_FILE';
const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

const refused = (place: string, reason: string, accepted: string): Problems =>
  new Problems([{ place, reason, accepted }]);

function urlOf(text: string): URL {
  const accepted = 'an address such as smtps://user@mail.example.gov.uk or smtp://mail.example.gov.uk:587';
  if (!URL.canParse(text)) throw refused(URL_NAME, 'it is no address of a mail server', accepted);
  const url = new URL(text);
  const others = [...url.searchParams.keys()].filter((name) => name !== 'tls');
  const tls = url.searchParams.getAll('tls');
  if (url.hostname === '' || !/^\/?$/.test(url.pathname) || others.length > 0 || tls.some((value) => value !== 'off')) {
    throw refused(URL_NAME, 'it says more than where the mail server is', `${accepted}, and ?tls=off at most`);
  }
  return url;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused(URL_NAME, 'a % in it stands for no character', 'a % in a user or password written as %25');
  }
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const reason = `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
    throw refused(PASSWORD_FILE, reason, 'the path of a file that this program may read');
  }
}

function passwordOf(config: ConfigService, url: URL): string | undefined {
  const file = config.get<string>(PASSWORD_FILE);
  const given = [
    ...(url.password === '' ? [] : [decoded(url.password)]),
    ...[config.get<string>(PASSWORD)].filter((text) => text !== undefined),
    ...(file === undefined ? [] : [passwordIn(file)]),
  ];
  if (given.length > 1) {
    throw refused(
      PASSWORD,
      'the password is set more than once',
      `one of ${URL_NAME}, ${PASSWORD} and ${PASSWORD_FILE}`,
    );
  }
  return given[0] === '' ? undefined : given[0];
}

function tlsOf({ protocol, hostname, searchParams }: URL, hasPassword: boolean): MailSettings['tls'] {
  const isOff = searchParams.has('tls');
  if (protocol === 'smtps:') {
    if (isOff) throw refused(URL_NAME, 'smtps is TLS, and ?tls=off is none', 'smtp:// with ?tls=off, or smtps://');
    return 'from-start';
  }
  const isHere = isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
  if (isOff && hasPassword && !isHere) {
    throw refused(URL_NAME, 'others could read the password: ?tls=off', 'TLS, or a mail server that asks for none');
  }
  return isOff || isHere ? 'none' : 'before-mail';
}

/**
 * How the environment says that mails are sent; nothing where it names no mail server.
 * @throws Problems where something is missing or cannot be used; no password is repeated
 */
export function mailSettings(config: ConfigService): MailSettings | undefined {
  const text = config.get<string>(URL_NAME);
  const from = config.get<string>(FROM);
  if (text === undefined) {
    const set = [FROM, PASSWORD, PASSWORD_FILE].filter((name) => config.get<string>(name) !== undefined);
    if (set.length === 0) return undefined;
    throw refused(URL_NAME, 'it is missing', "the address of the council's mail server, where mails are to be sent");
  }
  if (from === undefined) throw refused(FROM, 'it is missing', 'the address that mails come from');
  const url = urlOf(text);
  const password = passwordOf(config, url);
  const user = decoded(url.username);
  if ((user === '') !== (password === undefined)) {
    const accepted = `a user in ${URL_NAME} with a password, or neither`;
    throw refused(
      URL_NAME,
      user === '' ? 'there is a password and no user' : 'there is a user and no password',
      accepted,
    );
  }
  const { publicUrl } = settingsOf(config);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? PORTS[url.protocol as keyof typeof PORTS] : Number(url.port),
    tls: tlsOf(url, password !== undefined),
    ...(password === undefined ? {} : { user, password }),
    from,
    ...(publicUrl === undefined ? {} : { url: publicUrl }),
  };
}
