import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerCredentials, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { selfSigned } from './certificate.js';
import { unauthenticated, unavailable } from './errors.js';
import { EventLog } from './event-log.js';
import { Faults } from './faults.js';
import { Node } from './node.js';
import type { Serving } from './serving.js';

/** What kind of EventStoreDB to stand in for. */
export interface DoubleOptions {
  /** How many servers the cluster has; 1 unless set. */
  readonly nodes?: number;
  /** The most bytes of one append; 1 MiB unless set, as on the server. */
  readonly maxAppendSize?: number;
  /** Whether clients may send all appends through one call; as on the server unless set. */
  readonly batchAppends?: boolean;
  /** Whether it says when a subscription has caught up; servers before 23.10 do not. */
  readonly saysCaughtUp?: boolean;
  /** Encrypts, and asks for these credentials. */
  readonly credentials?: { readonly username: string; readonly password: string };
}

/**
 * A stand-in for EventStoreDB that serves its real client over gRPC, on this machine: the services of streams, gossip
 * and server features, with a log on disk. The nodes of a cluster share the log, so a follower never lags.
 */
export class EventStoreDbDouble {
  readonly faults = new Faults();
  private readonly folder = mkdtempSync(join(tmpdir(), 'eventstoredb-'));
  private readonly nodes: readonly Node[];
  private readonly calls = new Set<(error: ServiceError) => void>();
  private log = new EventLog(this.logFile);
  private leading = 0;
  private sentEvents = 0;

  private constructor(private readonly options: DoubleOptions) {
    // A certificate is for a name; without one an address saves looking it up.
    const host = options.credentials ? 'localhost' : '127.0.0.1';
    let credentials = ServerCredentials.createInsecure();
    if (options.credentials) {
      const { certificate, key } = selfSigned(host);
      writeFileSync(this.certificateFile, certificate);
      credentials = ServerCredentials.createSsl(null, [
        { cert_chain: Buffer.from(certificate), private_key: Buffer.from(key) },
      ]);
    }
    this.nodes = Array.from({ length: options.nodes ?? 1 }, () => new Node(randomUUID(), host, credentials));
  }

  static async start(options: DoubleOptions = {}): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(options);
    for (const at of double.nodes.keys()) await double.startNode(at);
    return double;
  }

  /** Where a client finds all nodes. */
  get url(): string {
    return this.urlOf(...this.nodes.keys());
  }

  /** The file that holds what was recorded. */
  get logFile(): string {
    return join(this.folder, 'log');
  }

  /** The certificate that clients are to trust, where the connections are encrypted. */
  get certificateFile(): string {
    return join(this.folder, 'ca.pem');
  }

  /** How many events are on record. */
  get size(): number {
    return this.log.all.length;
  }

  /** How many events subscriptions were sent, or are being sent. */
  get sent(): number {
    return this.sentEvents;
  }

  /** The index of the leader. */
  get leader(): number {
    return this.leading;
  }

  /** Where a client finds some of the nodes. */
  urlOf(...indexes: readonly number[]): string {
    const hosts = indexes.map((at) => {
      const { host, port } = this.node(at).endpoint;
      return `${host}:${String(port)}`;
    });
    const { credentials } = this.options;
    return credentials
      ? `esdb://${credentials.username}:${credentials.password}@${hosts.join(',')}?tls=true&tlsCAFile=${encodeURIComponent(this.certificateFile)}`
      : `esdb://${hosts.join(',')}?tls=false`;
  }

  /** Elects the next node that runs. */
  moveLeader(): void {
    for (const step of this.nodes.keys()) {
      const candidate = (this.leading + 1 + step) % this.nodes.length;
      if (this.node(candidate).running) {
        this.leading = candidate;
        return;
      }
    }
  }

  async startNode(at: number): Promise<void> {
    await this.node(at).start(this.serving(at), this.options.batchAppends ?? true);
    if (!this.node(this.leading).running) this.leading = at;
  }

  /** Stops a node at once; if it led, another one is elected. */
  stopNode(at: number): void {
    this.node(at).stop();
    if (at === this.leading) this.moveLeader();
  }

  /** Stops all nodes at once. */
  stopAll(): void {
    for (const node of this.nodes) node.stop();
  }

  /** Starts all nodes again, from what is on disk. */
  async startAll(): Promise<void> {
    this.log.close();
    this.log = new EventLog(this.logFile);
    for (const at of this.nodes.keys()) await this.startNode(at);
  }

  /** Cuts all subscriptions, and all calls through which appends go. */
  dropStreams(): void {
    for (const cut of [...this.calls]) cut(unavailable());
  }

  /** Stops for good and removes the files. */
  destroy(): void {
    this.stopAll();
    this.log.close();
    rmSync(this.folder, { recursive: true });
  }

  private node(at: number): Node {
    const node = this.nodes[at];
    if (!node) throw new Error(`The cluster has no node ${String(at)}.`);
    return node;
  }

  private serving(at: number): Serving {
    return {
      self: this.node(at),
      members: () => this.nodes,
      leader: () => this.node(this.leading),
      log: () => this.log,
      faults: this.faults,
      maxAppendSize: this.options.maxAppendSize ?? 1024 * 1024,
      saysCaughtUp: this.options.saysCaughtUp ?? true,
      sent: () => {
        this.sentEvents += 1;
      },
      authorise: (metadata) => this.authorise(metadata),
      track: (cut) => {
        this.calls.add(cut);
        return () => this.calls.delete(cut);
      },
    };
  }

  private authorise(metadata: Metadata): void {
    const { credentials } = this.options;
    if (!credentials) return;
    const wanted = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
    if (!metadata.get('authorization').includes(`Basic ${wanted}`)) throw unauthenticated();
  }
}
