import type { Test } from './validation.js';

/** What is wrong with a text that is no Unicode. */
export const BROKEN_TEXT = 'it holds half of a character (an unpaired surrogate)';

/** A test for a text that also refuses half of a character: it could not be written as UTF-8, and would come back changed. */
export const wholeText = (test: Test): Test => ({
  ...test,
  fault: (value, object) =>
    test.fault(value, object) ?? (typeof value === 'string' && !value.isWellFormed() ? BROKEN_TEXT : undefined),
});
