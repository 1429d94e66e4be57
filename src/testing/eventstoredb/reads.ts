import { randomUUID } from 'node:crypto';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { notLeader, streamDeleted, unavailable } from './errors.js';
import type { StoredEvent } from './event-log.js';
import { streams } from './generated.js';
import { eventResponse, streamName } from './messages.js';
import type { Serving } from './serving.js';

type Call = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Options = streams.ReadReq.Options;
type Test = (event: StoredEvent) => boolean;

/** How many events a filter looks at before the server says how far it is, times the client's multiplier. */
const SEARCH_WINDOW = 32;

/** `Streams.Read`: reads and subscriptions, of one stream or of all. */
export function read(serving: Serving, call: Call): void {
  // The client waits for ever where the stream is destroyed instead.
  const fail = (error: unknown) => call.emit('error', error);
  const options = call.request.getOptions() ?? new streams.ReadReq.Options();
  const begin = async (): Promise<void> => {
    serving.authorise(call.metadata);
    const fault = serving.faults.take(options.hasSubscription() ? 'subscribe' : 'read');
    const needsLeader = call.metadata.get('requires-leader').includes('true');
    if (fault?.kind === 'not-leader' || (needsLeader && serving.leader() !== serving.self)) {
      throw notLeader(serving.leader().endpoint);
    }
    if (fault?.kind === 'delay') await fault.until;
    else if (fault) throw unavailable();
    if (options.hasSubscription()) await subscribe(serving, call, options);
    else await readOnce(serving, call, options);
  };
  begin().catch(fail);
}

/** Sends a message, and waits where the client is slower. */
async function send(call: Call, response: streams.ReadResp): Promise<void> {
  if (call.write(response) || call.cancelled) return;
  await new Promise<void>((resolve) => {
    const events = ['drain', 'cancelled', 'close'];
    const done = () => {
      for (const event of events) call.off(event, done);
      resolve();
    };
    for (const event of events) call.on(event, done);
  });
}

async function readOnce(serving: Serving, call: Call, options: Options): Promise<void> {
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const identifier = options.getStream()?.getStreamIdentifier();
  const name = streamName(identifier);
  const source = identifier ? serving.log().stream(name) : serving.log().all;
  if (source === 'deleted') throw streamDeleted(name);
  if (source === undefined) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier);
    await send(call, new streams.ReadResp().setStreamNotFound(missing));
    call.end();
    return;
  }
  const wanted = filterOf(options);
  const inRange = rangeOf(options, backwards);
  let left = BigInt(options.getCount());
  for (const event of backwards ? source.toReversed() : source) {
    if (left === 0n || call.cancelled) break;
    if (!inRange(event) || !wanted(event)) continue;
    await send(call, eventResponse(event));
    left -= 1n;
  }
  call.end();
}

/** Catches up, says so, then follows; with a filter it also says how far it has looked. */
async function subscribe(serving: Serving, call: Call, options: Options): Promise<void> {
  const cancelled = new AbortController();
  const untrack = serving.track((error) => {
    cancelled.abort();
    call.emit('error', error);
  });
  call.on('cancelled', () => cancelled.abort());
  call.on('close', () => cancelled.abort());
  cancelled.signal.addEventListener('abort', untrack, { once: true });
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  await send(call, new streams.ReadResp().setConfirmation(confirmation));

  const { all } = serving.log();
  const identifier = options.getStream()?.getStreamIdentifier();
  const name = streamName(identifier);
  const wanted = filterOf(options);
  const after = afterOf(options);
  const filter = options.getFilter();
  const window =
    (filter?.hasMax() ? filter.getMax() : SEARCH_WINDOW) * (filter?.getCheckpointintervalmultiplier() ?? 1);
  let next = (options.getStream() ?? options.getAll())?.hasEnd() ? all.length : 0;
  let looked = 0;
  let caughtUp = !serving.saysCaughtUp;
  while (!cancelled.signal.aborted) {
    for (; next < all.length; next += 1) {
      const event = all[next];
      if (!event || (identifier && event.stream !== name) || !after(event)) continue;
      if (wanted(event)) {
        serving.sent();
        await send(call, eventResponse(event));
      }
      looked += 1;
      if (filter && looked % window === 0) await send(call, checkpoint(event.position));
      // Lets a cancelled call be noticed, and other calls be served, while a long log is scanned.
      if (looked % 512 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (call.cancelled || call.destroyed) return;
    }
    if (!caughtUp) await send(call, new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
    caughtUp = true;
    if (next >= all.length) await serving.log().changed(cancelled.signal);
  }
}

function checkpoint(position: bigint): streams.ReadResp {
  const at = String(position);
  return new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(at).setPreparePosition(at),
  );
}

/** A read begins at what it names, except that `$all` backwards begins before it. */
function rangeOf(options: Options, backwards: boolean): Test {
  const stream = options.getStream();
  if (stream?.hasRevision()) {
    const from = BigInt(stream.getRevision());
    return backwards ? ({ revision }) => revision <= from : ({ revision }) => revision >= from;
  }
  const from = options.getAll()?.getPosition();
  if (!from) return () => true;
  const position = BigInt(from.getCommitPosition());
  return backwards ? (event) => event.position < position : (event) => event.position >= position;
}

/** A subscription begins strictly after what it names. */
function afterOf(options: Options): Test {
  const stream = options.getStream();
  if (stream?.hasRevision()) {
    const from = BigInt(stream.getRevision());
    return ({ revision }) => revision > from;
  }
  const from = options.getAll()?.getPosition();
  if (!from) return () => true;
  const position = BigInt(from.getCommitPosition());
  return (event) => event.position > position;
}

function filterOf(options: Options): Test {
  const filter = options.getFilter();
  const expression = filter?.getEventType() ?? filter?.getStreamIdentifier();
  if (!filter || !expression) return () => true;
  const subject = (event: StoredEvent) => (filter.hasEventType() ? event.type : event.stream);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (event) => prefixes.some((prefix) => subject(event).startsWith(prefix));
  const pattern = new RegExp(expression.getRegex(), 'u');
  return (event) => pattern.test(subject(event));
}
