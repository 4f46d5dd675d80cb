import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { openServerDatabase } from '../../src/database/server.js';
import { createLogger } from '../../src/logger.js';
import { openCatalogStore } from '../../src/process-model/store.js';
import { createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { subscribeWs } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { openCollector } from './collector.js';
import type { Collector } from './collector.js';
import { killAll, startProcess } from './server-process.js';
import type { ServerProcess } from './server-process.js';

const REVISE = `mutation Revise($input: ReviseImprovementInput!) {
  reviseImprovement(input: $input) { ... on ReviseImprovementPayload { position } }
}`;
const WATCH = 'subscription Watch { events { position improvement { title } } }';

describeWithServices('traces of two servers', ({ postgresUrl, redisUrl }) => {
  let collector: Collector;
  let databaseUrl: string;
  let database: Database;
  let stage: Stage;
  let a: ServerProcess;
  let b: ServerProcess;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    collector = await openCollector();
    const start = (service: string): ServerProcess =>
      startProcess({
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        AUTH_SECRET: SECRET,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_SERVICE_NAME: service,
        OTEL_BSP_SCHEDULE_DELAY: '200',
      });
    [a, b] = [start('a'), start('b')];
    await Promise.all([a.url, b.url]);
    database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    const services = {
      database,
      clock: systemClock,
      committed: () => undefined,
      catalogStore: await openCatalogStore(database),
    };
    stage = await createStage({ services } as unknown as TestApp);
  }, 120_000);
  afterAll(async () => {
    killAll();
    collector.close();
    await database.close();
    await dropDatabase(databaseUrl);
  });

  it('follow a mutation on one, to its statements, over Redis, to its delivery on the other', async () => {
    const watching = subscribeWs(await b.url, WATCH, {}, stage.bearer);
    await until(() => collector.spans.some(({ name }) => name === 'subscription Watch'), 'it watches', 20_000);
    const traceId = randomBytes(16).toString('hex');
    const { globalId: improvementId, version } = stage.lanes[0]!.improvement;
    const response = await fetch(await a.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: stage.bearer,
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: JSON.stringify({
        query: REVISE,
        variables: { input: { improvementId, version, title: 'A secret title', note: 'Words of a person' } },
      }),
    });
    const { data } = (await response.json()) as { data: { reviseImprovement: { position: number } } };
    const { position } = data.reviseImprovement;
    expect((await watching.next(20_000)).extensions?.position).toBe(position);

    const ours = () => collector.spans.filter((span) => span.traceId === traceId);
    const find = (service: string, name: string | RegExp) =>
      ours().find(
        (span) => span.service === service && (typeof name === 'string' ? span.name === name : name.test(span.name)),
      );
    await until(() => !!find('a', 'POST /graphql') && !!find('b', 'deliver Watch'), 'the spans have come', 20_000);
    const request = find('a', 'POST /graphql')!;
    const operation = find('a', 'mutation Revise')!;
    const sent = find('a', 'send hint')!;
    const heard = find('b', 'receive hint')!;
    const delivered = find('b', 'deliver Watch')!;
    expect(request.attributes).toMatchObject({ 'http.request.method': 'POST', 'url.path': '/graphql' });
    expect(operation.parentSpanId).toBe(request.spanId);
    expect(operation.attributes).toMatchObject({
      'uplift.actor': stage.lead.personId,
      'uplift.organization': stage.organization.id,
    });
    expect(sent.attributes).toMatchObject({ 'uplift.organization': stage.organization.id });
    expect(heard.parentSpanId).toBe(sent.spanId);
    expect(delivered.parentSpanId).toBe(heard.spanId);
    expect(find('a', /^prisma:.*db_query$/)?.attributes['db.query.text'], 'its statements').toMatch(/^\s*[A-Z]/);
    const reading = ours().filter(({ service, name }) => service === 'b' && name.includes('db_query'));
    expect(reading.length, 'what the delivery read').toBeGreaterThan(0);

    const told = collector.bodies.join('\n');
    expect(told).not.toContain(stage.bearer.slice('Bearer '.length));
    expect(told).not.toMatch(/A secret title|Words of a person/);
    expect(
      collector.spans.filter(({ name, parentSpanId }) => name.startsWith('prisma:') && !parentSpanId),
      'what nobody asked for is no trace',
    ).toEqual([]);
    await watching.stop();
  });

  it('are sent to the end, and do not hold up the end', async () => {
    expect(await a.end('SIGTERM')).toEqual({ code: 0, signal: null });
    collector.close();
    expect(await b.end('SIGTERM')).toEqual({ code: 0, signal: null });
    for (const { output } of [a, b]) expect(output).not.toMatch(/"level":(50|60)/);
  });
});
