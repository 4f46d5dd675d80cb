// Asks addresses over and over, in a thread of its own, so that the work of the others does not count.
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {{ addresses: Record<string, string>, pids: Record<string, number>, pause: number }} */
const { addresses, pids, pause } = workerData;
const agent = new Agent({ keepAlive: true });

/** Milliseconds in a tick of Linux, in which it counts time of processors. */
const TICK = 10;

/** @param {string} name @param {string} url */
function ask(name, url) {
  const begun = performance.now();
  const worked = workOf(pids[name]);
  const done = (/** @type {number} */ status) => {
    const took = performance.now() - begun;
    const now = workOf(pids[name]);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
    parentPort?.postMessage({ name, status, took, worked: now === undefined ? took : now - (worked ?? now) });
    setTimeout(() => ask(name, url), pause);
  };
  get(url, { agent }, (response) => {
    response.resume().on('end', () => done(response.statusCode ?? 0));
  }).on('error', () => done(0));
}

/**
 * What the main thread of a process has worked so far, in milliseconds; undefined where the system does not say.
 * @param {number | undefined} pid
 */
function workOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return undefined;
  }
}

for (const [name, url] of Object.entries(addresses)) ask(name, url);
