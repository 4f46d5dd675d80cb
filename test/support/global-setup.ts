import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureChromium, ensureProxies, ensureServices } from './services/ensure.js';
import { startPostgres } from './services/postgres.js';
import './services/provided.js';
import { startRedis } from './services/redis.js';

/**
 * Once per run, before any test file: finds or installs what the tests need, starts the shared servers and tells the
 * tests where they are. Throws in CI when something is missing. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = ensureServices();
  // Chromium after the services, which the first tests wait for: apt serves one at a time.
  const chromium = found.catch(() => undefined).then(() => ensureChromium());
  const proxies = chromium.catch(() => undefined).then(() => ensureProxies());
  const postgres = found.then(({ postgres: source }) => source && startPostgres({ source }));
  const redis = found.then(({ redis: source }) => source && startRedis({ source }));

  const folder = await mkdtemp(join(tmpdir(), 'uplift-run-'));

  const outcomes = await Promise.allSettled([postgres, redis, chromium, proxies]);

  const teardown = async (): Promise<void> => {
    await Promise.all(
      [postgres, redis].map((server) => server.then((running) => running?.dispose()).catch(() => null)),
    );
    await rm(folder, { recursive: true, force: true });
  };
  const failures = outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length > 0) {
    await teardown();
    const messages = failures.map((reason) => (reason instanceof Error ? reason.message : String(reason)));
    throw new Error([...new Set(messages)].join('\n'), { cause: failures });
  }
  project.provide('postgresUrl', (await postgres)?.url() ?? null);
  project.provide('redisUrl', (await redis)?.url ?? null);
  project.provide('chromiumPath', await chromium);
  const { nginx, pgbouncer } = await proxies;
  project.provide('nginxPath', nginx);
  project.provide('pgbouncerPath', pgbouncer);
  project.provide('folder', folder);
  return teardown;
}
