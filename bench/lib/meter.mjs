import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { now } from './clock.mjs';

/** What a server of the bench measures of itself. */
export function createMeter() {
  let cpu = process.cpuUsage();
  let profiler;
  return {
    /** Begins to count; returns the time. */
    begin() {
      cpu = process.cpuUsage();
      return now();
    },
    handlers: {
      /** CPU since `begin`, of user and system, in milliseconds. */
      cpu() {
        const { user, system } = process.cpuUsage(cpu);
        return (user + system) / 1_000;
      },
      /** Begins a profile of what takes CPU. */
      async startProfile() {
        profiler = new Session();
        profiler.connect();
        await profiler.post('Profiler.enable');
        await profiler.post('Profiler.start');
      },
      /** Ends it and writes it to a file. */
      async stopProfile(file) {
        const { profile } = await profiler.post('Profiler.stop');
        profiler.disconnect();
        await writeFile(file, JSON.stringify(profile));
      },
      /** Memory after a collection of garbage, in bytes. */
      async memory() {
        for (let round = 0; round < 3; round += 1) {
          globalThis.gc();
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const { rss, heapUsed, external } = process.memoryUsage();
        return { rss, heap: heapUsed + external };
      },
    },
  };
}
