/** Words that a council's name may have or lack: "Herefordshire, County of", "London Borough of Hackney". */
const UNIMPORTANT = new Set(
  'the of and city county borough royal london metropolitan district council authority unitary'.split(' '),
);

function wordsOf(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The words by which a council is known, however its name is written. */
export function importantWords(name: string): readonly string[] {
  const words = wordsOf(name);
  const kept = words.filter((word) => !UNIMPORTANT.has(word));
  // "City of London" has no word that is important.
  return kept.length === 0 ? words : kept;
}

/** The same for every way in which the name of one council is written: "Durham" and "County Durham". */
export function authorityKey(name: string): string {
  return importantWords(name).join(' ');
}
