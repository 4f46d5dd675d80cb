import { findChromium, findPostgres, findRedis, type PostgresBinaries, type RedisBinaries } from './find.js';
import { thisMachine, type Machine } from './machine.js';

export interface DockerEngine {
  readonly kind: 'docker';
  readonly docker: string;
}

/** Where the servers of the tests come from; null: to be had nowhere on this machine. */
export interface Services {
  readonly postgres: PostgresBinaries | DockerEngine | null;
  readonly redis: RedisBinaries | DockerEngine | null;
}

interface Wanted {
  readonly name: string;
  readonly debianPackage: string;
  readonly skipped: string;
  readonly remedy: string;
}

const POSTGRES: Wanted = {
  name: 'PostgreSQL (initdb and postgres)',
  debianPackage: 'postgresql',
  skipped: 'every test under describeWithServices that needs Postgres',
  remedy: 'install the PostgreSQL server with its initdb in PATH (Debian: apt-get install postgresql), or start Docker',
};
const REDIS: Wanted = {
  name: 'Redis (redis-server)',
  debianPackage: 'redis-server',
  skipped: 'every test under describeWithServices that needs Redis',
  remedy: 'install redis-server in PATH (Debian: apt-get install redis-server), or start Docker',
};
const CHROMIUM: Wanted = {
  name: 'Chromium',
  debianPackage: 'chromium',
  skipped: 'every test that drives a browser',
  remedy: 'install Chromium or Chrome (Debian: apt-get install chromium), or name its executable in CHROMIUM_PATH',
};
/** The smaller one first, which older Debians do not have. */
const CHROMIUM_PACKAGES = ['chromium-headless-shell', 'chromium'];

const NGINX: Wanted = {
  name: 'nginx',
  debianPackage: 'nginx',
  skipped: 'the tests of deploy/nginx.conf',
  remedy: 'install nginx (Debian: apt-get install nginx)',
};
const PGBOUNCER: Wanted = {
  name: 'PgBouncer',
  debianPackage: 'pgbouncer',
  skipped: 'the tests of servers behind PgBouncer',
  remedy: 'install pgbouncer (Debian: apt-get install pgbouncer)',
};

/** Where Debian has servers, which it keeps out of PATH for users. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];

/** Something that the tests need is not on this machine and could not be set up; the message says what and the remedy. */
export class MissingServiceError extends Error {
  override readonly name = 'MissingServiceError';
}

function describeMissing(missing: readonly Wanted[], tried: readonly string[]): string {
  const lines = missing.flatMap(({ name, skipped, remedy }) => [
    `MISSING: ${name}`,
    `  does not run: ${skipped}`,
    `  to get it: ${remedy}`,
  ]);
  return [...lines, ...tried.map((reason) => `  tried: ${reason}`)].join('\n');
}

function reportMissing(machine: Machine, missing: readonly Wanted[], tried: readonly string[]): void {
  if (missing.length === 0) return;
  const message = describeMissing(missing, tried);
  if (machine.ci) throw new MissingServiceError(message);
  const rule = '='.repeat(100);
  machine.warn(`\n${rule}\n${message}\n${rule}\n`);
}

/** Installs what is wanted where that is possible; returns why it was not, or nothing. */
async function tryToInstall(machine: Machine, wanted: readonly Wanted[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  if (machine.install === null) return ['apt-get: not root, or not Debian'];
  const packages = wanted.map(({ debianPackage }) => debianPackage);
  machine.warn(`Not found: ${wanted.map(({ name }) => name).join(', ')}. Installing ${packages.join(' ')} (once) ...`);
  try {
    await machine.install(packages);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function findBinaries(machine: Machine): Services {
  return { postgres: findPostgres(machine.find), redis: findRedis(machine.find) };
}

function missingFrom({ postgres, redis }: Services): Wanted[] {
  return [...(postgres === null ? [POSTGRES] : []), ...(redis === null ? [REDIS] : [])];
}

/** Where Postgres and Redis come from as the machine is, without installing: binaries, else Docker, else null. */
export async function locateServices(machine: Machine = thisMachine()): Promise<Services> {
  const services = findBinaries(machine);
  if (missingFrom(services).length === 0) return services;
  const docker = await machine.runningDocker();
  const engine: DockerEngine | null = docker === null ? null : { kind: 'docker', docker };
  return { postgres: services.postgres ?? engine, redis: services.redis ?? engine };
}

/**
 * Where Postgres and Redis come from, after setting up what is missing: Debian packages as root, else Docker. What is
 * still missing is warned about and null, and in CI a MissingServiceError.
 */
export async function ensureServices(machine: Machine = thisMachine()): Promise<Services> {
  const tried = await tryToInstall(machine, missingFrom(findBinaries(machine)));
  const services = await locateServices(machine);
  reportMissing(machine, missingFrom(services), [...tried, 'docker: no command, or no engine that answers']);
  return services;
}

/** The path of a Chromium, after installing it where that is possible. Missing: warned about and null; in CI an error. */
export async function ensureChromium(machine: Machine = thisMachine()): Promise<string | null> {
  const named = machine.chromiumPath;
  if (named) {
    const path = machine.find(named);
    if (path === null) reportMissing(machine, [CHROMIUM], [`CHROMIUM_PATH=${named}, which is no executable file`]);
    return path;
  }
  const present = findChromium(machine.find);
  if (present !== null) return present;
  const tried = new Set<string>();
  for (const debianPackage of CHROMIUM_PACKAGES) {
    for (const reason of await tryToInstall(machine, [{ ...CHROMIUM, debianPackage }])) tried.add(reason);
    const path = findChromium(machine.find);
    if (path !== null) return path;
  }
  reportMissing(machine, [CHROMIUM], [...tried]);
  return null;
}

/** The executables of what stands between servers and others; null: to be had nowhere on this machine. */
export interface Proxies {
  readonly nginx: string | null;
  readonly pgbouncer: string | null;
}

/** The executables of nginx and PgBouncer, after installing them where that is possible. Missing: warned about; in CI an error. */
export async function ensureProxies(machine: Machine = thisMachine()): Promise<Proxies> {
  const find = (): Proxies => ({
    nginx: machine.find('nginx', SERVER_FOLDERS),
    pgbouncer: machine.find('pgbouncer', SERVER_FOLDERS),
  });
  const missingOf = ({ nginx, pgbouncer }: Proxies): Wanted[] => [
    ...(nginx === null ? [NGINX] : []),
    ...(pgbouncer === null ? [PGBOUNCER] : []),
  ];
  const tried = await tryToInstall(machine, missingOf(find()));
  const found = find();
  reportMissing(machine, missingOf(found), tried);
  return found;
}

/** The source of one service, found as the machine is. Throws MissingServiceError when there is none. */
export async function requireService<Name extends keyof Services>(name: Name): Promise<NonNullable<Services[Name]>> {
  const source = (await locateServices())[name];
  if (source === null) throw new MissingServiceError(describeMissing([name === 'postgres' ? POSTGRES : REDIS], []));
  return source;
}
