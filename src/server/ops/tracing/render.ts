import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { TraceRender } from '../../graphql/render.js';
import type { Commits } from './commits.js';

/**
 * A span for each execution of an event for a view, in the trace of the command that caused it, where known.
 * Of several events of one command, the last is known by its trace.
 */
export function traceRender(tracer: Tracer, commits: Commits): TraceRender {
  return async ({ organizationId, position, operation }, work) => {
    const attributes = {
      'graphql.operation.name': operation,
      'uplift.organization': organizationId,
      'uplift.position': position,
    };
    const parent = commits.contextOf(organizationId, position);
    const span = tracer.startSpan(`deliver ${operation}`, { kind: SpanKind.CONSUMER, attributes }, parent);
    try {
      return await context.with(trace.setSpan(parent, span), work);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  };
}
