import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * Does some work while a server writes a profile of what takes its CPU, for Chrome's developer tools.
 * @param {{call: Function}} server
 * @param {string | undefined} folder where to; absent: no profile
 * @param {string} name of the file, without its ending
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>} what the work returned
 */
export async function profiled(server, folder, name, work) {
  if (folder === undefined) return work();
  await mkdir(folder, { recursive: true });
  await server.call('startProfile');
  const result = await work();
  await server.call('stopProfile', join(resolve(folder), `${name}.cpuprofile`));
  return result;
}
