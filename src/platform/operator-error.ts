/**
 * Something that the operator has to mend. The message says what is wrong and how, and holds nothing secret, so that it
 * is shown as it is and without a stack.
 */
export abstract class OperatorError extends Error {}
