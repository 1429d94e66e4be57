/**
 * The messages and services of EventStoreDB's protocol, as its client ships them. The message modules are CommonJS of a
 * kind whose exports Node cannot name, hence the default imports.
 */
import code from '@eventstore/db-client/generated/code_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

export { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
export { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
export { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
export type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
export { code, gossip, serverFeatures, shared, status, streams };
