/**
 * Servers for tests. Ordinary tests use the shared ones of the run, through `describeWithServices`; tests that stop, kill
 * or stall a server start their own.
 *
 * Code that runs outside of vitest's workers imports from `./services/`: this file imports vitest.
 */
export { describeWithBrowser, describeWithServices, type SharedServices } from './services/describe.js';
export { createDatabase, databaseUrl, dropDatabase } from './services/databases.js';
export {
  ensureChromium,
  ensureProxies,
  ensureServices,
  locateServices,
  MissingServiceError,
  type Services,
} from './services/ensure.js';
export { startPostgres, type PostgresOptions, type PrivatePostgres } from './services/postgres.js';
export { makeSynchronous, promote, startStandby, stopReceiving } from './services/failover.js';
export { startPgBouncer, type PrivatePgBouncer } from './services/pgbouncer.js';
export { redisCommand, startRedis, type PrivateRedis, type RedisOptions } from './services/redis.js';
export { findExecutable, findRedis } from './services/find.js';
export {
  startRedisCluster,
  startRedisSentinel,
  type PrivateCluster,
  type PrivateSentinel,
} from './services/redis-groups.js';
