import type { KeyObject } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import { actorFinder, findMembers } from '../auth/actor.js';
import { createAccessAudit } from '../auth/access-audit.js';
import { createApiTokens } from '../auth/api-tokens.js';
import { createAuthenticate } from '../auth/credentials.js';
import { createIssuerOutlet } from '../auth/issuer-outlet.js';
import { createIssuers } from '../auth/issuers.js';
import { cachedReader } from '../auth/token-cache.js';
import { tokenReader } from '../auth/tokens.js';
import type { Claims, TokenTrust } from '../auth/tokens.js';
import { openCatalogStore } from '../process-model/store.js';
import type { Clock } from '../clock.js';
import type { Sealing } from '../sealing.js';
import { forgetOldKeys } from '../commands/idempotency.js';
import { analyze } from '../database/statistics.js';
import type { Database } from '../database/database.js';
import { limits as defaultLimits } from '../limits.js';
import type { Limits } from '../limits.js';
import type { Bus } from '../live/bus.js';
import { createLiveDelivery } from '../live/delivery.js';
import { createHub } from '../live/hub.js';
import type { Hub } from '../live/hub.js';
import type { ReplayBounds } from '../live/replay.js';
import { openBrowserSessions } from './browser-sessions.js';
import type { BrowserSessions, SignInOptions } from './browser-sessions.js';
import { KnownActors } from './graphql/known-actors.js';
import { createPermissionWatcher } from './graphql/permission-watcher.js';
import type { PermissionWatcher } from './graphql/permission-watcher.js';
import type { Logger } from '../logger.js';
import { createContext } from '../schema/context.js';
import type { Services } from '../schema/context.js';
import { Semaphores } from '../semaphore.js';
import { Budgets } from './limits/budgets.js';
import type { BudgetLimits, BudgetSharing } from './limits/budgets.js';
import { Connections } from './limits/connections.js';
import { watchCredentials } from './limits/credential-watch.js';
import { credentialsReader } from './http/session-cookie.js';
import { createDashboard } from './http/dashboard.js';
import { createWorkProductRoutes } from './http/work-product-routes.js';
import { createAppraisalPackageRoute } from './http/appraisal-package-route.js';
import { createCalendarRoute } from './http/calendar-route.js';
import { createCheckpointRoute } from './http/checkpoint-route.js';
import { createDownloads } from './http/downloads.js';
import { createEventStreams } from './sse/event-stream.js';
import { createExports } from './http/exports.js';
import { createImports } from './http/imports.js';
import { createGraphiql } from './http/graphiql.js';
import { createGraphqlServer, GRAPHQL_PATH } from './graphql/graphql.js';
import type { GraphqlServer } from './graphql/graphql.js';
import { createHttpServer, idleCloser } from './http/http.js';
import { createScim } from './http/scim.js';
import { maskError, UNEXPECTED } from './graphql/mask-error.js';
import type { PersistedOperations } from './graphql/persisted-operations.js';
import { createRender } from './graphql/render.js';
import type { Rendering } from './graphql/render.js';
import { createShortWay } from './graphql/short-way.js';
import type { ShortWay } from './graphql/short-way.js';
import { createBackgroundChaining } from './ops/background-chaining.js';
import { createCheckpoints } from './ops/checkpoints.js';
import { createReachability } from './ops/reachability.js';
import { SignIns } from './http/sign-ins.js';
import { Refused } from './limits/refused.js';
import type { MetricsAddress } from './ops/metrics.js';
import type { Tracing } from './ops/tracing/tracing.js';
import { createNetworks } from '../networks.js';
import { createDayWatch } from '../midnight/watch.js';
import type { DayWatch } from '../midnight/watch.js';
import { readDocument } from '../webhooks/sending/document.js';
import { createWebhookSenders } from '../webhooks/sending/senders.js';
import type { WebhookTiming } from '../webhooks/sending/senders.js';
import { createKeyStore } from '../webhooks/stored-keys.js';
import { createSocketServer } from './ws/websocket.js';

/** Pause between two looks for connections that have become idle while draining, in milliseconds. */
const SWEEP_INTERVAL = 50;

/** What a server is made of. It opens nothing of this itself, except what it starts; what it is given, it closes. */
export interface AppParts {
  readonly schema: GraphQLSchema;
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly trust: TokenTrust;
  /** The claims of callers without credentials; null if there may be none. */
  readonly anonymous: Claims | null;
  readonly host: string;
  readonly port: number;
  readonly allowedOrigins: readonly string[];
  /** Headers that their pages may send besides the usual ones. */
  readonly allowedHeaders?: readonly string[] | undefined;
  /** Host names by which the server may be called; absent for any. */
  readonly hosts?: readonly string[] | undefined;
  readonly graphiql: boolean;
  /** How people sign in in a browser; absent where they do not. */
  readonly signIn?: SignInOptions | undefined;
  /** Whether the dashboard is served; it must have been built. */
  readonly dashboard: boolean;
  /** Documents that are known by their hash; absent for none. */
  readonly persisted?: PersistedOperations | undefined;
  /** What people and organizations may do in a minute; absent for as much as they like. */
  readonly budgets?: BudgetLimits | undefined;
  /** Adds budgets up with other servers; absent for a server on its own. */
  readonly budgetSharing?: BudgetSharing | undefined;
  /** Whether who asks is remembered between queries, kept true by the log; absent for no. */
  readonly remembersActors?: boolean | undefined;
  /** Whether subscribers of the same view share executions; absent for yes. */
  readonly share?: boolean | undefined;
  /** How far back a cursor may be. */
  readonly replay: ReplayBounds;
  /** What checkpoints of the logs are signed by; absent for unsigned ones. */
  readonly checkpointKey?: KeyObject | undefined;
  /** Longest that the execution of one result of a subscription may take, in milliseconds; absent for 30 seconds. */
  readonly maxExecution?: number | undefined;
  /** Bounds on connections; what is absent is as usual. */
  readonly limits?: Partial<Limits> | undefined;
  /** Where metrics are served; absent for nowhere. */
  readonly metrics?: MetricsAddress | undefined;
  /** Traces what is done; absent for not. Its creator stops it. */
  readonly tracing?: Tracing | undefined;
  /** How long records of access are kept, in days; absent for a year. */
  readonly accessRecordDays?: number | undefined;
  /** Private networks that webhooks may reach, in CIDR notation; absent for none. */
  readonly webhookNetworks?: readonly string[] | undefined;
  /** How secrets are sealed that are stored; absent where the server has no key for it. */
  readonly sealing?: Sealing | undefined;
  /** Private networks in which issuers of organizations may be, in CIDR notation; absent for none. */
  readonly issuerNetworks?: readonly string[] | undefined;
  /** Times of webhooks that differ from the usual ones. */
  readonly webhookTiming?: Partial<WebhookTiming> | undefined;
  /** Whether it tells in the logs which days begin, see `createDayWatch`; absent for yes. */
  readonly tellsDays?: boolean | undefined;
  /** How long requests may take to end at `stop`, in milliseconds. */
  readonly drainTimeout: number;
}

/** Longest that one execution may take by default, in milliseconds. */
const MAX_EXECUTION = 30_000;

/** How long records of access are kept by default, in days. */
const ACCESS_RECORD_DAYS = 365;

/** How often accesses that are only counted are recorded, in milliseconds. */
const AUDIT_INTERVAL = 60_000;

/** How often the database is tidied, in milliseconds. */
const MAINTENANCE_INTERVAL = 3_600_000;

/**
 * Connections that may wait to be accepted; the system's limit (`net.core.somaxconn`, 4096) is lower. Hazard: thousands of
 * clients that come back at once. Where the queue is full the kernel drops what they say, and they try again after 1, 3, 7,
 * up to 127 seconds.
 */
const BACKLOG = 65_535;

/** A server: in one process there may be several. */
export interface App {
  readonly services: Services;
  readonly graphql: GraphqlServer;
  readonly shortWay: ShortWay;
  readonly hub: Hub;
  readonly scopes: PermissionWatcher;
  /** Tells in the logs which days begin. */
  readonly days: Pick<DayWatch, 'tell'>;
  /** WebSockets and event streams that are open. */
  readonly connections: Pick<Connections, 'size'>;
  /** Where the figures are, once it has started. */
  readonly metricsUrl: string | undefined;
  /** Starts to listen; returns where. */
  start(): Promise<string>;
  /** Stops taking requests, lets those under way end, and closes everything; calling again does nothing. */
  stop(): Promise<void>;
}

/** Makes a server over an open database. */
export async function createApp(parts: AppParts): Promise<App> {
  const { database, logger, clock, tracing, accessRecordDays = ACCESS_RECORD_DAYS } = parts;
  const audit = createAccessAudit(database.prisma, clock, logger, accessRecordDays);
  const signIns = new SignIns(logger);
  const { outlet, fetch } = createIssuerOutlet({
    networks: parts.issuerNetworks ?? [],
    trust: parts.trust,
    provider: parts.signIn?.provider,
    sealing: parts.sealing,
  });
  const issuers = createIssuers({
    prisma: database.prisma,
    clock,
    logger,
    fetch,
    sealing: parts.sealing,
    origin: parts.signIn?.origin,
  });
  const browsers =
    parts.signIn &&
    openBrowserSessions(
      parts.signIn,
      {
        database,
        clock,
        committed: (commit, command) => services.committed(commit, command),
        catalogStore: { current: () => services.catalogStore.current() },
      },
      audit,
      signIns,
      issuers,
      logger,
      parts.sealing,
    );
  const limits = { ...defaultLimits, ...parts.limits };
  const bus = tracing ? tracing.traceBus(parts.bus) : parts.bus;
  const metrics = parts.metrics && (await import('./ops/metrics.js')).createMetrics(parts.metrics);
  let metricsUrl: string | undefined;
  const catalogStore = await openCatalogStore(database);
  const refreshCatalog = (): void => {
    catalogStore
      .refresh()
      .catch((error: unknown) => logger.warn({ err: error }, 'failed to check for a newer catalog'));
  };
  const delivery = createLiveDelivery({
    database,
    bus,
    logger,
    replay: parts.replay,
    onCatalogReplaced: refreshCatalog,
  });
  const networks = createNetworks(parts.webhookNetworks ?? []);
  const keys = createKeyStore(parts.sealing);
  const webhooks = createWebhookSenders({
    schema: parts.schema,
    database,
    delivery,
    clock,
    logger,
    networks,
    keys,
    async render({ document, organizationId, personId }, update) {
      const find = async () => (await findMembers(database.prisma, organizationId, [personId]))[0] ?? null;
      const contextValue = createContext(services, find);
      return (await createRender({ schema: parts.schema, document, contextValue }, false, rendering))(update);
    },
    timing: parts.webhookTiming,
  });
  const findActor = actorFinder(database.prisma);
  const knownActors = parts.remembersActors ? new KnownActors({ find: findActor, delivery }) : undefined;
  const services: Services = {
    database,
    clock,
    catalogStore,
    delivery,
    sessions: browsers?.sessions,
    audit,
    issuers: outlet,
    webhooks: {
      networks,
      keys,
      changed: webhooks.changed,
      complaintOfDocument(text) {
        const read = readDocument(parts.schema, text);
        return 'complaint' in read ? read.complaint : undefined;
      },
    },
    retention: { accessRecordDays, sessions: parts.signIn?.limits, replay: parts.replay },
    maxResponseBytes: limits.maxResponseBytes,
    committed(commit, command) {
      knownActors?.committed(commit);
      delivery.committed(commit);
      if (command !== 'importCatalog') return;
      refreshCatalog();
      delivery.catalogReplaced();
    },
  };
  const credentialsOf = credentialsReader(browsers?.cookies);
  const apiTokens = createApiTokens(database.prisma, clock, (error) =>
    logger.warn({ err: error }, 'could not record which tokens are in use'),
  );
  const readOwnToken = cachedReader(tokenReader(parts.trust, logger));
  const authenticate = createAuthenticate({
    readToken: async (token) => (await readOwnToken(token)) ?? issuers.readToken(token),
    findApiToken: apiTokens.find,
    findSession: browsers?.sessions.find,
    anonymous: parts.anonymous,
  });
  const isReachable = createReachability(database);
  const hub = createHub({ isReachable, clock, onDelivered: metrics?.onDelivered, ...limits });
  const unsent = { bytes: 0 };
  const refused = new Refused(logger, findActor);
  const connections = new Connections(limits, limits.keepAlive);
  const scopes = createPermissionWatcher((organizationId, personIds) =>
    findMembers(database.prisma, organizationId, personIds),
  );
  const budgets = parts.budgets && new Budgets(parts.budgets, parts.budgetSharing, () => clock().getTime());
  const { persisted } = parts;
  const mask = (error: unknown) => maskError(error, UNEXPECTED, logger);
  const rendering: Rendering = {
    mask,
    isReachable,
    maxExecution: parts.maxExecution ?? MAX_EXECUTION,
    maxResponseBytes: limits.maxResponseBytes,
    refused,
  };
  const persons = new Semaphores({
    atOnce: limits.maxConcurrentPerPerson,
    waiting: limits.maxWaitingPerPerson,
    maxWait: limits.maxWait,
  });
  const graphql = createGraphqlServer({
    schema: parts.schema,
    services,
    authenticate,
    logger,
    mask,
    findActor,
    knownActors,
    metrics: metrics?.plugin,
    tracing: tracing?.plugin,
    traceRender: tracing?.traceRender,
    hub,
    scopes,
    budgets,
    refused,
    maxDocumentBytes: limits.maxDocumentBytes,
    maxResponseBytes: limits.maxResponseBytes,
    persons,
    maxQueryTime: limits.maxQueryTime,
    persisted,
    eventStreams: createEventStreams(connections, { limits, unsent }),
    share: parts.share ?? true,
    isReachable,
    maxExecution: parts.maxExecution ?? MAX_EXECUTION,
  });
  const { maxResponseBytes } = limits;
  const shortWay = createShortWay({ graphql, persisted, maxResponseBytes, mask });
  const sockets = createSocketServer(connections, {
    graphql,
    persisted,
    authenticate,
    credentialsOf,
    logger,
    limits,
    unsent,
    refused,
  });
  const downloads = createDownloads({ credentialsOf, authenticate, findActor, audit, logger, limits, refused });
  const checkpoints = createCheckpoints(database, clock, logger, parts.checkpointKey);
  let draining = false;
  const http = createHttpServer({
    graphql,
    shortWay,
    authenticate,
    credentialsOf,
    documents: createWorkProductRoutes(graphql, downloads, clock),
    exports: createExports({ services, downloads }),
    appraisalPackage: createAppraisalPackageRoute(services, downloads),
    calendars: createCalendarRoute(services, downloads, parts.signIn?.origin),
    checkpoint: createCheckpointRoute(downloads, checkpoints.make),
    imports: createImports({ services, downloads, budgets, persons, refused, logger }),
    scim: createScim({ services, downloads, budgets, maxBodyBytes: limits.maxBodyBytes, logger }),
    sockets,
    graphiql: parts.graphiql ? createGraphiql() : undefined,
    signIn: browsers?.signIn({ authenticate, welcomesVisitors: parts.anonymous !== null }),
    dashboard: parts.dashboard ? createDashboard() : undefined,
    limits,
    refused,
    origins: { allowedOrigins: parts.allowedOrigins, allowedHeaders: parts.allowedHeaders, hosts: parts.hosts },
    traceRequest: tracing?.traceRequest,
    isReady: async () => !draining && (await isReachable()),
  });
  const closeIdle = idleCloser(http);
  const chaining = createBackgroundChaining(database, logger);
  const days = createDayWatch({ environment: services, logger });
  const stopWatching = [
    watchCredentials('token', apiTokens, connections, logger),
    watchCredentials('issuer', issuers, connections, logger),
    ...(browsers ? [watchCredentials('session', browsers.sessions, connections, logger)] : []),
  ];
  const stopAsking = browsers?.watchProviders();
  const maintenance = setInterval(() => {
    Promise.all([
      maintain(database, clock(), browsers),
      audit.forgetOld(),
      webhooks.forgetOld(),
      checkpoints.makeAll(),
    ]).catch((error: unknown) => logger.warn({ err: error }, 'database maintenance failed'));
  }, MAINTENANCE_INTERVAL);
  maintenance.unref();
  const flushAudit = () =>
    audit.flush().catch((error: unknown) => logger.warn({ err: error }, 'could not record how often accesses came'));
  const flushing = setInterval(() => void flushAudit(), AUDIT_INTERVAL).unref();
  let stopping: Promise<void> | undefined;

  const stop = async (): Promise<void> => {
    draining = true;
    const closed = new Promise<void>((resolve) => void http.close(() => resolve()));
    // A connection that is busy now is idle once its request is answered, and its client would keep it open.
    const sweep = setInterval(closeIdle, SWEEP_INTERVAL);
    // Clients that do not answer are cut when their time is up.
    const cut = setTimeout(() => {
      connections.stop();
      http.closeAllConnections();
    }, parts.drainTimeout);
    await connections.leave(parts.drainTimeout);
    await closed;
    clearTimeout(cut);
    connections.stop();
    clearInterval(sweep);
    clearInterval(maintenance);
    clearInterval(flushing);
    await flushAudit();
    for (const stopWatch of stopWatching) stopWatch();
    await stopAsking?.();
    chaining.stop();
    await days.stop();
    budgets?.stop();
    await metrics?.stop();
    knownActors?.stop();
    await webhooks.stop(parts.drainTimeout);
    await delivery.stop();
    await graphql.dispose();
    await database.close();
  };

  return {
    services,
    days,
    graphql,
    shortWay,
    hub,
    scopes,
    connections,
    get metricsUrl() {
      return metricsUrl;
    },
    async start() {
      metricsUrl = await metrics?.start({
        database,
        hub,
        delivery,
        bus,
        connections,
        unsent,
        refused,
        signIns,
        checkpoints,
        webhooks,
      });
      webhooks.start();
      if (parts.tellsDays ?? true) days.start();
      await Promise.all([
        delivery.start(),
        chaining.start(),
        new Promise<void>((resolve, reject) => {
          http.once('error', reject);
          http.listen({ port: parts.port, host: parts.host, backlog: BACKLOG }, resolve);
        }),
      ]);
      const { port } = http.address() as AddressInfo;
      return `http://${parts.host.includes(':') ? `[${parts.host}]` : parts.host}:${port}${GRAPHQL_PATH}`;
    },
    stop: () => (stopping ??= stop()),
  };
}

/** Removes expired idempotency keys and sessions; where there is no autovacuum, updates the planner's statistics. */
async function maintain(database: Database, now: Date, browsers: BrowserSessions | undefined): Promise<void> {
  await browsers?.sessions.forgetOld();
  await forgetOldKeys(database.prisma, now);
  if (database.exclusive) await analyze(database);
}
