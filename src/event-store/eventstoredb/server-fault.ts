import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  NotLeaderError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  convertToCommandError,
} from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store.js';

/** The server gave no sign within the time it had. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The server ended a subscription without saying why. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** What is wrong with the server, as far as a call that failed tells. */
export interface ServerFault {
  /** What the server does, after its name. */
  readonly does: string;
  /** What to look at. */
  readonly check: string;
  /** Whether the same call may succeed by and by. */
  readonly passes: boolean;
  /** Whether it is certain that the call wrote nothing. */
  readonly wroteNothing: boolean;
}

const CHECK_ADDRESS = 'Check that it runs, that its URL names the right hosts and ports, and that tls fits.';
const CHECK_LOG = 'Check that it runs and is not overloaded; its own log says more.';

const fault = (does: string, check: string, { passes = true, wroteNothing = false } = {}): ServerFault => ({
  does,
  check,
  passes,
  wroteNothing,
});

/** Failures to reach a server, by what the connection says of them. */
const UNREACHABLE: readonly (readonly [pattern: RegExp, does: string, check: string])[] = [
  [/ECONNREFUSED/, 'refuses connections', CHECK_ADDRESS],
  [/ENOTFOUND|EAI_AGAIN|Name resolution/, 'is not found: its name is unknown', CHECK_ADDRESS],
  [
    /certificate|self.signed|ERR_TLS/i,
    'has a certificate that is not trusted',
    'Name the certificate of its authority with tlsCAFile in its URL, and use a host name that is in the certificate.',
  ],
  [/SSL|EPROTO|wrong version/i, 'does not speak TLS', 'Set tls=false in its URL if it runs without TLS.'],
];

/** The call failed before anything was sent. */
const NOT_SENT = /No connection established|Name resolution failed|before call started|has been shut down/;
const FULL = /no space left|not enough space|disk (?:is )?full/i;

/** What an error of the client says of the server; nothing where it has another cause. */
export function serverFault(thrown: unknown): ServerFault | undefined {
  if (thrown instanceof NoAnswer) return fault('gives no answer in time', CHECK_LOG);
  if (thrown instanceof BrokenOff) return fault('has broken off', CHECK_LOG);
  if (!(thrown instanceof Error)) return undefined;
  const error = convertToCommandError(thrown);
  if (error instanceof AccessDeniedError) {
    return fault(
      'refuses the credentials',
      'Check the user and the password in its URL, and that this user may read $all and write.',
      { passes: false, wroteNothing: true },
    );
  }
  if (error instanceof NotLeaderError) {
    return fault('has no leader that takes the call', 'Check the state of the cluster.', { wroteNothing: true });
  }
  if (error.message.includes('Failed to discover')) {
    return fault('does not answer on any of its hosts', CHECK_ADDRESS, { wroteNothing: true });
  }
  if (NOT_SENT.test(error.message)) {
    const [, does = 'cannot be reached', check = CHECK_ADDRESS] =
      UNREACHABLE.find(([pattern]) => pattern.test(error.message)) ?? [];
    return fault(does, check, { wroteNothing: true });
  }
  if (error instanceof DeadlineExceededError) return fault('gives no answer in time', CHECK_LOG);
  if (error instanceof UnknownError && FULL.test(error.message)) {
    return fault('cannot write: its disk is full', 'Make room on its disk.');
  }
  const isOfServer = [UnavailableError, CancelledError, TimeoutError, UnknownError].some(
    (kind) => error instanceof kind,
  );
  return isOfServer ? fault('cannot answer now', CHECK_LOG) : undefined;
}

/** The error that callers see. */
export const storeUnavailable = (
  server: string,
  { does, check }: ServerFault,
  outcome: StoreUnavailable['outcome'],
  cause: unknown,
): StoreUnavailable => {
  const written =
    outcome === 'unknown' ? ' Whether the events were recorded is unknown: append again with the same ids.' : '';
  return new StoreUnavailable(`${server} ${does}. ${check}${written}`, outcome, { cause });
};
