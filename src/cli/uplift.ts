#!/usr/bin/env node
import { runUplift } from './program.js';

const code = await runUplift(process.argv.slice(2));
// Hazard: a database in this process keeps timers of its own; what a command has to say is out by now.
process.exit(code);
