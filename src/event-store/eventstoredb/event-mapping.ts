import {
  jsonEvent,
  type EventData,
  type Position as LogPosition,
  type RecordedEvent as ServerEvent,
} from '@eventstore/db-client';
import {
  StoreDamaged,
  StoreUnavailable,
  type EventMetadata,
  type JsonObject,
  type NewEvent,
  type Position,
  type RecordedEvent,
} from '../event-store.js';
import { STREAM_KINDS } from '../proposal.js';
import { upcast, type Upcasters } from '../upcasting.js';

/** The streams that are ours, on a server that others may use too; a pattern that .NET reads the same. */
export const OUR_STREAMS = `^(?:${STREAM_KINDS.join('|')})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`;
const ours = new RegExp(OUR_STREAMS);

export const isOurs = (stream: string): boolean => ours.test(stream);

/** As wide as the greatest offset, so that positions compare as text. */
const WIDTH = 20;
const POSITION = /^\d{20}-\d{20}$/;
/** What servers before 22.6 give instead of the position of an event in a stream. */
const NO_POSITION = 2n ** 64n - 1n;

const padded = (offset: bigint): string => String(offset).padStart(WIDTH, '0');

/** The place in the server's log as the port has it. */
export const positionText = ({ commit, prepare }: LogPosition): Position =>
  `${padded(commit)}-${padded(prepare)}` as Position;

/**
 * The place in the server's log that a position stands for.
 * @throws RangeError where the position is of another store
 */
export function logPosition(position: Position): LogPosition {
  if (!POSITION.test(position)) {
    throw new RangeError(
      'A position of another event store means nothing to EventStoreDB. Rebuild what it belongs to.',
    );
  }
  const [commit = '', prepare = ''] = position.split('-');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** An event as the server is to keep it: EventStoreDB's own tools follow `$correlationId` and `$causationId`. */
export function eventData({ id, type, data, metadata }: NewEvent): EventData {
  const { correlationId, causationId, ...rest } = metadata;
  return jsonEvent({
    id,
    type,
    data,
    metadata: { ...rest, $correlationId: correlationId, $causationId: causationId },
  });
}

type Kept = Omit<EventMetadata, 'correlationId' | 'causationId'> & {
  readonly $correlationId: string;
  readonly $causationId: string;
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function isKept(metadata: unknown): metadata is Kept {
  return (
    isObject(metadata) &&
    typeof metadata.actor === 'string' &&
    typeof metadata.schemaVersion === 'number' &&
    typeof metadata.$correlationId === 'string' &&
    typeof metadata.$causationId === 'string'
  );
}

/**
 * An event as it was recorded, in the shape of today.
 * @throws StoreDamaged where another program has written into a stream of ours
 * @throws StoreUnavailable where the server is too old to say the position of an event
 */
export function recordedEvent(event: ServerEvent, upcasters: Upcasters): RecordedEvent {
  const { id, type, streamId: stream, created } = event;
  const revision = Number(event.revision);
  const data: unknown = event.data;
  if (!isObject(data) || !isKept(event.metadata)) {
    throw new StoreDamaged([
      `The event ${id} at revision ${String(revision)} of the stream ${stream} was not written by this program: its data or its metadata are of another form.`,
    ]);
  }
  const { $correlationId: correlationId, $causationId: causationId, ...rest } = event.metadata;
  const today = upcast(upcasters, type, rest.schemaVersion, data);
  return {
    id,
    type,
    data: today.data,
    metadata: { ...rest, correlationId, causationId, schemaVersion: today.version },
    stream,
    revision,
    position: positionOf(event),
    recordedAt: created.toISOString(),
  };
}

/** @throws StoreUnavailable where the server is too old to say it */
export function positionOf({ position }: Pick<ServerEvent, 'position'>): Position {
  if (position === undefined || position.commit === NO_POSITION) {
    throw new StoreUnavailable(
      'The server does not say where in its log an event stands. EventStoreDB 22.6 or later is needed.',
      'nothing-written',
    );
  }
  return positionText(position);
}

/** Whether the server named a place. */
export const isPlace = (position: LogPosition | undefined): position is LogPosition =>
  position !== undefined && position.commit !== NO_POSITION;
