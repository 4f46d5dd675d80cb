import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';

export default defineConfig({
  // Hazard: Vite takes graphql's .mjs, Node (and so every library) its .js: two copies, and no schema fits the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // Files share what they import: a third of the time. Hazard: whoever changes something of that changes it back.
    isolate: false,
    maxWorkers: 2, // The machines have 2 cores; with 3, tests of what happens in time fail for want of them.
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000, // On a busy machine.
    hookTimeout: 60_000, // a Postgres of one's own, on a busy machine
    reporters: ['default'],
  },
});
