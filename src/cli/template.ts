import { writeTemplate } from '../database/embedded.js';

// A step of the build.
await writeTemplate();
process.exit();
