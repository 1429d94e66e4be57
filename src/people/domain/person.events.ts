import type { Event, SealedText } from '../../streams/domain/event.js';

/** Why a child or young person was erased. */
export const ERASURE_REASONS = ['retention-ended', 'right-to-erasure', 'registered-in-error', 'other'] as const;

/** Why a child or young person was erased. */
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** What happens to the record of who a child or young person is. The details are one sealed text. */
export type PersonEvent =
  | Event<'PersonRegistered', { readonly details: SealedText }>
  | Event<'PersonDetailsChanged', { readonly details: SealedText }>
  | Event<'PersonErased', { readonly reason: ErasureReason }>;
