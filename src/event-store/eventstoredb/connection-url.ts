import { OperatorError } from '../../platform/operator-error.js';

/** What a connection URL says. */
export interface ConnectionUrl {
  readonly hosts: readonly Host[];
  /** Whether the host is a name under which a cluster answers. */
  readonly discover: boolean;
  readonly tls: boolean;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Files with certificates and keys, as PEM. */
  readonly files: Readonly<Partial<Record<CertificateFile, string>>>;
  readonly connectionName?: string;
  /** Milliseconds. */
  readonly keepAlive: { readonly interval?: number; readonly timeout?: number };
}

export interface Host {
  readonly address: string;
  readonly port: number;
}

export type CertificateFile = 'tlsCAFile' | 'userCertFile' | 'userKeyFile';

/** A connection URL that cannot be used. The message repeats nothing of it but the names of options. */
export class ConnectionUrlRefused extends OperatorError {
  override readonly name = 'ConnectionUrlRefused';
}

const URL_PARTS =
  /^(?:esdb|kurrentdb)(?<discover>\+discover)?:\/\/(?:(?<user>[^:@/]*):(?<password>[^@]*)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>[^@]*))?$/;
const HOST = /^(?<address>[\w.-]+)(?::(?<port>\d{1,5}))?$/;
const DEFAULT_PORT = 2113;
/** Milliseconds; the client complains on the console about less. */
const LEAST_KEEP_ALIVE = 10_000;

const FILES: readonly CertificateFile[] = ['tlsCAFile', 'userCertFile', 'userKeyFile'];
/** Options of the client for which the adapter has its own values. */
const OWN = ['maxDiscoverAttempts', 'discoveryInterval', 'gossipTimeout', 'defaultDeadline', 'throwOnAppendFailure'];
const OPTIONS = [
  'tls',
  'tlsVerifyCert',
  ...FILES,
  'connectionName',
  'keepAliveInterval',
  'keepAliveTimeout',
  'nodePreference',
  ...OWN,
];

/**
 * Reads a URL such as `esdb://user:password@host:2113?tls=true`; several hosts of a cluster are separated by commas.
 * The client is not left to read it, because it writes the URL to the console, password included, where an option is
 * unknown.
 * @throws ConnectionUrlRefused
 */
export function readConnectionUrl(url: string): ConnectionUrl {
  const parts = URL_PARTS.exec(url.trim())?.groups;
  if (!parts) {
    throw new ConnectionUrlRefused(
      'The URL of EventStoreDB is not of the form esdb://user:password@host:2113?tls=true. Several hosts are separated by commas; encode special characters in the password (@ as %40).',
    );
  }
  const options = readOptions(parts.options ?? '');
  const tls = flag(options, 'tls') ?? true;
  const discover = parts.discover !== undefined;
  const hosts = (parts.hosts ?? '').split(',').map(readHost);
  if (discover && hosts.length > 1) {
    throw new ConnectionUrlRefused('A URL with +discover names one host, the name of the cluster.');
  }
  refuseWhatCannotBe(options, tls, parts.user !== undefined);
  const connectionName = options.get('connectionName');
  return {
    hosts,
    discover,
    tls,
    files: Object.fromEntries(FILES.flatMap((file) => (options.has(file) ? [[file, options.get(file)]] : []))),
    keepAlive: {
      ...milliseconds(options, 'keepAliveInterval', 'interval'),
      ...milliseconds(options, 'keepAliveTimeout', 'timeout'),
    },
    ...(connectionName === undefined ? {} : { connectionName }),
    ...(parts.user === undefined
      ? {}
      : { credentials: { username: decoded(parts.user), password: decoded(parts.password ?? '') } }),
  };
}

/** How messages name the server: without credentials. */
export const serverName = ({ hosts }: ConnectionUrl): string =>
  `EventStoreDB at ${hosts.map(({ address, port }) => `${address}:${String(port)}`).join(', ')}`;

function readHost(text: string): Host {
  const host = HOST.exec(text)?.groups;
  if (host?.address === undefined) {
    throw new ConnectionUrlRefused('A host in the URL of EventStoreDB is not a name or an address with a port.');
  }
  return { address: host.address, port: Number(host.port ?? DEFAULT_PORT) };
}

function readOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const [key = '', value = ''] = pair.split('=', 2);
    const option = OPTIONS.find((name) => name.toLowerCase() === key.toLowerCase());
    if (option === undefined || value === '') {
      const name = /^[a-z]{1,30}$/i.test(key) ? ` "${key}"` : '';
      throw new ConnectionUrlRefused(
        `The URL of EventStoreDB has an option${name} that is unknown or empty. There are ${OPTIONS.join(', ')}.`,
      );
    }
    options.set(option, decoded(value));
  }
  return options;
}

function refuseWhatCannotBe(options: ReadonlyMap<string, string>, tls: boolean, hasCredentials: boolean): void {
  if (hasCredentials && !tls) {
    throw new ConnectionUrlRefused(
      'The URL of EventStoreDB has a password and tls=false, and without TLS the password is not sent. Take the password out, or set tls=true.',
    );
  }
  if (!tls && FILES.some((file) => options.has(file))) {
    throw new ConnectionUrlRefused('The URL of EventStoreDB names certificates and has tls=false. Set tls=true.');
  }
  if (options.has('userCertFile') !== options.has('userKeyFile')) {
    throw new ConnectionUrlRefused('The URL of EventStoreDB needs both userCertFile and userKeyFile, or neither.');
  }
  if (flag(options, 'tlsVerifyCert') === false) {
    throw new ConnectionUrlRefused(
      'The URL of EventStoreDB has tlsVerifyCert=false. Certificates are always verified: name yours with tlsCAFile.',
    );
  }
  const preference = options.get('nodePreference') ?? 'leader';
  if (preference.toLowerCase() !== 'leader') {
    throw new ConnectionUrlRefused('The nodePreference in the URL of EventStoreDB can only be leader.');
  }
}

function flag(options: ReadonlyMap<string, string>, name: string): boolean | undefined {
  const value = options.get(name)?.toLowerCase();
  if (value !== undefined && value !== 'true' && value !== 'false') {
    throw new ConnectionUrlRefused(`The option ${name} in the URL of EventStoreDB is true or false.`);
  }
  return value === undefined ? undefined : value === 'true';
}

function milliseconds<Key extends string>(
  options: ReadonlyMap<string, string>,
  name: string,
  key: Key,
): Partial<Record<Key, number>> {
  const value = options.get(name);
  if (value === undefined) return {};
  const number = Number(value);
  if (number !== -1 && !(Number.isSafeInteger(number) && number >= LEAST_KEEP_ALIVE)) {
    throw new ConnectionUrlRefused(
      `The option ${name} in the URL of EventStoreDB is at least ${String(LEAST_KEEP_ALIVE)} milliseconds, or -1 for never.`,
    );
  }
  return { [key]: number } as Record<Key, number>;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConnectionUrlRefused('The URL of EventStoreDB has a % that does not begin an encoded character.');
  }
}
