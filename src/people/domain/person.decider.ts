import { refuse, type Decider, type Refused } from '../../streams/domain/decider.js';
import type { SealedText } from '../../streams/domain/event.js';
import type { ErasureReason, PersonEvent } from './person.events.js';

/** What can be asked of a person. */
export type PersonCommand =
  | { readonly type: 'Register'; readonly details: SealedText }
  | {
      readonly type: 'ChangeDetails';
      readonly details: SealedText;
      /** The revision that the change was based on: all details are replaced. */
      readonly expectedRevision: number;
    }
  | { readonly type: 'Erase'; readonly reason: ErasureReason };

/** A person as far as is on record. */
export type PersonState = {
  /** The revision of the last event; -1 before the first. */
  readonly revision: number;
} & (
  | { readonly standing: 'unregistered' }
  | {
      readonly standing: 'registered';
      readonly details: SealedText;
      /** The details that the person was first registered with. */
      readonly registeredWith: SealedText;
    }
  | { readonly standing: 'erased' }
);

/** Refuses because the person is erased. */
export const erased = (): Refused =>
  refuse(
    'person-erased',
    'This child or young person was erased: nothing can be kept for them any more. If they need support again, register them under a new id.',
    'person',
  );

/** Refuses because nobody is registered under the id. */
export const unknown = (): Refused =>
  refuse('unknown-person', 'There is no child or young person with this id. Register them first.', 'person');

/** How the record of a person decides. */
export const personDecider: Decider<PersonCommand, PersonState, PersonEvent> = {
  initialState: { standing: 'unregistered', revision: -1 },

  evolve: (state, event) => {
    const revision = state.revision + 1;
    switch (event.type) {
      case 'PersonRegistered': {
        const { details } = event.data;
        return { standing: 'registered', revision, details, registeredWith: details };
      }
      case 'PersonDetailsChanged':
        return state.standing === 'registered'
          ? { ...state, revision, details: event.data.details }
          : { ...state, revision };
      case 'PersonErased':
        return { standing: 'erased', revision };
      default:
        // Written by a later version.
        event satisfies never;
        return { ...state, revision };
    }
  },

  decide: (command, state) => {
    switch (command.type) {
      case 'Register': {
        const { details } = command;
        if (state.standing === 'erased') return erased();
        if (state.standing === 'unregistered') return [{ type: 'PersonRegistered', data: { details } }];
        if (details === state.details || details === state.registeredWith) return [];
        return refuse(
          'registered-already',
          'A child or young person is registered under this id with other details. Change the details instead, or give another id.',
          'person',
        );
      }
      case 'ChangeDetails': {
        const { details, expectedRevision } = command;
        if (state.standing === 'erased') return erased();
        if (state.standing === 'unregistered') return unknown();
        if (details === state.details) return [];
        if (expectedRevision === state.revision) return [{ type: 'PersonDetailsChanged', data: { details } }];
        return refuse(
          'changed-meanwhile',
          'Someone else changed these details meanwhile. See what changed, and send the request again if it is still what you want.',
          'expectedRevision',
        );
      }
      case 'Erase':
        // A key may have been made, and texts sealed under it, before the registration was recorded.
        return state.standing === 'erased' ? [] : [{ type: 'PersonErased', data: { reason: command.reason } }];
    }
  },
};
