import { readOptions } from './options.js';
import { run } from './run.js';
import { measure } from './scenarios/index.js';

const options = readOptions(process.argv.slice(2));
const { scenario } = options;
process.exitCode = (await (scenario === undefined ? run(options) : measure(scenario, options))) ? 0 : 1;
