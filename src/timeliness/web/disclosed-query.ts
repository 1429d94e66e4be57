import { viewerOf } from '../../platform/access/access.js';
import { may } from '../../platform/access/viewer.js';
import { Refusal } from '../../platform/http/refusal.js';
import type { Form } from '../../platform/web/form.js';
import type { Request } from 'express';
import type { Disclosed } from '../application/protected-timeliness.js';

/** Whether whoever asks may see numbers that are hidden from most. */
export const mayBePlain = (request: Request): boolean => may(viewerOf(request), 'manage');

/**
 * Whether every number is asked for.
 * @throws Refusal (403) where whoever asks may not see them
 */
export function disclosedIn(request: Request, form: Form): Disclosed {
  if (form.text('plain') !== '1') return 'protected';
  if (!mayBePlain(request)) throw new Refusal(403, 'Numbers of 1 to 4 are shown to managers only.');
  return 'plain';
}
