/** Mercurius on Fastify with its emitter over Redis, put together as their documentation says. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import redis from 'mqemitter-redis';
import { makeResolvers, TOPIC, typeDefs, typeOfEvent } from './schema.mjs';
import { counted, servePeer } from './serve.mjs';

const { databaseUrl, redisUrl, place } = JSON.parse(process.argv[2]);
const { hostname: host, port } = new URL(redisUrl);

const emitter = redis({ host, port: Number(port) });
const app = Fastify();
const resolvers = makeResolvers(databaseUrl, {
  subscribe: async (_root, _args, { pubsub }) => counted(await pubsub.subscribe(TOPIC)),
  resolve: (event) => event,
});
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: { ...resolvers, Event: { resolveType: typeOfEvent } },
  subscription: { emitter },
});
await app.listen({ host: '127.0.0.1', port: 0 });
servePeer(`ws://127.0.0.1:${app.server.address().port}/graphql`, place, (event) =>
  app.graphql.pubsub.publish({ topic: TOPIC, payload: event }),
);
