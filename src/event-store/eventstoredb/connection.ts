import { readFile } from 'node:fs/promises';
import {
  EventStoreDBClient,
  type ChannelCredentialOptions,
  type DNSClusterOptions,
  type GossipClusterOptions,
  type SingleNodeOptions,
} from '@eventstore/db-client';
import { ConnectionUrlRefused, type CertificateFile, type ConnectionUrl } from './connection-url.js';

/** Seconds that a member of a cluster has to answer when it is asked who leads. */
const GOSSIP_TIMEOUT = 1;
/** The adapter tries again itself, so one round of asking is enough. Milliseconds after it. */
const DISCOVERY = { maxDiscoverAttempts: 1, discoveryInterval: 10, gossipTimeout: GOSSIP_TIMEOUT };

/** The state of a channel that the client has closed since it was asked for; a call on it would never end. */
const SHUT_DOWN = 4;

/**
 * The client of EventStoreDB without its batched appends. Those share one call and one list of waiting appends in the
 * whole process: where that call breaks, appends of other clients fail too, the next reply ends the process with an
 * error that nobody can catch, and a lost reply is waited for without end. An append of its own call has its own
 * deadline and fails alone.
 */
export class Connection extends EventStoreDBClient {
  #channel: Promise<{ close(): void }> | undefined;

  private constructor(
    nodes: SingleNodeOptions | GossipClusterOptions | DNSClusterOptions,
    certificates: ChannelCredentialOptions,
    credentials: ConnectionUrl['credentials'],
  ) {
    // The constructor takes each of the three, but not their union.
    super(nodes as SingleNodeOptions, certificates, credentials);
    const { getChannel, handleError, execute } = this;
    this.getChannel = () => {
      const channel = getChannel();
      this.#channel = channel;
      return channel;
    };
    // The client waits for neither: a rejection would end the process.
    this.handleError = (client, error) => handleError(client, error).catch(() => undefined);
    this.execute = (client, name, action) =>
      execute(client, name, (made) => {
        const state: number = made.getChannel().getConnectivityState(false);
        return state === SHUT_DOWN ? Promise.reject(new Error('The channel has been shut down.')) : action(made);
      });
  }

  protected override supports = (): Promise<boolean> => Promise.resolve(false);

  /**
   * Prepares a connection; it is made when it is first used.
   * @throws ConnectionUrlRefused where a file that the URL names cannot be read
   */
  static async prepare(url: ConnectionUrl): Promise<Connection> {
    const [first] = url.hosts;
    if (first === undefined) throw new ConnectionUrlRefused('The URL of EventStoreDB names no host.');
    const options = {
      ...(url.connectionName === undefined ? {} : { connectionName: url.connectionName }),
      ...(url.keepAlive.interval === undefined ? {} : { keepAliveInterval: url.keepAlive.interval }),
      ...(url.keepAlive.timeout === undefined ? {} : { keepAliveTimeout: url.keepAlive.timeout }),
    };
    const nodes = url.discover
      ? { ...options, ...DISCOVERY, discover: first }
      : url.hosts.length > 1
        ? { ...options, ...DISCOVERY, endpoints: [...url.hosts] }
        : { ...options, endpoint: first };
    const [rootCertificate, userCertFile, userKeyFile] = await Promise.all([
      content(url, 'tlsCAFile'),
      content(url, 'userCertFile'),
      content(url, 'userKeyFile'),
    ]);
    const certificates: ChannelCredentialOptions = {
      insecure: !url.tls,
      ...(rootCertificate && { rootCertificate }),
      ...(userCertFile && { userCertFile }),
      ...(userKeyFile && { userKeyFile }),
    };
    return new Connection(nodes, certificates, url.credentials);
  }

  /** Lets go of the connection, which the client itself would keep. */
  async close(): Promise<void> {
    const channel = await this.#channel?.catch(() => undefined);
    channel?.close();
  }
}

async function content({ files }: ConnectionUrl, name: CertificateFile): Promise<Buffer | undefined> {
  const path = files[name];
  if (path === undefined) return undefined;
  try {
    return await readFile(path);
  } catch (cause) {
    throw new ConnectionUrlRefused(`The file that ${name} names in the URL of EventStoreDB cannot be read: ${path}`, {
      cause,
    });
  }
}
