/**
 * Measures the goals of live delivery, and writes a table of each.
 *
 *   npm run bench -- [--quick] [--only NAME[,NAME]] [--size 10000] [--repetitions 15] [--write] [--profile FOLDER] [--database URL]
 *
 * `--quick` measures with 1,000 subscribers and few repetitions; `--write` writes `RESULTS.md`; `--profile` writes CPU
 * profiles of our server while it is measured, which makes it slower; `--database` is one with a large organization
 * (`uplift seed --large`), which then need not be made.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

const folder = new URL('./', import.meta.url);
const lock = new URL('package-lock.json', folder);
const installed = new URL('node_modules/.package-lock.json', folder);
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing what the bench compares with …');
  execFileSync('npm', ['ci', '--no-fund', '--no-audit'], { cwd: folder, stdio: 'inherit' });
}

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    size: { type: 'string' },
    repetitions: { type: 'string' },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
    database: { type: 'string' },
  },
});
if (values.write && values.only) throw new Error('--write is for a run of everything: leave --only away.');
const { runBench } = await import('./lib/bench.mjs');
await runBench({
  quick: values.quick,
  only: values.only?.split(','),
  size: Number(values.size ?? (values.quick ? 1_000 : 10_000)),
  repetitions: Number(values.repetitions ?? (values.quick ? 5 : 15)),
  write: values.write,
  profile: values.profile,
  database: values.database,
});
