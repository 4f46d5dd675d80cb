import { setTimeout as sleep } from 'node:timers/promises';
import { leaveServerCore } from './cores.mjs';
import { makePlace, startServices } from './place.mjs';
import { writeReport } from './report.mjs';
import { sections } from '../goals/index.mjs';

const URLS = {
  uplift: new URL('../servers/uplift.mjs', import.meta.url),
  raw: new URL('../servers/raw.mjs', import.meta.url),
};

/**
 * Runs the sections that are asked for, one after the other, and reports.
 * @param {{quick: boolean, only?: string[], size: number, repetitions: number, write: boolean, profile?: string}} options
 */
export async function runBench(options) {
  const chosen = options.only ?? Object.keys(sections);
  const unknown = chosen.filter((name) => !sections[name]);
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`);
  }
  leaveServerCore();
  const tables = [];
  for (const name of chosen) {
    const began = performance.now();
    const say = (text) => console.error(`[${name} ${((performance.now() - began) / 1_000).toFixed(0)} s] ${text}`);
    say('starting Postgres and Redis');
    const services = await startServices();
    const databaseUrl = await services.postgres.createDatabase();
    try {
      const place = await makePlace(databaseUrl);
      const config = { databaseUrl, redisUrl: services.redis.url, place };
      const nodeOptions = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
      tables.push(...(await sections[name]({ ...options, ...services, files: URLS, config, place, nodeOptions, say })));
    } finally {
      await Promise.all([services.postgres.dispose(), services.redis.dispose()]);
    }
    await sleep(200);
  }
  await writeReport(tables, options);
}
