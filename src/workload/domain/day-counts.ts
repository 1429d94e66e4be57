/** How often each whole number of days came up. */
export type DayCounts = ReadonlyMap<number, number>;

/** Adds counts up. */
export function together(some: Iterable<DayCounts>): DayCounts {
  const sum = new Map<number, number>();
  for (const counts of some) {
    for (const [days, count] of counts) sum.set(days, (sum.get(days) ?? 0) + count);
  }
  return sum;
}

/** How many there are. */
export const sizeOf = (counts: DayCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/**
 * The least number of days within which at least a share of them came: a percentile by the nearest rank, so that it is
 * always a number of days that came up. The median is that of one half.
 * @param share above 0, at most 1
 * @returns nothing where there are none
 */
export function percentile(counts: DayCounts, share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(sizeOf(counts) * share - 1e-9));
  let passed = 0;
  for (const days of [...counts.keys()].sort((one, other) => one - other)) {
    passed += counts.get(days) ?? 0;
    if (passed >= rank) return days;
  }
  return undefined;
}
