import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeTemplate } from '../database/embedded.js';

// What a clone needs after its build. The link is for npx, which would else install the package for itself.
const tool = fileURLToPath(new URL('./uplift.js', import.meta.url));
const binaries = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
await chmod(tool, 0o755);
await mkdir(binaries, { recursive: true });
await rm(`${binaries}/uplift`, { force: true });
// Where links are not allowed it goes without, only slower.
await symlink('../../dist/cli/uplift.js', `${binaries}/uplift`).catch(() => undefined);
await writeTemplate();
process.exit();
