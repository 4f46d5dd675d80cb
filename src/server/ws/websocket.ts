import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Credentials } from '../../auth/credentials.js';
import type { Connections } from '../limits/connections.js';
import { SocketSession } from './socket-session.js';
import type { SessionParts } from './socket-session.js';

/** GraphQL over WebSocket, on sockets that the HTTP server hands over. */
export interface SocketServer {
  /** Takes over a request for a WebSocket whose path and origin have been checked. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void;
}

/** What the sockets of a server share. */
export interface SocketServerParts extends Omit<SessionParts, 'claim'> {
  /** What a request says of who asks. */
  readonly credentialsOf: (request: IncomingMessage) => Credentials;
}

/** Makes the WebSocket side of the server: the same credentials, bounds and execution as over HTTP. */
export function createSocketServer(connections: Connections, parts: SocketServerParts): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: parts.limits.maxMessageBytes,
    perMessageDeflate: false,
    // Sessions answer pings within their rate. Hazard: by default, ws cuts clients that send 60 at once.
    autoPong: false,
    // A client that offers none that we speak gets a close code, which a refusal over HTTP would hide from browsers.
    handleProtocols: (protocols) =>
      protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });
  const claim: SessionParts['claim'] = (session, claims) => {
    const bound = connections.excess(claims);
    if (!bound) connections.claim(session, claims);
    return bound;
  };
  const sessionParts: SessionParts = { ...parts, claim };
  return {
    accept(request, stream, head) {
      if (!connections.hasRoom) {
        parts.refused.count('maxConnections');
        stream.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n');
        return;
      }
      // Hazard: a request takes more memory than all else of an idle socket; only this much of it is kept.
      const { session: secret, address } = parts.credentialsOf(request);
      const url = `http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`;
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const session = new SocketSession(
          socket,
          stream,
          { url, secret, address, agent: request.headers['user-agent'] },
          sessionParts,
        );
        connections.add(session);
        socket.once('close', (code) => connections.remove(session, code));
      });
    },
  };
}
