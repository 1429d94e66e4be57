import { base } from './jest.base.mjs';

/** The specifications of the law only, arranged for mutation testing: `npm run mutate`. */
export default {
  ...base,
  testMatch: ['<rootDir>/scripts/mutation/all-specifications.mjs'],
  testEnvironment: `${import.meta.dirname}/scripts/mutation/stop-at-first-failure.cjs`,
  // The sandbox has no stored snapshots for this arrangement; the first run, without mutants, writes them.
  ci: false,
};
