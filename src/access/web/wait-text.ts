const SECOND = 1000;
const MINUTE = 60 * SECOND;

const counted = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;

/** A time to wait in words, never shorter than it is. */
export function waitText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / SECOND));
  return seconds < 60 ? counted(seconds, 'second') : counted(Math.ceil(milliseconds / MINUTE), 'minute');
}

/** A time to wait in whole seconds, as `Retry-After` takes it. */
export const retryAfter = (milliseconds: number): string => String(Math.max(1, Math.ceil(milliseconds / SECOND)));
