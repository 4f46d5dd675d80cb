/** Our schema on bare Yoga: no hub, no sockets, no bounds and no log of operations. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { answer } from '../lib/child.mjs';
import { createMeter } from '../lib/meter.mjs';
import { openDatabase, SECRET } from '../lib/place.mjs';

const { databaseUrl, remember = false } = JSON.parse(process.argv[2]);
const paths = [
  'auth/actor.js',
  'auth/credentials.js',
  'auth/tokens.js',
  'auth/token-cache.js',
  'process-model/store.js',
  'schema/context.js',
  'graph/schema.js',
];
const [
  { actorFinder },
  { createAuthenticate },
  { tokenReader },
  { cachedReader },
  { openCatalogStore },
  { createContext },
  { schema },
] = await Promise.all(paths.map((path) => import(new URL(`../../dist/${path}`, import.meta.url).href)));
// The copy of Yoga that our server has, for the schema is made by its copy of graphql.
const { createYoga } = createRequire(new URL('../../dist/', import.meta.url))('graphql-yoga');

const database = await openDatabase(databaseUrl);
const services = { database, clock: () => new Date(), catalogStore: await openCatalogStore(database) };
const read = tokenReader({ kind: 'secret', secret: SECRET });
const readToken = remember ? cachedReader(read) : read;
const authenticate = createAuthenticate({ readToken, findApiToken: async () => null, anonymous: null });
const findActor = actorFinder(database.prisma);
const yoga = createYoga({
  schema,
  logging: false,
  context: async ({ request }) => {
    const authorization = request.headers.get('authorization') ?? undefined;
    const who = await authenticate({ authorization });
    return createContext(services, () => findActor(who));
  },
});
const http = createServer((request, response) => void yoga(request, response));
await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
const meter = createMeter();
answer(
  { ...meter.handlers, begin: () => meter.begin(), end: () => database.close() },
  `http://127.0.0.1:${http.address().port}/graphql`,
);
