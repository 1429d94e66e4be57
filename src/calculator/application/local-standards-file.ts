import { Problems } from '../../platform/problem.js';
import type { Rulebook } from '../../statute/rulebook.js';
import { readJsonFile } from './read-file.js';
import { readLocalStandards } from './read-local-standards.js';

/**
 * Makes the rulebook of a council from a file of local standards.
 * @throws Problems where the file cannot be read, or with everything that is wrong in it
 */
export async function readLocalStandardsFile(path: string): Promise<Rulebook> {
  const given = await readJsonFile(path);
  try {
    return readLocalStandards(given);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(error.problems.map((problem) => ({ ...problem, place: `${problem.place} in ${path}` })));
  }
}
