import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { describeReport, run } from './run.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    clients: { type: 'string', default: '8' },
    case: { type: 'string' },
  },
});

const options = {
  seed: Number(values.seed),
  time: Number(values.minutes) * 60_000,
  only: values.case === undefined ? undefined : Number(values.case),
  clients: Number(values.clients),
  healthLimit: 200,
  onProblem: (problem: string) => console.info(`${new Date().toISOString()} ${problem}`),
};
const report = await run(options);
console.info(describeReport(options, report));
process.exitCode = report.problems.length === 0 ? 0 : 1;
