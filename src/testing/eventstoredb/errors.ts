import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** Where a node listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** An error as the server sends it: its kind, where it has one, travels in the metadata of the call. */
function failure(code: status, details: string, metadata: Readonly<Record<string, string>> = {}): ServiceError {
  const trailers = new Metadata();
  for (const [key, value] of Object.entries(metadata)) trailers.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata: trailers });
}

export const unavailable = (): ServiceError => failure(status.UNAVAILABLE, 'Server Is Not Ready');

export const diskFull = (): ServiceError =>
  failure(
    status.UNKNOWN,
    'Exception was thrown by handler. IOException: No space left on device : the log cannot be written',
  );

export const unauthenticated = (): ServiceError => failure(status.UNAUTHENTICATED, 'Unauthenticated');

export const notLeader = ({ host, port }: Endpoint): ServiceError =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const streamDeleted = (stream: string): ServiceError =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const tooLarge = (most: number): ServiceError =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(most)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });
