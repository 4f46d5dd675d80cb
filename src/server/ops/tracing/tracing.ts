import { PrismaInstrumentation } from '@prisma/instrumentation';
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Sampler } from '@opentelemetry/sdk-trace-node';
import type { Bus } from '../../../live/bus.js';
import type { GraphqlServerOptions } from '../../graphql/graphql.js';
import type { TraceRender } from '../../graphql/render.js';
import type { TraceRequest } from '../../http/http.js';
import { traceBus } from './bus.js';
import { Commits } from './commits.js';
import { traceOperations } from './operations.js';
import { traceRender } from './render.js';
import { traceRequest } from './request.js';

/** Where spans go, and how many. */
export interface TracingOptions {
  /** Address of a collector that takes OTLP over HTTP, with its path. */
  readonly url: string;
  /** What the server is called there. */
  readonly serviceName: string;
  /** Share of the traces that begin here that are kept, 0 to 1; who sends `traceparent` decides for themselves. */
  readonly ratio: number;
}

/** The spans of a process, made at its seams. They hold names and ids only, and no credentials or words of people. */
export interface Tracing {
  readonly traceRequest: TraceRequest;
  readonly plugin: NonNullable<GraphqlServerOptions['tracing']>;
  readonly traceBus: (bus: Bus) => Bus;
  readonly traceRender: TraceRender;
  /** Sends what is left, and ends. Never rejects. */
  stop(): Promise<void>;
}

/** Begins to trace this process. Must be called before the database is opened. */
export function startTracing({ url, serviceName, ratio }: TracingOptions): Tracing {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new ParentBasedSampler({ root: rootSampler(new TraceIdRatioBasedSampler(ratio)) }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  provider.register();
  const prisma = new PrismaInstrumentation();
  prisma.setTracerProvider(provider);
  prisma.enable();
  const tracer = trace.getTracer('uplift');
  const commits = new Commits();
  return {
    traceRequest: traceRequest(tracer),
    plugin: traceOperations(tracer),
    traceBus: (bus) => traceBus(bus, tracer, commits),
    traceRender: traceRender(tracer, commits),
    async stop() {
      prisma.disable();
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/** Statements that no operation asked for, such as the look for new events, twice a second, are no traces of their own. */
function rootSampler(usual: Sampler): Sampler {
  return {
    shouldSample: (context, traceId, name, ...rest) =>
      name.startsWith('prisma:')
        ? { decision: SamplingDecision.NOT_RECORD }
        : usual.shouldSample(context, traceId, name, ...rest),
    toString: () => `asked for, ${usual.toString()}`,
  };
}
