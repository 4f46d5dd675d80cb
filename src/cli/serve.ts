import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { openCheckpointKey } from './checkpoint-key.js';
import { ConfigError, readConfig } from './config.js';
import type { Config } from './config.js';
import type { Database } from '../database/database.js';
import { namespaceOf } from '../database/installation.js';
import { openDatabase } from '../database/open.js';
import { sealingOf } from './sealing.js';
import { createLogger } from '../logger.js';
import type { Logger } from '../logger.js';
import { surviveUnhandledRejections } from '../server/ops/unhandled-rejections.js';
import { DASHBOARD_OPERATIONS } from '../server/http/dashboard.js';
import { readPersistedDocuments } from '../server/graphql/persisted-operations.js';
import type { PersistedOperations } from '../server/graphql/persisted-operations.js';
import { lockDataDir } from '../server/ops/data-dir-lock.js';
import type { DataFolder } from '../server/ops/data-dir-lock.js';

/** The host names by which a server that anyone may read can be called. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'];

export const command = new Command()
  .description(
    'Runs a server until SIGTERM or SIGINT, then lets requests end and asks clients to reconnect elsewhere. Without DATABASE_URL it is a demo, with its database in the process.',
  )
  .action(() => serve(readConfig(process.env)));

/** Opens what the configuration asks for, listens, and ends in order on SIGTERM or SIGINT. */
async function serve(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  surviveUnhandledRejections(logger);
  const { storage } = config;
  const tracing = config.tracing && (await import('../server/ops/tracing/tracing.js')).startTracing(config.tracing);
  const folder = storage.kind === 'embedded' ? await lockDataDir(storage.dataDir) : undefined;
  // The database opens while the rest of the program is still being loaded.
  const [database, { createApp }, { schema }, { openBus }] = await Promise.all([
    openDatabase(storage, logger, config.databaseTimeouts),
    import('../server/app.js'),
    import('../graph/schema.js'),
    import('../live/open-bus.js'),
  ]);
  await warnOfOddTimes(database, logger);
  const demo = folder && (await import('../demo/start.js'));
  if (demo) await demo.ensureDemoOrganization(database, database.clock.now);
  // With an identity provider there is no secret of ours that could sign a token or a link.
  const secret = config.trust?.kind === 'jwks' ? undefined : (config.trust?.secret ?? folder?.secret);
  const checkpointKey = await openCheckpointKey(config);
  if (!checkpointKey) logger.info('checkpoints of the log are not signed: CHECKPOINT_KEY is not set');
  const persisted = config.persisted && (await openPersisted(config.persisted, config.dashboard));
  const app = await createApp({
    schema: config.federation ? (await import('../graph/subgraph.js')).subgraphOf(schema) : schema,
    database,
    bus: await openBus(config, database, logger),
    logger,
    clock: database.clock.now,
    trust: config.trust ?? { kind: 'secret', secret: secretOf(folder) },
    anonymous: demo ? demo.guest : null,
    host: config.host,
    port: config.port,
    allowedOrigins: config.allowedOrigins,
    allowedHeaders: config.allowedHeaders,
    hosts: folder && LOOPBACK_NAMES,
    graphiql: config.graphiql,
    signIn: config.signIn && {
      ...config.signIn,
      demo: demo && secret !== undefined ? demo.demoUsers(database.prisma) : undefined,
      linkSecret: secret,
    },
    dashboard: config.dashboard,
    limits: config.limits,
    budgets: config.budgets,
    budgetSharing: config.redisUrl
      ? (await import('../server/limits/redis-budgets.js')).openRedisBudgets(
          config.redisUrl,
          await namespaceOf(config.redisPrefix, database),
          logger,
        )
      : undefined,
    persisted,
    metrics: config.metrics,
    tracing,
    drainTimeout: config.drainTimeout,
    replay: config.replay,
    remembersActors: true,
    checkpointKey,
    accessRecordDays: config.accessRecordDays,
    webhookNetworks: config.webhookNetworks,
    issuerNetworks: config.issuerNetworks,
    sealing: sealingOf(config, secret),
  });
  const url = await app.start();
  // Before the log line: a command that runs after it finds the server.
  await folder?.announce(url);
  logger.info({ url, ...(app.metricsUrl ? { metrics: app.metricsUrl } : {}) }, 'listening');

  let ending = false;
  const ended = new Promise<void>((resolve, reject) => {
    const end = (signal: string): void => {
      if (ending) return;
      ending = true;
      logger.info({ signal }, 'draining');
      app
        .stop()
        .then(() => tracing?.stop())
        .then(() => folder?.release())
        .then(resolve, reject);
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });

  if (demo && folder) {
    const dashboard = config.dashboard ? new URL('/', url).href : undefined;
    await demo
      .playDemo(app.services, secret, { url, dashboard }, () => ending)
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'the demo could not be completed; serving what exists');
      });
  }
  await ended;
}

/** How many of the newest events of each organization are looked at when a server starts. */
const LOOKED_AT = 200;

async function warnOfOddTimes({ prisma }: Database, logger: Logger): Promise<void> {
  const [{ describeFutureTimes, findFutureTimes }, { describeShiftedTimes, findShiftedTimes }] = await Promise.all([
    import('../log/future-times.js'),
    import('../log/shifted-times.js'),
  ]);
  for (const found of await findFutureTimes(prisma)) {
    logger.warn({ organization: found.organization }, describeFutureTimes(found));
  }
  for (const found of await findShiftedTimes(prisma, LOOKED_AT)) {
    logger.warn({ organization: found.organization }, describeShiftedTimes(found));
  }
}

/**
 * What is done by its hash: the operator's list, and what the dashboard asks for where it is served.
 * @throws ConfigError where the list cannot be read.
 */
async function openPersisted(
  { file, only }: NonNullable<Config['persisted']>,
  dashboard: boolean,
): Promise<PersistedOperations> {
  const ours = dashboard ? readPersistedDocuments(await readFile(DASHBOARD_OPERATIONS, 'utf8')) : [];
  try {
    return { documents: new Map([...ours, ...readPersistedDocuments(await readFile(file, 'utf8'))]), only };
  } catch (error) {
    throw new ConfigError([`PERSISTED_OPERATIONS: ${file} ${(error as Error).message}`]);
  }
}

function secretOf(folder: DataFolder | undefined): string {
  if (!folder) throw new Error('A server without a data folder has a secret or keys of its own.');
  return folder.secret;
}
