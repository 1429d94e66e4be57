import { Injectable } from '@nestjs/common';
import { Directory } from '../../../platform/access/directory.js';

/** What those are called who record. */
@Injectable()
export class Names {
  constructor(private readonly directory: Directory) {}

  /** The name of an officer by their id; the tracker itself where a policy recorded something. */
  readonly nameOf = (actor: string): string =>
    actor.startsWith('policy') ? 'The tracker, by itself' : this.directory.nameOf(actor);
}
