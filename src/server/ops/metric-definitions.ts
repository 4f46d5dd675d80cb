import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Database } from '../../database/database.js';
import type { Bus } from '../../live/bus.js';
import type { LiveDelivery } from '../../live/delivery.js';
import type { HubCounts } from '../../live/hub.js';
import type { Connections } from '../limits/connections.js';
import type { Unsent } from '../limits/connection-writer.js';
import type { SignIns } from '../http/sign-ins.js';
import type { Refused } from '../limits/refused.js';
import type { WebhookSenders } from '../../webhooks/sending/senders.js';
import type { Checkpoints } from './checkpoints.js';

/** What the figures are read from. */
export interface Measured {
  readonly database: Pick<Database, 'clock'>;
  readonly hub: { readonly counts: HubCounts };
  readonly delivery: LiveDelivery;
  readonly bus: Bus;
  readonly connections: Connections;
  readonly unsent: Unsent;
  readonly refused: Refused;
  readonly signIns: Pick<SignIns, 'counts'>;
  readonly checkpoints: Pick<Checkpoints, 'newest'>;
  readonly webhooks: Pick<WebhookSenders, 'sent' | 'attempts'>;
}

/** A figure by the values of its labels. */
type Labelled = Iterable<readonly [labels: Readonly<Record<string, string>>, value: number]>;

interface MetricDefinition {
  readonly kind: 'counter' | 'gauge';
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly read: (measured: Measured) => number | Labelled;
}

const readings: readonly MetricDefinition[] = [
  {
    kind: 'gauge',
    name: 'uplift_connections',
    labels: ['transport'],
    help: 'Connections that stay open: sockets and event streams',
    read: ({ connections }) => Object.entries(connections.open).map(([transport, count]) => [{ transport }, count]),
  },
  {
    kind: 'counter',
    name: 'uplift_connections_closed_total',
    labels: ['transport', 'code'],
    help: 'Connections that have ended, by close code; "none" for event streams that were not ended by a code',
    read: ({ connections }) => connections.closed(),
  },
  {
    kind: 'gauge',
    name: 'uplift_unsent_bytes',
    help: 'What all connections have not sent yet, as far as it outlasted a turn of the event loop',
    read: ({ unsent }) => unsent.bytes,
  },
  {
    kind: 'counter',
    name: 'uplift_refused_total',
    labels: ['bound'],
    help: 'What was refused because of a bound, by the name of the bound',
    read: ({ refused }) => Array.from(refused.counts, ([bound, count]) => [{ bound }, count]),
  },
  {
    kind: 'counter',
    name: 'uplift_sign_ins_total',
    labels: ['by', 'outcome'],
    help: 'Sign-ins in a browser, by the identity provider, a link or the demo: "done" or "failed"',
    read: ({ signIns }) => signIns.counts,
  },
  {
    kind: 'gauge',
    name: 'uplift_subscribers',
    help: 'Live subscriptions that are under way',
    read: ({ hub }) => hub.counts.subscribers,
  },
  {
    kind: 'gauge',
    name: 'uplift_views',
    help: 'Distinct views that subscribers watch: each costs one execution an event',
    read: ({ hub }) => hub.counts.views,
  },
  {
    kind: 'counter',
    name: 'uplift_executions_total',
    help: 'Results made for subscriptions, each for all who watch the view',
    read: ({ hub }) => hub.counts.executions,
  },
  {
    kind: 'counter',
    name: 'uplift_deliveries_total',
    help: 'Results handed to subscribers',
    read: ({ hub }) => hub.counts.deliveries,
  },
  {
    kind: 'counter',
    name: 'uplift_catch_ups_total',
    help: 'Reads and executions for subscribers who began or were behind',
    read: ({ hub }) => hub.counts.catchUps,
  },
  {
    kind: 'gauge',
    name: 'uplift_payloads',
    help: 'Results that are kept for subscribers who are behind',
    read: ({ hub }) => hub.counts.payloads,
  },
  {
    kind: 'gauge',
    name: 'uplift_payload_bytes',
    help: 'Memory of the results that are kept',
    read: ({ hub }) => hub.counts.payloadBytes,
  },
  {
    kind: 'counter',
    name: 'uplift_resets_total',
    help: 'Resets that subscribers got, when they came back or in mid-stream: they must refetch the state',
    read: ({ hub }) => hub.counts.resets,
  },
  {
    kind: 'gauge',
    name: 'uplift_feeds',
    help: 'Organizations whose log is followed',
    read: ({ delivery }) => delivery.openFeeds,
  },
  {
    kind: 'gauge',
    name: 'uplift_heads_age_seconds',
    help: 'Time since the heads of the logs were last looked up with success; grows while the database is away',
    read: ({ delivery }) => delivery.counts.headsAge / 1e3,
  },
  {
    kind: 'gauge',
    name: 'uplift_clock_skew_seconds',
    help: "How far the clock of the machine is ahead of the database's; negative where it is behind",
    read: ({ database }) => database.clock.skew / 1e3,
  },
  {
    kind: 'gauge',
    name: 'uplift_bus_healthy',
    help: '1 while hints are known to arrive from the other servers, 0 while changes are found by polling',
    read: ({ bus }) => Number(bus.healthy),
  },
  {
    kind: 'counter',
    name: 'uplift_bus_gaps_total',
    help: 'Times that hints may have been lost: the subscription to Redis broke, or was made, also the first time',
    read: ({ delivery }) => delivery.counts.gaps,
  },
  {
    kind: 'counter',
    name: 'uplift_logs_replaced_total',
    help: 'Times that a log turned out to be another one, since a failover or a restore lost commits: who followed it got a Reset',
    read: ({ delivery }) => delivery.counts.replaced,
  },
  {
    kind: 'counter',
    name: 'uplift_lost_events_total',
    help: 'Events of followed logs that were committed and then lost, by a failover or a restore',
    read: ({ delivery }) => delivery.counts.lostEvents,
  },
  {
    kind: 'gauge',
    name: 'uplift_lost_position',
    labels: ['organization', 'end'],
    help: 'Positions of the first and the last event that were lost, in the last loss of an organization',
    read: ({ delivery }) =>
      Array.from(delivery.counts.losses).flatMap(([organization, { first, last }]) => [
        [{ organization, end: 'first' }, first] as const,
        [{ organization, end: 'last' }, last] as const,
      ]),
  },
  {
    kind: 'gauge',
    name: 'uplift_checkpoint_position',
    labels: ['organization', 'hash'],
    help: 'Position of the newest checkpoint of each log that this server made, and the hash of the log there',
    read: ({ checkpoints }) =>
      Array.from(checkpoints.newest.values(), ({ organizationId: organization, hash, position }) => [
        { organization, hash },
        position,
      ]),
  },
  {
    kind: 'gauge',
    name: 'uplift_webhook_lag_events',
    labels: ['organization', 'webhook'],
    help: 'Events of the log that a webhook has not come to yet, of each webhook that this server sends',
    read: ({ webhooks }) =>
      webhooks.sent.map(({ id: webhook, organizationId: organization, lag }) => [
        { organization, webhook },
        lag.events,
      ]),
  },
  {
    kind: 'gauge',
    name: 'uplift_webhook_lag_seconds',
    labels: ['organization', 'webhook'],
    help: 'Age of the event that a webhook tries to deliver, of each webhook that this server sends; 0 where nothing waits',
    read: ({ webhooks }) =>
      webhooks.sent.map(({ id: webhook, organizationId: organization, lag }) => [
        { organization, webhook },
        lag.seconds,
      ]),
  },
  {
    kind: 'counter',
    name: 'uplift_webhook_messages_total',
    labels: ['outcome'],
    help: 'Messages that were sent to endpoints, by whether they took them: "delivered" or "failed"; each retry counts',
    read: ({ webhooks }) => Object.entries(webhooks.attempts).map(([outcome, count]) => [{ outcome }, count]),
  },
];

/** Registers metrics of what is counted anyway; they are read at each scrape, and cost nothing else. */
export function registerReadings(registry: Registry, measured: Measured): void {
  for (const { kind, name, help, labels = [], read } of readings) {
    const options = { name, help, labelNames: [...labels], registers: [registry] };
    const value = (): Labelled => {
      const figure = read(measured);
      return typeof figure === 'number' ? [[{}, figure]] : figure;
    };
    const metric: Counter | Gauge =
      kind === 'gauge'
        ? new Gauge({ ...options, collect: () => collect(metric) })
        : new Counter({ ...options, collect: () => collect(metric) });
    const collect = (metric: Counter | Gauge): void => {
      metric.reset();
      for (const [labels, count] of value()) metric.inc(labels, count);
    };
  }
}
