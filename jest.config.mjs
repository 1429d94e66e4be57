import { availableParallelism } from 'node:os';
import { base } from './jest.base.mjs';

export default {
  ...base,
  // A process keeps what the modules of each specification took: it has to be another one before that is too much.
  maxWorkers: Math.max(2, availableParallelism()),
  workerIdleMemoryLimit: '1GB',
  // Programs are started on machines that may be busy with something else.
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/src/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|contract)\\.spec\\.ts$'],
    },
    { ...base, displayName: 'int', testMatch: ['<rootDir>/src/**/*.int.spec.ts'] },
    { ...base, displayName: 'contract', testMatch: ['<rootDir>/src/event-store/contract/*.contract.spec.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e.spec.ts'] },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/**/*.browser.spec.ts'] },
  ],
};
