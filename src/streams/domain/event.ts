import type { CalendarDate } from '../../statute/calendar.js';

/** Something that happened, as it is kept: a name in the past tense and plain JSON. */
export interface Event<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

declare const personId: unique symbol;
/** The opaque id of a child or young person; a UUID. It says nothing of who they are. */
export type PersonId = string & { readonly [personId]: true };

declare const sealedText: unique symbol;
/** Free text, encrypted under the child's key. Equal texts at one place are equal here too. */
export type SealedText = string & { readonly [sealedText]: true };

/** What every milestone says: when it happened, and which warnings the officer confirmed on recording it. */
export interface Dated {
  /** The day it happened, or is planned for. */
  readonly on: CalendarDate;
  /** The codes of the warnings that were confirmed. */
  readonly confirmed?: readonly string[];
}

/** A milestone of a case as an event. */
export type MilestoneEvent<Type extends string = string, Data extends Dated = Dated> = Event<Type, Data>;

/** What can be changed by a correction: the attributes of a milestone; `null` takes one away. */
export type Changes = Readonly<Record<string, unknown>>;

/** Events that every case knows beside its milestones. */
export type CaseEvent =
  | Event<
      'MilestoneCorrected',
      {
        /** The number of the milestone in its case, from 1 in the order of recording. */
        readonly entry: number;
        /** The attributes as they were, only those that change. */
        readonly from: Changes;
        readonly to: Changes;
        readonly reason: SealedText;
        readonly confirmed?: readonly string[];
      }
    >
  | Event<
      'MilestoneRetracted',
      { readonly entry: number; readonly reason: SealedText; readonly confirmed?: readonly string[] }
    >
  | Event<
      'ExceptionWithdrawn',
      {
        readonly entry: number;
        readonly on: CalendarDate;
        readonly reason: SealedText;
        readonly confirmed?: readonly string[];
      }
    >
  | Event<
      'CaseAssigned',
      { readonly officer: string; readonly team?: string; readonly on: CalendarDate; readonly note?: SealedText }
    >
  | Event<'NoteAdded', { readonly note: string; readonly text: SealedText }>;
