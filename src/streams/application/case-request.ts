import { Command } from '@nestjs/cqrs';
import { AreCodes, IsRevision, IsUuid, MayBeMissing } from './fields.js';
import type { Outcome } from './outcome.js';

/** The fields of a command, as a caller gives them. */
export type FieldsOf<C> = { [K in keyof C as K extends string ? K : never]: C[K] };

/** A request to record something on a case. */
export abstract class CaseRequest extends Command<Outcome> {
  /** The fields that say how and on which case it is recorded; all others are attributes of what is recorded. */
  static readonly head: readonly string[] = ['case', 'expectedRevision', 'confirm'];

  /** The id of the case: a UUID. */
  @IsUuid()
  case!: string;

  /** Refuses where the case is not at this revision, from 0. */
  @MayBeMissing()
  @IsRevision()
  expectedRevision?: number;

  /** The codes of the warnings that the officer confirms. */
  @MayBeMissing()
  @AreCodes()
  confirm?: readonly string[];

  /** A request with these fields. They are checked when it is carried out. */
  static of<C extends object>(this: new () => C, fields: FieldsOf<C>): C {
    return Object.assign(new this(), fields);
  }
}
