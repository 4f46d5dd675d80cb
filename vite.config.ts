import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/** The best there is takes seconds for 2 % less. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Writes each file of the build compressed, too: the server sends them as they are. */
const compressed: Plugin = {
  name: 'compressed',
  async writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle)) {
      const path = join(dir, name);
      const bytes = await readFile(path);
      await Promise.all([
        writeFile(`${path}.br`, brotliCompressSync(bytes, QUALITY)),
        writeFile(`${path}.gz`, gzipSync(bytes)),
      ]);
    }
  },
};

/** The dashboard: `npm run dashboard` builds it, `npx vite` serves it from source beside a server on port 4000. */
export default defineConfig({
  root: 'src/dashboard',
  plugins: [react(), compressed],
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    chunkSizeWarningLimit: 600,
  },
  // Hazard: a plain prefix would take `/graphql.ts`, a file of the page, for the server's.
  server: {
    proxy: {
      '^/graphql(?![.\\w])': { target: 'http://127.0.0.1:4000', ws: true },
      ...Object.fromEntries(['/auth', '/audit/', '/export/', '/import'].map((path) => [path, 'http://127.0.0.1:4000'])),
    },
  },
});
