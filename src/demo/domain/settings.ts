import type { Random } from './random.js';

/** The URN of an invented school or college other than some. */
export function settingOtherThan(others: ReadonlySet<string>, random: Random): string {
  for (;;) {
    const urn = String(random.whole(100_000, 149_999));
    if (!others.has(urn)) return urn;
  }
}
