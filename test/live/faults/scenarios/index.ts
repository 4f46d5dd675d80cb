import type { Options } from '../options.js';
import { cut } from './cut.js';
import { latency } from './latency.js';
import { serverKilled } from './server-killed.js';
import { writes } from './writes.js';

/** Measurements of one thing each, on a cluster of their own; whether all was as promised. */
const scenarios: Readonly<Record<string, (options: Options) => Promise<boolean>>> = {
  cut,
  latency,
  'server-killed': serverKilled,
  writes,
};

/** Does the measurement of a name. Throws for a name that there is not. */
export function measure(name: string, options: Options): Promise<boolean> {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`There is no scenario ${name}; there are: ${Object.keys(scenarios).join(', ')}`);
  return scenario(options);
}
