import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJsonFile } from '../../calculator/application/read-file.js';
import { isSameAuthority } from '../../benchmarks/application/authorities.js';
import { Problems } from '../../platform/problem.js';
import type { SendPlan } from '../domain/send-plan.js';
import { readSendPlan } from './read-send-plan.js';

/** Where the plans lie that come with the program. */
const SHIPPED = fileURLToPath(new URL('../plans', import.meta.url));

/** The names of the files of the plans that come with the program. */
export const shippedFiles = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(SHIPPED, name));

/**
 * Reads a council's SEND plan from a file.
 * @throws Problems where the file cannot be read, or with everything that is wrong in it
 */
export async function readSendPlanFile(path: string): Promise<SendPlan> {
  const given = await readJsonFile(path);
  try {
    return readSendPlan(given);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(error.problems.map((problem) => ({ ...problem, place: `${problem.place} in ${path}` })));
  }
}

/** Every plan that comes with the program. */
export function shippedPlans(): Promise<readonly SendPlan[]> {
  return Promise.all(shippedFiles().map(readSendPlanFile));
}

/** The plan of a council, however its name is written; nothing where it has none here. */
export function planOf(council: string, plans: readonly SendPlan[]): SendPlan | undefined {
  return plans.find(({ council: name, alsoCalled }) =>
    [name, ...alsoCalled].some((one) => isSameAuthority(one, council)),
  );
}
