import { now } from './clock.mjs';

/** What a server of the bench measures of itself. */
export function createMeter() {
  let cpu = process.cpuUsage();
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
