import type { Request } from 'express';
import { Refusal } from '../http/refusal.js';
import { viewerOf } from './access.js';
import { may } from './viewer.js';

/** Whether numbers are given that are hidden from most, because they are so small that they may point to a child. */
export type Disclosed = 'protected' | 'plain';

/** Whether whoever asks may see numbers that are hidden from most. */
export const mayBePlain = (request: Request): boolean => may(viewerOf(request), 'manage');

/**
 * Whether every number is asked for.
 * @param plain what the address has for it: `1` asks
 * @throws Refusal (403) where whoever asks may not see them
 */
export function disclosedTo(request: Request, plain: string): Disclosed {
  if (plain !== '1') return 'protected';
  if (!mayBePlain(request)) throw new Refusal(403, 'Numbers of 1 to 4 are shown to managers only.');
  return 'plain';
}
