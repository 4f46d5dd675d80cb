import { createYoga } from 'graphql-yoga';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Caller } from '../../auth/access-audit.js';
import type { actorFinder } from '../../auth/actor.js';
import type { Authenticate, Credentials } from '../../auth/credentials.js';
import type { Claims } from '../../auth/tokens.js';
import type { Sink } from '../../live/sink.js';
import type { ScopeChange } from './permission-watcher.js';
import type { Logger } from '../../logger.js';
import { createContext } from '../../schema/context.js';
import type { Services } from '../../schema/context.js';
import { unauthenticated } from '../../schema/faults.js';
import { compression } from './compression.js';
import { executionPlugins } from './execution.js';
import type { ExecutionContext } from './execution-context.js';
import type { SubscriptionOptions } from './execution.js';
import type { KnownActors } from './known-actors.js';
import { maskError } from './mask-error.js';
import { persistedOperations } from './persisted-operations.js';
import type { PersistedOperations } from './persisted-operations.js';
import { operationLog } from './operation-log.js';
import { requestParams } from './request-params.js';
import { bounded } from './stringify.js';

/** What a transport hands over with an operation. */
export interface ServerContext {
  /** Who asks; over HTTP they are known before the body of the request is read. */
  claims?: Claims;
  /** The credentials of a request that could not be checked yet. */
  readonly credentials?: Credentials;
  /** Where results of a subscription are written as they come; absent where they are asked for. */
  readonly sink?: Sink;
  /** Ends the connection, with all that is subscribed on it, when permissions change; absent over HTTP. */
  readonly onScopeChange?: (change: ScopeChange) => void;
  /** Aborts when the caller wants no answer any more; over HTTP that of the request does. */
  readonly signal?: AbortSignal;
  /** From where the caller asks, as far as it is known. */
  readonly caller?: Caller | undefined;
}

/** The GraphQL server behind every transport. */
export type GraphqlServer = YogaServerInstance<ServerContext, ExecutionContext>;

/** What the GraphQL server is made of. */
export interface GraphqlServerOptions extends SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  /** Documents that are known by their hash; absent for none. */
  readonly persisted?: PersistedOperations | undefined;
  /** Finds who asks. */
  readonly findActor: ReturnType<typeof actorFinder>;
  /** Who asks in queries, remembered; absent where everybody is looked up each time. */
  readonly knownActors?: Pick<KnownActors, 'find'> | undefined;
  /** Counts operations; absent without metrics. */
  readonly metrics?: Plugin | undefined;
  /** Traces operations; absent where nothing is traced. */
  readonly tracing?: Plugin<ExecutionContext> | undefined;
}

/** Where GraphQL is served, over HTTP, SSE and WebSocket, and GraphiQL with it. */
export const GRAPHQL_PATH = '/graphql';

/** Makes the GraphQL server. */
export function createGraphqlServer(options: GraphqlServerOptions): GraphqlServer {
  const { schema, services, authenticate, logger, persisted, findActor, knownActors, ...subscriptions } = options;
  return createYoga<ServerContext, ExecutionContext>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    logging: false,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false, // Pages of other origins are let in, or kept out, before they come here: see `origin.ts`.
    graphiql: false, // A page of its own, which never comes here: see `graphiql.ts`.
    maskedErrors: { maskError: (error, message) => maskError(error, message, logger) },
    maxRequestBodySize: false, // Bodies are bounded before they come here, without a stream of their own: see `body.ts`.
    parserAndValidationCache: false, // Ours counts bytes: see `parsing.ts`.
    plugins: [
      authentication(authenticate),
      requestParams(),
      boundedResults(services.maxResponseBytes),
      compression,
      persistedOperations(persisted),
      queriesOnlyRead,
      ...executionPlugins(subscriptions),
      operationLog(logger),
      ...(options.metrics ? [options.metrics] : []),
      ...(options.tracing ? [options.tracing] : []),
    ],
    context: ({ claims, sink, onScopeChange, signal, caller }) => {
      if (!claims) throw unauthenticated();
      // Not a copy: this is done for each operation.
      let find = findActor;
      const onlyReads = knownActors && (() => void (find = (named) => knownActors.find(named)));
      const context = createContext(services, () => find(claims), { session: claims.session, caller });
      const { expiresAt } = claims;
      return Object.assign(context, { claims, expiresAt, sink, onScopeChange, signal, onlyReads });
    },
  });
}

/** Who changes something or subscribes is looked up: what they may do must be as it is now. */
const queriesOnlyRead: Plugin<ExecutionContext> = {
  onExecute({ args: { document, operationName, contextValue } }) {
    const operation = getOperationAST(document, operationName)?.operation;
    if (operation === OperationTypeNode.QUERY) contextValue.onlyReads?.();
  },
};

/** Requires credentials: see `http.ts`; documents bring their claims along. */
function authentication(authenticate: Authenticate): Plugin<object, ServerContext> {
  return {
    async onRequestParse({ serverContext }) {
      const { credentials = { authorization: undefined } } = serverContext;
      const claims = serverContext.claims ?? (await authenticate(credentials));
      if (!claims) throw withStatus(unauthenticated(credentials));
      serverContext.claims = claims;
    },
  };
}

/** Holds every response over HTTP to its bound, as it goes out. */
function boundedResults(maxResponseBytes: number): Plugin {
  return {
    onExecutionResult({ result, setResult }) {
      if (!result || Array.isArray(result) || Symbol.asyncIterator in result) return;
      setResult(bounded(result, maxResponseBytes));
    },
  };
}

function withStatus(error: GraphQLError): GraphQLError {
  error.extensions['http'] = { status: 401, headers: { 'www-authenticate': 'Bearer' } };
  return error;
}
