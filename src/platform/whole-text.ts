import type { Test } from './validation.js';

/** What is wrong with a text that is no Unicode. */
export const BROKEN_TEXT = 'it holds half of a character (an unpaired surrogate)';

const NUL = '\0';
/** What is wrong with a text that other programs would end in the middle. */
export const CUT_TEXT = 'it holds a NUL character';

/** What is wrong with a text that could not be kept as it is; nothing where it could, and of what is no text. */
export function faultOfText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!value.isWellFormed()) return BROKEN_TEXT;
  return value.includes(NUL) ? CUT_TEXT : undefined;
}

/**
 * A test for a text that also refuses half of a character, which could not be written as UTF-8 and would come back changed,
 * and NUL, which PostgreSQL does not keep.
 */
export const wholeText = (test: Test): Test => ({
  ...test,
  fault: (value, object) => test.fault(value, object) ?? faultOfText(value),
});
