/** Apollo Server with graphql-ws and graphql-redis-subscriptions, put together as their documentation says. */
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { makeExecutableSchema } from '@graphql-tools/schema';
import express from 'express';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';
import { makeResolvers, TOPIC, typeDefs, typeOfEvent } from './schema.mjs';
import { counted, servePeer } from './serve.mjs';

const { databaseUrl, redisUrl, place } = JSON.parse(process.argv[2]);

const pubsub = new RedisPubSub({ publisher: new Redis(redisUrl), subscriber: new Redis(redisUrl) });
const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    ...makeResolvers(databaseUrl, {
      subscribe: () => counted(pubsub.asyncIterableIterator([TOPIC])),
      resolve: (event) => event,
    }),
    Event: { __resolveType: typeOfEvent },
  },
});
const app = express();
const http = createServer(app);
const sockets = new WebSocketServer({ server: http, path: '/graphql' });
const cleanup = useServer({ schema }, sockets);
const server = new ApolloServer({
  schema,
  plugins: [
    ApolloServerPluginDrainHttpServer({ httpServer: http }),
    { serverWillStart: async () => ({ drainServer: async () => cleanup.dispose() }) },
  ],
});
await server.start();
app.use('/graphql', express.json(), expressMiddleware(server));
http.listen(0, '127.0.0.1', () =>
  servePeer(`ws://127.0.0.1:${http.address().port}/graphql`, place, (event) => pubsub.publish(TOPIC, event)),
);
