import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode } from 'graphql-ws';
import type { Context as SocketContext, ServerOptions } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { connectionCredentials } from '../auth/credentials.js';
import type { Authenticate } from '../auth/credentials.js';
import type { Claims } from '../auth/tokens.js';
import type { Outlet } from '../live/outlet.js';
import type { ScopeChange } from '../live/scope-watch.js';
import type { Logger } from '../logger.js';
import { fault } from '../schema/faults.js';
import type { GraphqlServer } from './graphql.js';
import { maskError, UNEXPECTED } from './mask-error.js';
import { SocketWriter } from './socket-writer.js';

/** Bounds on sockets. */
export const socketLimits = {
  /** Largest message of a client, in bytes. */
  maxMessageBytes: 128 * 1024,
  /** Operations at once on one socket. */
  maxOperations: 100,
  /** Sockets of this server at once. */
  maxSockets: 20_000,
  /** How long a client may take to say who it is, in milliseconds. */
  initTimeout: 5_000,
  /** Pause between pings, in milliseconds: a socket that does not answer one before the next is gone. */
  keepAlive: 12_000,
} as const;

/** What we keep with a socket. */
type SocketExtra = Extra & { claims?: Claims };

/** GraphQL over WebSocket, on sockets that the HTTP server hands over. */
export interface SocketServer {
  /** Takes over a request for a WebSocket whose path and origin have been checked. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Number of open sockets. */
  readonly size: number;
  /** Asks every client to come back, elsewhere or later; calling again does nothing. */
  stop(): Promise<void>;
  /** Ends the sockets of clients that did not answer when they were asked. */
  cut(): void;
}

/** Makes the WebSocket side of the server: the same credentials, bounds and execution as over HTTP. */
export function createSocketServer(graphql: GraphqlServer, authenticate: Authenticate, logger: Logger): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: socketLimits.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('graphql-transport-ws') ? 'graphql-transport-ws' : false),
  });
  const writers = new WeakMap<object, SocketWriter>();
  // Hazard: no hook may throw. It would close the socket with a code after which stock clients never come back.
  const options: ServerOptions<Record<string, unknown>, SocketExtra> = {
    connectionInitWaitTimeout: socketLimits.initTimeout,
    execute: (args) => (args as EnvelopedArgs).rootValue.execute(args),
    subscribe: (args) => (args as EnvelopedArgs).rootValue.subscribe(args),
    onConnect: async (socket) => {
      try {
        const claims = await authenticate(connectionCredentials(socket.connectionParams));
        if (!claims) return false;
        socket.extra.claims = claims;
        closeOnExpiry(socket, claims);
        return true;
      } catch (error) {
        logger.error({ err: error }, 'could not authenticate a socket');
        return false;
      }
    },
    onSubscribe: async (socket, id, payload) => {
      try {
        if (Object.keys(socket.subscriptions).length > socketLimits.maxOperations) {
          return [fault('RATE_LIMITED', `At most ${socketLimits.maxOperations} operations at once on one socket.`)];
        }
        const outlet = writers.get(socket.extra.socket)?.outlet(id);
        return await envelop(graphql, socket.extra, outlet, payload, (error) => maskError(error, UNEXPECTED, logger));
      } catch (error) {
        logger.error({ err: error }, 'could not prepare an operation');
        return [fault('INTERNAL_SERVER_ERROR', UNEXPECTED)];
      }
    },
    // After an error stock clients give a subscription up; after this code they come back, as to a database that was away.
    onOperation: ({ extra }, _id, _payload, { document, operationName }, result) => {
      const { errors = [] } = result as ExecutionResult;
      if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      if (errors.some(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR')) {
        extra.socket.close(1013, 'Try again later');
      }
    },
  };
  const disposable = useServer(options, sockets, socketLimits.keepAlive);
  sockets.on('connection', (socket) => {
    // Hazard: graphql-ws prints what a client did wrong, such as too large a message, as if it were an error of ours.
    socket.removeAllListeners('error');
    socket.on('error', (error) => logger.debug({ err: error }, 'a socket broke'));
  });
  let stopping: Promise<void> | undefined;
  return {
    accept(request, socket, head) {
      if (stopping || sockets.clients.size >= socketLimits.maxSockets) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        writers.set(accepted, new SocketWriter(accepted, socket));
        sockets.emit('connection', accepted, request);
      });
    },
    get size() {
      return sockets.clients.size;
    },
    stop: () =>
      (stopping ??= (async () => {
        for (const client of sockets.clients) client.close(1012, 'Service restart');
        await disposable.dispose();
      })()),
    cut() {
      for (const client of sockets.clients) client.terminate();
    },
  };
}

/** What Yoga's plugins made of an operation, carried through graphql-ws in the place of the root value. */
interface EnvelopedArgs extends ExecutionArgs {
  readonly rootValue: Pick<ReturnType<GraphqlServer['getEnveloped']>, 'execute' | 'subscribe'>;
}

async function envelop(
  graphql: GraphqlServer,
  { claims, request, socket }: SocketExtra,
  outlet: Outlet | undefined,
  params: {
    query: string;
    operationName?: string | null | undefined;
    variables?: Record<string, unknown> | null | undefined;
  },
  mask: (error: unknown) => GraphQLError,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
    ...(claims ? { claims } : {}),
    ...(outlet ? { outlet } : {}),
    onScopeChange: (change: ScopeChange) =>
      change === 'gone'
        ? socket.close(CloseCode.Forbidden, 'You are no member any more')
        : socket.close(1012, 'Your permissions changed; come back and go on'),
    // What Yoga knows of the transport. A mutation is not refused: no page of another origin opens a socket.
    request: new graphql.fetchAPI.Request(`http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`, {
      method: 'POST',
    }),
    params,
  });
  let document;
  try {
    document = parse(params.query);
    const errors = validate(schema, document) as readonly GraphQLError[];
    if (errors.length > 0) return errors;
  } catch (error) {
    return [mask(error)]; // Parsing throws, and so do the bounds that are checked along with validation.
  }
  return {
    schema,
    document,
    operationName: params.operationName ?? null,
    variableValues: params.variables ?? null,
    contextValue: await contextFactory(),
    rootValue: { execute, subscribe },
  };
}

/** A socket ends with its credentials: the client comes back with new ones. */
function closeOnExpiry({ extra }: SocketContext<Record<string, unknown>, SocketExtra>, { expiresAt }: Claims): void {
  if (expiresAt === undefined) return;
  const timer = setTimeout(
    () => extra.socket.close(CloseCode.Forbidden, 'Credentials expired'),
    Math.min(expiresAt - Date.now(), 2_147_483_647),
  );
  timer.unref();
  extra.socket.once('close', () => clearTimeout(timer));
}
