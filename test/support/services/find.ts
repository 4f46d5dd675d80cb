import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Looks for the executable `name` in PATH, then in `folders`; a name with a slash is a path. Null: there is none. */
export type FindExecutable = (name: string, folders?: readonly string[]) => string | null;

export interface PostgresBinaries {
  readonly kind: 'binaries';
  readonly initdb: string;
  readonly postgres: string;
}

export interface RedisBinaries {
  readonly kind: 'binaries';
  readonly server: string;
}

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export const findExecutable: FindExecutable = (name, folders = []) => {
  if (name.includes('/')) return isExecutable(name) ? name : null;
  const searched = [...(process.env['PATH'] ?? '').split(delimiter), ...folders];
  const hit = searched.find((folder) => folder !== '' && isExecutable(join(folder, name)));
  return hit === undefined ? null : join(hit, name);
};

/** Debian's folders of Postgres binaries, which it keeps out of PATH; the newest version first. */
function debianPostgresFolders(): string[] {
  try {
    return readdirSync(DEBIAN_POSTGRES)
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
  } catch {
    return [];
  }
}

/** `initdb` and the `postgres` of the same version beside it; null when either is missing. */
export function findPostgres(find: FindExecutable): PostgresBinaries | null {
  const initdb = find('initdb', debianPostgresFolders());
  if (initdb === null || !isExecutable(initdb)) return null;
  const postgres = join(dirname(realpathSync(initdb)), 'postgres');
  return isExecutable(postgres) ? { kind: 'binaries', initdb, postgres } : null;
}

/** The `redis-server`; null when there is none. */
export function findRedis(find: FindExecutable): RedisBinaries | null {
  const server = find('redis-server', ['/usr/bin', '/usr/local/bin']);
  return server === null ? null : { kind: 'binaries', server };
}

/**
 * A Chromium or Chrome under one of its usual names; null when there is none. The headless shell comes first: it has none of
 * the windows that the others draw, although nobody sees them.
 */
export function findChromium(find: FindExecutable): string | null {
  for (const name of [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]) {
    const path = find(name, ['/usr/bin']);
    if (path !== null) return path;
  }
  return null;
}
