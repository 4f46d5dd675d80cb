import { stopChildren } from './child.mjs';
import { leaveServerCore } from './cores.mjs';
import { makePlace, startServices } from './place.mjs';
import { writeReport } from './report.mjs';
import { sections } from '../goals/index.mjs';

/** Programs that several sections start. */
const files = {
  uplift: new URL('../servers/uplift.mjs', import.meta.url),
  raw: new URL('../servers/raw.mjs', import.meta.url),
};

/**
 * Runs the sections that are asked for, one after the other, and reports.
 * @param {{quick: boolean, only?: string[], size: number, repetitions: number, write: boolean, profile?: string,
 *   database?: string}} options
 */
export async function runBench(options) {
  const chosen = options.only ?? Object.keys(sections);
  const unknown = chosen.filter((name) => !sections[name]);
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`);
  }
  leaveServerCore();
  console.error('Starting Postgres and Redis …');
  const services = await startServices();
  const tables = [];
  try {
    for (const name of chosen) {
      const began = performance.now();
      const say = (text) => console.error(`[${name} ${((performance.now() - began) / 1_000).toFixed(0)} s] ${text}`);
      const databaseUrl = options.database ?? (await services.postgres.createDatabase());
      const place = await makePlace(databaseUrl);
      const config = { databaseUrl, redisUrl: services.redis.url, place };
      try {
        tables.push(...(await sections[name]({ ...options, ...services, files, config, place, say })));
      } catch (error) {
        // What the others have measured in a long time is not to be lost.
        console.error(error);
        process.exitCode = 1;
        tables.push({
          title: `${name} failed`,
          command: `npm run bench -- --only ${name}`,
          rows: [],
          notes: [error.message],
        });
      } finally {
        await stopChildren();
      }
    }
  } finally {
    await Promise.all([services.postgres.dispose(), services.redis.dispose()]);
  }
  await writeReport(tables, options);
}
