import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { Bus } from '../../../live/bus.js';
import type { Commits } from './commits.js';

/** Spans for hints that are published and received. A hint carries the trace of its commit to the servers that deliver it. */
export function traceBus(bus: Bus, tracer: Tracer, commits: Commits): Bus {
  return {
    get healthy() {
      return bus.healthy;
    },
    start: (listener) =>
      bus.start({
        ...listener,
        onHint(hint) {
          if (hint.topic !== 'log') return listener.onHint(hint);
          const { organizationId, position, traceparent } = hint;
          const parent = propagation.extract(ROOT_CONTEXT, { traceparent });
          const span = tracer.startSpan(
            'receive hint',
            { kind: SpanKind.CONSUMER, attributes: attributesOf(organizationId, position) },
            parent,
          );
          if (traceparent) commits.remember(organizationId, position, span.spanContext());
          context.with(trace.setSpan(parent, span), () => listener.onHint(hint));
          span.end();
        },
      }),
    publish(hint) {
      if (hint.topic !== 'log') return bus.publish(hint);
      const attributes = attributesOf(hint.organizationId, hint.position);
      const span = tracer.startSpan('send hint', { kind: SpanKind.PRODUCER, attributes });
      const carrier: { traceparent?: string } = {};
      propagation.inject(trace.setSpan(ROOT_CONTEXT, span), carrier);
      commits.remember(hint.organizationId, hint.position, span.spanContext());
      bus.publish({ ...hint, ...carrier });
      span.end();
    },
    stop: () => bus.stop(),
  };
}

function attributesOf(organizationId: string, position: number) {
  return { 'messaging.system': 'redis', 'uplift.organization': organizationId, 'uplift.position': position };
}
