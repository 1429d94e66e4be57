import { OperatorError } from './operator-error.js';
import { Problems } from './problem.js';

const LISTEN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program already listens there. Stop it, or set PORT to another number',
  EACCES: 'you may not listen there. Set PORT to a number from 1024',
  EADDRNOTAVAIL: 'this machine has no such address. Set HOST to 127.0.0.1 or 0.0.0.0',
  ENOTFOUND: 'there is no such host. Set HOST to 127.0.0.1 or 0.0.0.0',
  EAI_AGAIN: 'the host name cannot be looked up. Set HOST to 127.0.0.1 or 0.0.0.0',
};

type NetworkError = Partial<Record<'code' | 'address' | 'hostname', string>> & { readonly port?: number };

const firstLine = (error: unknown): string => String(error).split('\n')[0] ?? '';

/** Why the server did not start, as lines for the operator; never a stack. */
export function startFailure(error: unknown): string {
  if (error instanceof Problems || error instanceof OperatorError)
    return `The server did not start.\n${error.message}\n`;
  const { code = '', address, port, hostname } = error as NetworkError;
  const reason = LISTEN[code];
  if (reason === undefined)
    return `The server did not start, for a reason that it does not know: ${firstLine(error)}\n`;
  const where = port === undefined ? (hostname ?? '') : `${address ?? ''}:${String(port)}`;
  return `The server did not start: it cannot listen on ${where}, because ${reason}.\n`;
}
