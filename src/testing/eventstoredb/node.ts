import { Server, type ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { append, batchAppend } from './appends.js';
import { notLeader, unavailable, type Endpoint } from './errors.js';
import {
  gossip,
  GossipService,
  serverFeatures,
  ServerFeaturesService,
  shared,
  streams,
  StreamsService,
} from './generated.js';
import type { IStreamsServer } from './generated.js';
import { streamName } from './messages.js';
import { read } from './reads.js';
import type { Member, Serving } from './serving.js';

const ADDRESS = '127.0.0.1';
/** A client may send events of up to 16 MiB, and what surrounds them. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;

/** One server of a cluster: a port that comes and goes. The host is what others call this machine. */
export class Node implements Member {
  private server: Server | undefined;
  private port = 0;

  constructor(
    readonly id: string,
    private readonly host: string,
    private readonly credentials: ServerCredentials,
  ) {}

  get endpoint(): Endpoint {
    return { host: this.host, port: this.port };
  }

  get running(): boolean {
    return this.server !== undefined;
  }

  /** Listens, on the same port each time. */
  async start(serving: Serving, batchAppends: boolean): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
    server.addService(ServerFeaturesService, features(batchAppends));
    server.addService(StreamsService, streamsService(serving));
    server.addService(GossipService, gossipService(serving));
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`${ADDRESS}:${String(this.port)}`, this.credentials, (error, port) => {
        if (error) reject(error);
        else resolve(port);
      }),
    );
    this.server = server;
  }

  /** Stops at once: whoever is connected is cut off. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = undefined;
  }
}

function features(batchAppends: boolean): UntypedServiceImplementation {
  const methods = ['read', 'append', 'delete', 'tombstone', ...(batchAppends ? ['batchappend'] : [])];
  const supported = new serverFeatures.SupportedMethods()
    .setMethodsList(
      methods.map((method) =>
        new serverFeatures.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(method),
      ),
    )
    .setEventStoreServerVersion('23.10.8.0');
  return {
    getSupportedMethods: (_call: unknown, done: (error: null, response: typeof supported) => void) =>
      done(null, supported),
  };
}

function streamsService(serving: Serving): IStreamsServer {
  return {
    append: (call, done) => append(serving, call, done),
    batchAppend: (call) => batchAppend(serving, call),
    read: (call) => read(serving, call),
    delete: (call, done) => {
      if (serving.leader() !== serving.self) {
        done(notLeader(serving.leader().endpoint));
        return;
      }
      serving.log().delete(streamName(call.request.getOptions()?.getStreamIdentifier()));
      done(null, new streams.DeleteResp().setNoPosition(new shared.Empty()));
    },
    tombstone: (call, done) => {
      if (serving.leader() !== serving.self) {
        done(notLeader(serving.leader().endpoint));
        return;
      }
      serving.log().tombstone(streamName(call.request.getOptions()?.getStreamIdentifier()));
      done(null, new streams.TombstoneResp().setNoPosition(new shared.Empty()));
    },
  };
}

function gossipService(serving: Serving): UntypedServiceImplementation {
  const { LEADER, FOLLOWER, SHUTDOWN } = gossip.MemberInfo.VNodeState;
  const members = () =>
    new gossip.ClusterInfo().setMembersList(
      serving.members().map((member) =>
        new gossip.MemberInfo()
          .setInstanceId(new shared.UUID().setString(member.id))
          .setState(!member.running ? SHUTDOWN : member === serving.leader() ? LEADER : FOLLOWER)
          .setIsAlive(member.running)
          .setHttpEndPoint(new gossip.EndPoint().setAddress(member.endpoint.host).setPort(member.endpoint.port)),
      ),
    );
  return {
    read: (_call: unknown, done: (error: Error | null, response?: gossip.ClusterInfo) => void) => {
      const fault = serving.faults.take('gossip');
      if (fault?.kind === 'delay') void fault.until.then(() => done(null, members()));
      else if (fault) done(unavailable());
      else done(null, members());
    },
  };
}
