import type { Metadata, ServerDuplexStream, ServerReadableStream, ServiceError } from '@grpc/grpc-js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import { diskFull, notLeader, streamDeleted, tooLarge, unavailable } from './errors.js';
import type { AppendOutcome, ExpectedRevision, ProposedEvent } from './event-log.js';
import { code, shared, status, streams } from './generated.js';
import { expectedRevision, proposedEvent, streamName } from './messages.js';
import type { Serving } from './serving.js';

interface Append {
  readonly stream: string;
  readonly events: readonly ProposedEvent[];
  readonly expected: ExpectedRevision;
}

type Outcome = AppendOutcome | { readonly kind: 'too-large'; readonly most: number } | { readonly kind: 'disk-full' };

/** @throws ServiceError where the call is to be cut, rather than answered */
async function record(serving: Serving, metadata: Metadata, append: Append): Promise<Outcome> {
  serving.authorise(metadata);
  const { log, leader, maxAppendSize } = serving;
  const commit = () => log().append(append.stream, append.events, append.expected);
  const fault = serving.faults.take('append');
  if (leader() !== serving.self || fault?.kind === 'not-leader') throw notLeader(leader().endpoint);
  if (fault?.kind === 'unavailable') throw unavailable();
  if (fault?.kind === 'disk-full') return { kind: 'disk-full' };
  if (fault?.kind === 'delay') await fault.until;
  if (fault?.kind === 'commit-late') {
    void fault.until.then(commit);
    throw unavailable();
  }
  const size = append.events.reduce((sum, { data, metadata: custom }) => sum + data.length + custom.length, 0);
  if (size > maxAppendSize) return { kind: 'too-large', most: maxAppendSize };
  const outcome = commit();
  if (fault?.kind === 'lose-reply') throw unavailable();
  return outcome;
}

/** `Streams.Append`: a call for each append. */
export function append(
  serving: Serving,
  call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
  done: (error: ServiceError | null, response?: streams.AppendResp) => void,
): void {
  const receive = async (): Promise<streams.AppendResp> => {
    let options: streams.AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    for await (const request of call as AsyncIterable<streams.AppendReq>) {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message) events.push(proposedEvent(message));
    }
    if (!options) throw unavailable();
    const target = options;
    const stream = streamName(target.getStreamIdentifier());
    const expected = expectedRevision(target, () => target.getRevision());
    const outcome = await record(serving, call.metadata, { stream, events, expected });
    if (outcome.kind === 'stream-deleted') throw streamDeleted(stream);
    if (outcome.kind === 'too-large') throw tooLarge(outcome.most);
    if (outcome.kind === 'disk-full') throw diskFull();
    return appendResponse(outcome, expected);
  };
  receive().then((response) => done(null, response), done);
}

function appendResponse(
  outcome: Exclude<AppendOutcome, { kind: 'stream-deleted' }>,
  expected: ExpectedRevision,
): streams.AppendResp {
  const response = new streams.AppendResp();
  if (outcome.kind === 'appended') {
    const offset = String(outcome.position);
    const position = new streams.AppendResp.Position().setCommitPosition(offset).setPreparePosition(offset);
    return response.setSuccess(
      new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(position),
    );
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.current === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.current));
  if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return response.setWrongExpectedVersion(wrong);
}

/** `Streams.BatchAppend`: one call for all appends of a client; the parts of an append share a correlation id. */
export function batchAppend(
  serving: Serving,
  call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>,
): void {
  const parts = new Map<string, { options: streams.BatchAppendReq.Options | undefined; events: ProposedEvent[] }>();
  const untrack = serving.track((error) => call.emit('error', error));
  const answer = async (request: streams.BatchAppendReq): Promise<void> => {
    const key = request.getCorrelationId()?.getString() ?? '';
    const batch = parts.get(key) ?? { options: request.getOptions(), events: [] };
    parts.set(key, batch);
    batch.events.push(...request.getProposedMessagesList().map(proposedEvent));
    if (!request.getIsFinal() || !batch.options) return;
    parts.delete(key);
    const { options, events } = batch;
    const expected = expectedRevision(options, () => options.getStreamPosition());
    const stream = streamName(options.getStreamIdentifier());
    const outcome = await record(serving, call.metadata, { stream, events, expected });
    const response = new streams.BatchAppendResp()
      .setCorrelationId(request.getCorrelationId())
      .setStreamIdentifier(options.getStreamIdentifier());
    if (outcome.kind === 'appended') {
      const offset = String(outcome.position);
      const position = new shared.AllStreamPosition().setCommitPosition(offset).setPreparePosition(offset);
      response.setSuccess(
        new streams.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(position),
      );
    } else response.setError(batchError(outcome, expected, options.getStreamIdentifier()));
    call.write(response);
  };
  call.on('data', (request: streams.BatchAppendReq) => {
    answer(request).catch((error: unknown) => call.emit('error', error));
  });
  call.on('end', () => call.end());
  call.on('close', untrack);
}

function batchError(
  outcome: Exclude<Outcome, { kind: 'appended' }>,
  expected: ExpectedRevision,
  identifier: shared.StreamIdentifier | undefined,
): status.Status {
  const error = (name: string, message: { serializeBinary(): Uint8Array }) => {
    const details = new anyMessage.Any();
    details.pack(message.serializeBinary(), `event_store.client.${name}`);
    return new status.Status().setCode(code.Code.FAILED_PRECONDITION).setMessage(name).setDetails(details);
  };
  if (outcome.kind === 'stream-deleted') {
    return error('StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(identifier));
  }
  if (outcome.kind === 'too-large') {
    return error('MaximumAppendSizeExceeded', new shared.MaximumAppendSizeExceeded().setMaxappendsize(outcome.most));
  }
  if (outcome.kind === 'disk-full') return error('Unknown', new shared.Unknown());
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.current === undefined) wrong.setCurrentNoStream(new emptyMessage.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  if (expected === 'no-stream') wrong.setExpectedNoStream(new emptyMessage.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new emptyMessage.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new emptyMessage.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return error('WrongExpectedVersion', wrong);
}
