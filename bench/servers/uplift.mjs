/** Our server, as it is started in production: one process, Postgres and Redis. */
import { answer } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { NOTE } from '../lib/document.mjs';
import { createMeter } from '../lib/meter.mjs';
import { openDatabase, SECRET } from '../lib/place.mjs';
import { makeRenderer } from './render.mjs';

const { databaseUrl, redisUrl, place, countStatements = false } = JSON.parse(process.argv[2]);

const [
  { createApp },
  { openBus },
  { createLogger },
  { schema },
  { appendEvents },
  { readHead, readLog },
  { encodeCursor },
  { newSecret, prefixOf },
  { hashOf },
] = await Promise.all(
  [
    'server/app.js',
    'live/open-bus.js',
    'logger.js',
    'graph/schema.js',
    'log/append.js',
    'log/event-log.js',
    'log/cursor.js',
    'auth/token-secret.js',
    'auth/look-up.js',
  ].map((path) => import(new URL(`../../dist/${path}`, import.meta.url).href)),
);

const DAY = 86_400_000;

let statements = 0;
/** The look for a newer catalog, once a second, belongs to nobody's query. */
const count = (sql) => {
  if (!sql.includes('"CatalogImport"')) statements += 1;
};
const logger = createLogger('error');
const database = await openDatabase(databaseUrl, countStatements ? count : undefined);
const app = await createApp({
  schema,
  database,
  bus: await openBus({ redisUrl, redisPrefix: 'uplift' }, database, logger),
  logger,
  clock: () => new Date(),
  trust: { kind: 'secret', secret: SECRET },
  anonymous: null,
  host: '127.0.0.1',
  port: 0,
  allowedOrigins: [],
  graphiql: false,
  dashboard: false,
  remembersActors: true,
  // The bench is one person, who watches as many views as there are subscribers.
  limits: {
    maxConnections: 20_000,
    maxViews: 20_000,
    maxViewsPerPerson: 20_000,
    maxViewCostPerPerson: Number.POSITIVE_INFINITY,
    maxConnectionsPerPerson: 20_000,
    maxConnectionsPerOrganization: 20_000,
  },
  drainTimeout: 100,
  replay: { maxEvents: 10_000, maxAge: DAY },
});
const url = await app.start();
const meter = createMeter();
const { organizationId, improvementId, actorId } = place;

const counts = () => ({ executions: app.hub.counts.executions, groups: app.hub.counts.groups, statements });

/** Writes events in one transaction; returns what the log has of them. */
function commit(events) {
  const event = { type: 'ImprovementRevised', recordType: 'Improvement', recordId: improvementId, improvementId };
  const cause = { organizationId, actorId, at: new Date() };
  return database.prisma.$transaction((db) =>
    appendEvents(
      db,
      cause,
      Array.from({ length: events }, () => ({ ...event, recordVersion: 2, note: NOTE, after: {} })),
    ),
  );
}

answer(
  {
    ...meter.handlers,
    begin: () => meter.begin(),
    /** Commits some events at once and tells of them; returns the times before the commit and after it, and counts. */
    async publish({ events }) {
      const began = now();
      const added = await commit(events);
      const before = counts();
      const at = meter.begin();
      app.services.committed(added, 'reviseImprovement');
      return { began, at, before };
    },
    /** Cursor of the newest event. */
    async cursor() {
      const { epoch, position } = await readHead(database.prisma, organizationId);
      return encodeCursor({ epoch, position });
    },
    subscribers: () => app.hub.counts.members,
    counts,
    /** Makes an API token of the person of the bench; returns what is sent as `Authorization`. */
    async token({ scopes }) {
      const secret = newSecret();
      const data = {
        organizationId,
        personId: actorId,
        name: 'The bench',
        prefix: prefixOf(secret),
        hash: hashOf(secret),
        scopes,
        unitIds: [],
      };
      const createdAt = new Date();
      await database.prisma.token.create({
        data: { ...data, createdAt, expiresAt: new Date(createdAt.getTime() + DAY) },
      });
      return `Bearer ${secret}`;
    },
    /** Reads the newest event of the log, as a feed does when it hears of one; returns the time in milliseconds. */
    async read() {
      const { position } = await readHead(database.prisma, organizationId);
      const began = now();
      await readLog(database.prisma, organizationId, position - 1);
      return now() - began;
    },
    /** Executes a view so many times, some at once, as the hub does and without it; returns CPU and time of each, in ms. */
    async execute({ query, variables, times, abreast }) {
      const render = await makeRenderer(app, place, query, variables);
      await render(abreast);
      const began = meter.begin();
      for (let count = 0; count < times; count += abreast) await render(abreast);
      return { cpu: meter.handlers.cpu() / times, time: (now() - began) / times };
    },
    end: () => app.stop(),
  },
  url,
);
