/** GraphQL Yoga with graphql-ws and its pub/sub over Redis, put together as their documentation says. */
import { createServer } from 'node:http';
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';
import { makeResolvers, TOPIC, typeDefs, typeOfEvent } from './schema.mjs';
import { counted, servePeer } from './serve.mjs';

const { databaseUrl, redisUrl, place } = JSON.parse(process.argv[2]);

const pubSub = createPubSub({
  eventTarget: createRedisEventTarget({ publishClient: new Redis(redisUrl), subscribeClient: new Redis(redisUrl) }),
});
const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      ...makeResolvers(databaseUrl, { subscribe: () => counted(pubSub.subscribe(TOPIC)), resolve: (event) => event }),
      Event: { __resolveType: typeOfEvent },
    },
  }),
  logging: false,
});
const http = createServer((request, response) => void yoga(request, response));
const sockets = new WebSocketServer({ server: http, path: yoga.graphqlEndpoint });
useServer(
  {
    execute: (args) => args.rootValue.execute(args),
    subscribe: (args) => args.rootValue.subscribe(args),
    onSubscribe: async (ctx, _id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...ctx,
        req: ctx.extra.request,
        socket: ctx.extra.socket,
        params,
      });
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      };
      const errors = validate(args.schema, args.document);
      return errors.length > 0 ? errors : args;
    },
  },
  sockets,
);
http.listen(0, '127.0.0.1', () =>
  servePeer(`ws://127.0.0.1:${http.address().port}/graphql`, place, (event) => pubSub.publish(TOPIC, event)),
);
