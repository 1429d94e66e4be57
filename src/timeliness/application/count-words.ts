import { numberInWords } from '../../platform/number-in-words.js';
import { HIDDEN, type Hideable } from '../domain/protected.js';

/** A count as people read it. */
export function countInWords(count: Hideable): string {
  return count === HIDDEN ? HIDDEN : numberInWords(count);
}
