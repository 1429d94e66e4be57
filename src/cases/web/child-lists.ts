import { NEED_IN_WORDS, SEX_IN_WORDS } from '../../people/application/identity-words.js';
import { offered } from './new-opening.js';

/** The lists from which it is chosen who a child or young person is. */
export const CHILD_LISTS = { sexes: offered(SEX_IN_WORDS), needs: offered(NEED_IN_WORDS) };
