import leven from 'leven';

const LONGEST_WORTH_COMPARING = 60;

/**
 * The known names that are nearest to one that is not known; none where nothing is near.
 * @param most how many to suggest at most
 */
export function nearest(name: string, known: readonly string[], most = 3): string[] {
  if (name.length > LONGEST_WORTH_COMPARING) return [];
  const wanted = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const farthest = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((one) => ({ one, distance: leven(wanted, one.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ one }) => one);
}
