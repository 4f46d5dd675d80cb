import { createPublicKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspectKeys } from '../auth/provider-keys.js';
import type { TokenTrust } from '../auth/tokens.js';
import { buildCatalog } from '../process-model/catalog.js';
import type { CatalogDocument } from '../process-model/document.js';
import { checksumOf } from '../process-model/store.js';
import { openCheckpointKey } from './checkpoint-key.js';
import { ConfigError } from './config.js';
import type { Config } from './config.js';
import type { Database } from '../database/database.js';
import { describeSkew, MAX_SKEW } from '../database/database-clock.js';
import { inspectInstallation } from '../database/installation.js';
import { inspectServer } from '../database/server.js';
import { groupBy } from '../group-by.js';
import { openBus } from '../live/open-bus.js';
import { keyId } from '../log/checkpoint.js';
import { isGuarded } from '../log/guard.js';
import { createLogger } from '../logger.js';
import { readLockOwner } from '../server/ops/data-dir-lock.js';
import { checkChains } from './check-chain.js';
import type { KnownCheckpoints } from './check-chain.js';
import { checkLogs } from './check-logs.js';
import type { Finding } from './finding.js';
import { withDatabase } from './with-database.js';

/** How long a probe over Redis may take, in milliseconds. */
const REDIS_PATIENCE = 5_000;

/** Least version of a Postgres server. */
const POSTGRES = 15;

/** Most service accounts of an organization that are named. */
const MOST_NAMES = 5;

/** How much is looked at. */
export interface CheckOptions extends KnownCheckpoints {
  /** Newest events of each organization whose records are compared. */
  readonly events: number;
  /** Whether the chain of each log is followed. */
  readonly chain?: boolean | undefined;
}

/**
 * Looks at everything that a server stands on, one thing after the other, and changes nothing. Of what cannot be looked at
 * because something before it is wrong, nothing is said.
 */
export async function* check(config: Config, { events, chain, ...known }: CheckOptions): AsyncGenerator<Finding> {
  const { storage, redisUrl, trust } = config;
  const serves = storage.kind === 'embedded' || trust !== undefined;
  const text = serves ? 'complete' : 'a server needs AUTH_SECRET or AUTH_ISSUER to know its users';
  yield { subject: 'configuration', fine: serves, text };
  if (config.checkpointKey !== undefined) yield await checkSigningKey(config);
  const looked = storage.kind === 'server' ? checkServer(storage.url) : checkFolder(storage.dataDir);
  let readable = true;
  for await (const { goOn, ...finding } of looked) {
    readable = goOn;
    yield finding;
  }
  if (redisUrl) yield await checkRedis(config);
  if (trust?.kind === 'jwks') yield await checkProvider(trust);
  if (!readable) return;
  const findings = await withDatabase(config, createLogger('silent'), async (database) => [
    ...(redisUrl ? [await checkInstallation(database)] : []),
    await checkCatalog(database),
    await checkGuard(database),
    ...(await checkLogs(database, events)),
    ...(await checkServiceAccounts(database)),
    ...(chain ? await checkChains(database, known) : []),
  ]);
  yield* findings;
}

type Looked = Finding & { readonly goOn: boolean };

async function* checkServer(url: string): AsyncGenerator<Looked> {
  const subject = 'database';
  try {
    const { version, missing, ahead, schema, otherSchemas, lostSettings, skew } = await inspectServer(url);
    const recent = Number.parseInt(version, 10) >= POSTGRES;
    yield { subject, fine: recent, text: `Postgres ${version}${recent ? '' : `, needs ${POSTGRES}`}`, goOn: recent };
    const isOff = Math.abs(skew) > MAX_SKEW;
    const clocks = isOff ? describeSkew(skew) : 'this machine and the database agree';
    yield { subject: 'clock', fine: !isOff, text: clocks, goOn: recent };
    if (lostSettings.length > 0) {
      const text = `settings of ours do not hold, is a pooler in between? ${lostSettings.join('; ')}`;
      return yield { subject: 'session', fine: false, text, goOn: false };
    }
    const complete = missing.length === 0;
    const beyond = ahead.length > 0 ? `, and ahead of this version by ${ahead.join(', ')}` : '';
    // Tables that are in another schema look like none.
    const elsewhere =
      otherSchemas.length > 0
        ? `. There are tables of Uplift in ${otherSchemas.join(', ')}, but DATABASE_URL means the schema ${schema}`
        : '';
    const text = complete
      ? `all applied${beyond}`
      : `run uplift migrate, missing are ${missing.join(', ')}${elsewhere}`;
    yield { subject: 'migrations', fine: complete, text, goOn: recent && complete };
  } catch (error) {
    yield { subject, fine: false, text: wordsOf(error), goOn: false };
  }
}

async function* checkFolder(dataDir: string): AsyncGenerator<Looked> {
  const subject = 'database';
  const holder = await readLockOwner(dataDir);
  if (!holder) {
    const { hasEmbeddedDatabase } = await import('../database/embedded.js');
    const exists = hasEmbeddedDatabase(dataDir);
    const text = exists ? `embedded, in ${dataDir}` : `embedded; the first start makes ${dataDir}`;
    return yield { subject, fine: true, text, goOn: exists };
  }
  const ready = holder.url ? await isReady(new URL('/health/ready', holder.url)) : false;
  const text = `embedded, in use by process ${holder.pid}, which is ${ready ? 'ready; stop it to look further' : 'not ready'}`;
  yield { subject, fine: ready, text, goOn: false };
}

async function isReady(url: URL): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function checkRedis(config: Config): Promise<Finding> {
  const alone = { exclusive: false, installation: async () => 'check' };
  const bus = await openBus(config, alone, createLogger('silent'));
  const begun = performance.now();
  try {
    await bus.start({ onHint: () => undefined, onGap: () => undefined });
    while (!bus.healthy && performance.now() - begun < REDIS_PATIENCE) await sleep(20);
    const text = bus.healthy
      ? 'carries what is sent'
      : 'out of reach, or carries nothing; changes are found by polling';
    return { subject: 'Redis', fine: bus.healthy, text };
  } finally {
    await bus.stop();
  }
}

async function checkProvider(trust: Extract<TokenTrust, { kind: 'jwks' }>): Promise<Finding> {
  const subject = 'identity provider';
  try {
    const { address, count } = await inspectKeys(trust);
    return { subject, fine: count > 0, text: `${count} ${count === 1 ? 'key' : 'keys'} to sign with at ${address}` };
  } catch (error) {
    const { cause } = error as Error;
    return { subject, fine: false, text: cause ? `${wordsOf(error)} ${wordsOf(cause)}` : wordsOf(error) };
  }
}

async function checkInstallation({ prisma }: Database): Promise<Finding> {
  const found = await inspectInstallation(prisma);
  const made = found?.isCopy
    ? 'copied from another database; the next server that starts makes'
    : 'the first server that starts makes';
  const text = found && !found.isCopy ? found.id : `${made} an id of its own`;
  return { subject: 'installation', fine: true, text };
}

async function checkCatalog({ prisma }: Database): Promise<Finding> {
  const subject = 'process model';
  const stored = await prisma.catalogImport.findFirst({ orderBy: { number: 'desc' } });
  if (!stored) return { subject, fine: false, text: 'none is in force; a server that starts puts ours there' };
  try {
    const document = stored.document as unknown as CatalogDocument;
    buildCatalog(document);
    const same = checksumOf(document) === stored.checksum;
    const text = `${stored.code} ${stored.version}${same ? '' : ', which is not what was imported'}`;
    return { subject, fine: same, text };
  } catch (error) {
    return { subject, fine: false, text: wordsOf(error) };
  }
}

/** Each organization with service accounts for which nobody answers any more. */
async function checkServiceAccounts({ prisma }: Database): Promise<Finding[]> {
  const found = await prisma.person.findMany({
    where: { active: true, owner: { active: false } },
    select: { name: true, organization: { select: { slug: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const accounts = groupBy(found, ({ organization }) => organization.slug);
  return Array.from(accounts, ([slug, unowned]) => {
    const names = unowned.slice(0, MOST_NAMES).map(({ name }) => `"${name}"`);
    const more = unowned.length > MOST_NAMES ? ` and ${unowned.length - MOST_NAMES} more` : '';
    const text = `the owner of ${names.join(', ')}${more} has left: an administrator changes it with changeServiceAccountOwner`;
    return { subject: `service accounts of ${slug}`, fine: false, text };
  });
}

async function checkSigningKey(config: Config): Promise<Finding> {
  const subject = 'checkpoint key';
  try {
    const key = await openCheckpointKey(config);
    return { subject, fine: true, text: key ? `signs as ${keyId(createPublicKey(key))}` : 'none' };
  } catch (error) {
    return { subject, fine: false, text: error instanceof ConfigError ? error.problems.join(' ') : wordsOf(error) };
  }
}

async function checkGuard({ prisma }: Database): Promise<Finding> {
  const tables = ['Event', 'AccessRecord'] as const;
  const guarded = await Promise.all(tables.map((table) => isGuarded(prisma, table)));
  const open = tables.filter((_table, index) => !guarded[index]);
  const text =
    open.length === 0
      ? 'the database refuses to change events and records of access'
      : `triggers of the table ${open.join(' and ')} are disabled, or are not there: see "Audit" in docs/operating.md`;
  return { subject: 'guard of the log', fine: open.length === 0, text };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name);
}
