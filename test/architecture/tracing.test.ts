import { expect, it } from 'vitest';
import { readSources } from './ranks.js';

/** Files outside of a folder that load something from it, or from packages, at once: not as a type, and not when needed. */
const loads = (sources: ReadonlyMap<string, string>, what: RegExp): string[] =>
  [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)].some(([, from]) => what.test(from ?? ''))
      ? [file]
      : [],
  );

it('tracing costs nothing where it is off: its modules are not even loaded', async () => {
  const sources = await readSources();
  const outside = new Map([...sources].filter(([file]) => !file.startsWith('server/ops/tracing/')));
  expect(loads(sources, /opentelemetry/).length, 'the checker finds imports').toBeGreaterThan(3);
  expect(loads(outside, /opentelemetry|@prisma\/instrumentation|\/tracing\//)).toEqual([]);
});
