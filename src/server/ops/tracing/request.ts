import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { TraceRequest } from '../../http/http.js';

/** A span for each request over HTTP, below that of the caller, who may say so by `traceparent`; no query, no headers. */
export function traceRequest(tracer: Tracer): TraceRequest {
  return (request, response, path, handle) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const { method = 'GET' } = request;
    const attributes = { 'http.request.method': method, 'http.route': path, 'url.path': path };
    const span = tracer.startSpan(`${method} ${path}`, { kind: SpanKind.SERVER, attributes }, parent);
    response.once('close', () => {
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), handle);
  };
}
