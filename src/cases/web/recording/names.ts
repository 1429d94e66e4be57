import { Injectable } from '@nestjs/common';
import { Directory } from '../../../platform/access/directory.js';
import { actorInWords } from '../../application/actor-words.js';

/** What those are called who record. */
@Injectable()
export class Names {
  constructor(private readonly directory: Directory) {}

  /** The name of an officer by their id, or what else recorded something. */
  readonly nameOf = (actor: string): string => actorInWords(actor, (officer) => this.directory.nameOf(officer));
}
