import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as OTLP over HTTP tells of it, with the service that it is of. */
export interface Span {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Record<string, unknown>;
}

/** A collector of OpenTelemetry: takes OTLP over HTTP, as JSON. */
export interface Collector {
  readonly url: string;
  /** All spans so far. */
  readonly spans: readonly Span[];
  /** What was sent, as it came. */
  readonly bodies: readonly string[];
  /** Is away from now on. */
  close(): void;
}

/** Opens a collector on a free port. */
export async function openCollector(): Promise<Collector> {
  const spans: Span[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
        const service = valuesOf(resource.attributes)['service.name'] as string;
        for (const scope of scopeSpans) {
          for (const span of scope.spans) spans.push({ ...span, service, attributes: valuesOf(span.attributes) });
        }
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    spans,
    bodies,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function valuesOf(attributes: { key: string; value: Record<string, unknown> }[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
