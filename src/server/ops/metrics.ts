import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { version } from '../../version.js';
import { registerReadings } from './metric-definitions.js';
import type { Measured } from './metric-definitions.js';

/** Where operators get the figures: on a port of its own, since the figures are of all organizations together. */
export interface MetricsAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** The figures of one server and its process, in the format of Prometheus. */
export interface Metrics {
  /** To be called with the age of an event when its result went out to those who wait for it, in milliseconds. */
  readonly onDelivered: (age: number) => void;
  /** Counts operations, and how long they take. */
  readonly plugin: Plugin;
  /** Starts to answer, with what is read from here; returns the address. */
  start(measured: Measured): Promise<string>;
  stop(): Promise<void>;
}

/** Upper bounds of the histograms, in seconds. */
const LAG_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the figures of a server. */
export function createMetrics({ host, port }: MetricsAddress): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const build = new Gauge({
    name: 'uplift_build_info',
    labelNames: ['version'],
    registers: [registry],
    help: 'Always 1: its label says which version runs here',
  });
  build.set({ version }, 1);
  const lag = new Histogram({
    name: 'uplift_delivery_lag_seconds',
    buckets: LAG_BUCKETS,
    registers: [registry],
    help: 'Time from when an event is dated, shortly before its commit, until its result goes out; once a view and event',
  });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      return void response.writeHead(404).end('The figures are at /metrics.\n');
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return {
    onDelivered: (age) => lag.observe(Math.max(age, 0) / 1_000),
    plugin: operationMetrics(registry),
    async start(measured) {
      registerReadings(registry, measured);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, host, resolve);
      });
      const { port: taken } = server.address() as AddressInfo;
      return `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Operations by kind and outcome; names and documents would be labels without bound. */
function operationMetrics(registry: Registry): Plugin {
  const registers = [registry];
  const duration = new Histogram({
    name: 'uplift_operation_duration_seconds',
    buckets: DURATION_BUCKETS,
    registers,
    help: 'How long queries and mutations took to execute; "error" for GraphQL errors, not for typed refusals',
    labelNames: ['kind', 'outcome'],
  });
  const subscriptions = new Counter({
    name: 'uplift_subscriptions_started_total',
    registers,
    help: 'Subscriptions that were asked for, and passed validation',
  });
  const rejected = new Counter({
    name: 'uplift_operations_rejected_total',
    labelNames: ['reason'],
    registers,
    help: 'Documents that were not executed: "syntax" does not parse, "validation" does not fit the schema or its bounds',
  });
  return {
    onParse:
      () =>
      ({ result }) => {
        if (result instanceof Error) rejected.inc({ reason: 'syntax' });
      },
    onValidate:
      () =>
      ({ valid }) => {
        if (!valid) rejected.inc({ reason: 'validation' });
      },
    onExecute({ args }) {
      const started = performance.now();
      const kind = kindOf(args.document, args.operationName);
      return {
        onExecuteDone({ result }) {
          const outcome = (result as ExecutionResult).errors?.length ? 'error' : 'ok';
          duration.observe({ kind, outcome }, (performance.now() - started) / 1_000);
        },
      };
    },
    onSubscribe: () => subscriptions.inc(),
  };
}

function kindOf(document: DocumentNode, operationName: string | null | undefined): string {
  return getOperationAST(document, operationName)?.operation ?? 'none';
}
