import { afterAll, expect, test } from 'vitest';
import { killAll } from '../process/server-process.js';
import { describeReport, run } from './run.js';

const SEED = 1;

/** A few seconds of them. `npm run test:fuzz` makes them at length. */
const AMOUNT = { cases: 300, time: 8_000 };

/** In milliseconds; `npm run test:fuzz` asks for 200, which a machine that does much else does not keep. */
const HEALTH_LIMIT = 2_000;

afterAll(killAll);

test(
  'requests that are valid, nearly valid or hostile get answers or typed refusals, and stall nothing',
  { timeout: 120_000 },
  async () => {
    const options = { seed: SEED, ...AMOUNT, healthLimit: HEALTH_LIMIT };
    const report = await run(options);
    const words = describeReport(options, report);
    console.info(words);
    expect(report.problems.length, words).toBe(0);
    expect(report.codes.get('valid ok'), 'valid requests that were done').toBeGreaterThan(5);
  },
);
