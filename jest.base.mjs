// Far from London (UTC+14), so that code which leans on the machine's zone gets the wrong day and fails.
process.env.TZ = 'Pacific/Kiritimati';

/** What every Jest run of this project shares: TypeScript through SWC as native ES modules. */
export const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  // Sources import with the ending that Node sees after the build (`./x.js`); the file beside a specification is `./x.ts`.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.stryker-tmp/', '<rootDir>/reports/'],
  setupFiles: ['reflect-metadata'],
  clearMocks: true,
};
