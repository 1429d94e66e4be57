import { momentQuery, type AskedMoment } from '../../platform/web/moment.js';
import type { Status } from '../domain/statuses.js';

/** Which measures are shown. */
export interface PlanFilter {
  /** A status, or `none` for those that have none. */
  readonly status?: Status | 'none';
  /** The id of a priority. */
  readonly priority?: string;
}

/** What an address of the plan asks for. */
export interface AskedPlan {
  readonly filter?: PlanFilter;
  readonly moment?: AskedMoment;
  /** Whether every number is asked for, also those that may point to a child. */
  readonly isPlain?: boolean;
}

/** The address of the plan, or of another page of it. */
export function planPath({ filter = {}, moment = {}, isPlain = false }: AskedPlan, path = '/plan'): string {
  const query = new URLSearchParams(momentQuery(moment));
  for (const [name, value] of Object.entries(filter) as readonly [string, string][]) query.set(name, value);
  if (isPlain) query.set('plain', '1');
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
