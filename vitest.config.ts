import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2, // the machines have 2 cores
    testTimeout: 20_000,
    hookTimeout: 60_000, // a Postgres of one's own, on a busy machine
    reporters: ['default'],
  },
});
