import { describe, inject, test } from 'vitest';
import './provided.js';

/** The shared servers of the run. Tests make a database each (`createDatabase`), and prefix what they put into Redis. */
export interface SharedServices {
  readonly postgresUrl: string;
  readonly redisUrl: string;
}

/**
 * `describe` for tests that need Postgres and Redis, shared or of their own. Where a machine has not both, the block is
 * one skipped test; in CI that cannot be, since the run fails before.
 */
export function describeWithServices(name: string, block: (shared: SharedServices) => void): void {
  const postgresUrl = inject('postgresUrl');
  const redisUrl = inject('redisUrl');
  if (postgresUrl !== null && redisUrl !== null) {
    describe(name, () => {
      block({ postgresUrl, redisUrl });
    });
  } else {
    describe(name, () => {
      test.skip('needs Postgres and Redis');
    });
  }
}

/** `describe` for tests that drive a browser; as describeWithServices, with Chromium too. */
export function describeWithBrowser(
  name: string,
  block: (shared: SharedServices & { readonly chromiumPath: string }) => void,
): void {
  const chromiumPath = inject('chromiumPath');
  if (chromiumPath === null) {
    describe(name, () => {
      test.skip('needs Chromium');
    });
    return;
  }
  describeWithServices(name, (shared) => {
    block({ ...shared, chromiumPath });
  });
}
