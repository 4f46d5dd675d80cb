import { readOptions } from './options.js';
import { run } from './run.js';

process.exitCode = (await run(readOptions(process.argv.slice(2)))) ? 0 : 1;
