import { existsSync, readFileSync } from 'node:fs';

/** The version of this package. */
export const { version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as { readonly version: string };

/** Hazard: compiled for the tests, this file is deeper below the package than in `dist`. */
function packageFile(folder = new URL('./', import.meta.url)): URL {
  const file = new URL('package.json', folder);
  return existsSync(file) ? file : packageFile(new URL('../', folder));
}
