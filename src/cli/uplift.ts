#!/usr/bin/env node
import { runUplift } from './program.js';

// Hazard: the reader of the output may leave, such as head or a closed terminal. No server ends because of that.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const code = await runUplift(process.argv.slice(2));
// Hazard: a database in this process keeps timers of its own; what a command has to say is out by now.
process.exit(code);
