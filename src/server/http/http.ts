import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Authenticate } from '../../auth/credentials.js';
import type { BoundName, Limits } from '../../limits.js';
import { unauthenticated } from '../../schema/faults.js';
import { answer, errorBody, pathOf } from './answer.js';
import { bodyRefusal } from '../graphql/body.js';
import { CHECKPOINT_PATH } from './checkpoint-route.js';
import { callerOf } from './client-address.js';
import type { Dashboard } from './dashboard.js';
import type { WorkProductRoutes } from './work-product-routes.js';
import { APPRAISAL_PACKAGE_PATH } from './appraisal-package-route.js';
import { CALENDAR_PATH } from './calendar-route.js';
import type { Exports } from './exports.js';
import { FILE_TYPES, IMPORT_PATH } from './imports.js';
import { GRAPHIQL_FILES } from './graphiql.js';
import type { Graphiql } from './graphiql.js';
import { GRAPHQL_PATH } from '../graphql/graphql.js';
import type { GraphqlServer } from '../graphql/graphql.js';
import type { ShortWay } from '../graphql/short-way.js';
import { allowOrigin, isAllowed, isHost } from './origin.js';
import type { OriginPolicy } from './origin.js';
import { apiHeaders } from './secure-headers.js';
import type { CredentialsOf } from './session-cookie.js';
import { SCIM_PATH } from './scim.js';
import { SESSION_PATH, SIGN_IN_PATH } from './sign-in.js';
import type { Refused } from '../limits/refused.js';
import type { SocketServer } from '../ws/websocket.js';

/** Handles a request to GraphQL within a span. `path` is its path without the query. */
export type TraceRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  handle: () => void,
) => void;

/** What answers on the one port. */
export interface HttpParts {
  readonly graphql: GraphqlServer;
  readonly shortWay: ShortWay;
  readonly authenticate: Authenticate;
  readonly credentialsOf: CredentialsOf;
  readonly documents: WorkProductRoutes;
  readonly exports: Exports;
  /** Answers at `APPRAISAL_PACKAGE_PATH`. */
  readonly appraisalPackage: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers below `CALENDAR_PATH`. */
  readonly calendars: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers at `CHECKPOINT_PATH`. */
  readonly checkpoint: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers at `IMPORT_PATH`. */
  readonly imports: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers below `SCIM_PATH`. */
  readonly scim: (request: IncomingMessage, response: ServerResponse) => void;
  readonly sockets: SocketServer;
  /** GraphiQL; absent where it is not served. */
  readonly graphiql: Graphiql | undefined;
  /** Signs browsers in and out; absent where there are no sessions. */
  readonly signIn: ((request: IncomingMessage, response: ServerResponse, path: string) => void) | undefined;
  /** The dashboard; absent where there is none. */
  readonly dashboard: Dashboard | undefined;
  readonly origins: OriginPolicy;
  readonly limits: Limits;
  readonly refused: Refused;
  /** Whether requests are welcome: false while starting up and while draining. */
  readonly isReady: () => Promise<boolean>;
  /** Absent where nothing is traced. */
  readonly traceRequest?: TraceRequest | undefined;
}

/** Connections that are open for a moment only, beside those that stay. */
const SHORT_CONNECTIONS = 2_000;

/** How often the head of a request that is late is looked for, in milliseconds. */
const LATE_CHECK = 1_000;

/** Media type of GraphQL over HTTP. */
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

const API_HEADERS = Object.entries(apiHeaders);

/** Makes the HTTP server: health, documents, exports, imports, checkpoints, the dashboard, GraphQL with GraphiQL and SSE, and WebSockets. */
export function createHttpServer(parts: HttpParts): Server {
  const { graphql, shortWay, authenticate, credentialsOf, documents, exports, checkpoint, scim, sockets } = parts;
  const { graphiql, signIn, dashboard, origins, limits, isReady, traceRequest } = parts;
  /** Hands a request to GraphQL once the caller is known; other requests are not read, and refusing them costs next to nothing. */
  const letIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // What cannot be checked now, GraphQL checks again, and says why.
    const credentials = credentialsOf(request);
    const claims = await authenticate(credentials).catch(() => undefined);
    const caller = callerOf(request);
    if (claims && (await shortWay.answer(request, response, { claims, caller }))) return;
    if (claims !== null) return void graphql(request, response, { caller, ...(claims ? { claims } : { credentials }) });
    const accepts = request.headers.accept?.includes(GRAPHQL_RESPONSE);
    const type = accepts ? { 'content-type': `${GRAPHQL_RESPONSE}; charset=utf-8` } : {};
    answer(response, 401, { errors: [unauthenticated(credentials)] }, { ...type, 'www-authenticate': 'Bearer' });
  };
  const nothing = (response: ServerResponse): void =>
    answer(response, 404, errorBody(404, 'There is nothing here. GraphQL is at /graphql.'));
  const { requestTimeout, headersTimeout, highWaterMark, maxBodyBytes } = limits;
  const server = createServer(
    {
      requestTimeout,
      headersTimeout,
      highWaterMark,
      connectionsCheckingInterval: LATE_CHECK,
      keepAliveTimeout: 65_000,
    },
    (request, response) => {
      if (!isHost(request.headers.host)) {
        return answer(response, 400, errorBody(400, 'The Host header is malformed.'), { connection: 'close' });
      }
      const path = pathOf(request);
      if (path === '/health/live') return answer(response, 200, { status: 'live' });
      if (path === '/health/ready') {
        void isReady().then((ready) => answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' }));
        return;
      }
      if (graphiql && path.startsWith(GRAPHIQL_FILES)) return graphiql.file(request, response);
      // Pages ask this first, whether or not there are sessions.
      if (!signIn && path === SESSION_PATH) return answer(response, 200, { person: null, visitors: false });
      const signsIn = signIn && path.startsWith(SIGN_IN_PATH);
      const document = documents.at(path);
      const list = exports.at(path);
      const isCheckpoint = path === CHECKPOINT_PATH;
      const isPackage = path === APPRAISAL_PACKAGE_PATH;
      const isCalendar = path.startsWith(CALENDAR_PATH);
      const isFile = document !== undefined || list !== undefined || isCheckpoint || isPackage || isCalendar;
      const isImport = path === IMPORT_PATH;
      const isScim = path.startsWith(SCIM_PATH);
      if (path !== GRAPHQL_PATH && !signsIn && !isFile && !isImport && !isScim) {
        if (dashboard) return dashboard(request, response, () => nothing(response));
        return path === '/' ? redirect(response, GRAPHQL_PATH) : nothing(response);
      }
      const refuse = ({ status, message, bound }: { status: number; message: string; bound?: BoundName }): void => {
        if (bound) parts.refused.count(bound);
        answer(response, status, errorBody(status, message, bound), { connection: 'close' });
      };
      if (!isAllowed(request, origins)) {
        return refuse({ status: 403, message: 'Pages of this origin may not call this server.' });
      }
      if (signsIn) return signIn(request, response, path);
      if (isScim) return scim(request, response);
      allowOrigin(request, response, origins);
      const takesBody = request.method === 'POST' && !isFile;
      const refusal = takesBody
        ? bodyRefusal(request.headers, maxBodyBytes, isImport ? FILE_TYPES : undefined)
        : undefined;
      if (refusal) return refuse(refusal);
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
      if (document) return documents.answer(document, request, response);
      if (list !== undefined) return exports.answer(list, request, response);
      if (isCheckpoint) return checkpoint(request, response);
      if (isPackage) return parts.appraisalPackage(request, response);
      if (isCalendar) return parts.calendars(request, response);
      if (isImport) return parts.imports(request, response);
      if (graphiql?.wants(request)) return graphiql.page(response);
      if (!isAnswerable(request.headers.accept)) return refuse({ status: 406, message: NOT_ACCEPTABLE });
      response.setHeader('vary', 'origin, accept-encoding');
      for (const [name, value] of API_HEADERS) response.setHeader(name, value);
      const handle = (): void => void letIn(request, response);
      if (traceRequest) traceRequest(request, response, path, handle);
      else handle();
    },
  );
  server.maxConnections = limits.maxConnections + SHORT_CONNECTIONS;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!isHost(request.headers.host)) return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    if (pathOf(request) !== GRAPHQL_PATH) return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    if (!isAllowed(request, origins)) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.accept(request, socket, head);
  });
  return server;
}

/**
 * How to close the connections of a server on which nothing is under way. Hazard: Node holds one for busy on which nothing
 * has been asked yet, as browsers and agents open them ahead.
 */
export function idleCloser(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  server.on('upgrade', ({ socket }) => unused.delete(socket));
  return () => {
    server.closeIdleConnections();
    for (const socket of unused) socket.destroy();
  };
}

/** Whether a client takes anything that GraphQL is answered in. Known before anything is done: a mutation would be, for nothing. */
function isAnswerable(accept: string | undefined): boolean {
  return accept === undefined || ANSWERS.test(accept);
}

const ANSWERS = /\*\/\*|application\/(\*|json|graphql-response\+json)|text\/(\*|event-stream)|multipart\/(\*|mixed)/i;
const NOT_ACCEPTABLE =
  'Answers are application/json or application/graphql-response+json, those of subscriptions text/event-stream or multipart/mixed;subscriptionSpec=1.0.';

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}
