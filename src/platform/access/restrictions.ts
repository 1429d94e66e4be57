import type { PersonId } from '../../streams/domain/event.js';
import type { Viewer } from './viewer.js';

/** Which children only named officers may see: a restriction covers who the child is and all of their cases. */
export abstract class Restrictions {
  /** The ids of the children of whom somebody may see nothing. */
  abstract hiddenFrom(viewer: Pick<Viewer, 'id'>): Promise<readonly PersonId[]>;
}
