/**
 * One event to many WebSocket subscribers of one view: shared executions against private ones, in turns, on one server
 * in this process with an embedded database. Time is from commit to the last delivery; CPU is that of the server's
 * process alone, the clients being in another one.
 *
 *   npm run build && node bench/hub.mjs [subscribers=1000] [events=20]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';

const QUERY = `subscription { deploymentEvents { __typename position occurredAt note improvement { title state } } }`;

if (process.argv[2] === 'clients') await runClients(process.argv[3], process.argv[4], Number(process.argv[5]));
else await runServer(Number(process.argv[2] ?? 1_000), Number(process.argv[3] ?? 20));

/** Opens the subscribers; tells the parent when each event has come to all of them. */
async function runClients(url, bearer, size) {
  const came = new Map();
  const open = () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      socket.on('error', reject);
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } })),
      );
      socket.on('message', (data) => {
        const text = Buffer.from(data).toString('latin1');
        if (text.includes('"type":"connection_ack"')) {
          const id = randomBytes(16).toString('hex'); // As long as the ids of stock clients.
          socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: QUERY } }));
          resolve();
          return;
        }
        const [, position] = /"cursor":"[^"]*","position":(\d+)\}/.exec(text) ?? [];
        if (!position) return;
        came.set(position, (came.get(position) ?? 0) + 1);
        if (came.get(position) === size) process.send(Number(position));
      });
    });
  for (let count = 0; count < size; count += 50) {
    await Promise.all(Array.from({ length: Math.min(50, size - count) }, open));
  }
  process.send('open');
}

async function runServer(size, events) {
  const from = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
  const [
    { createApp },
    { openMemoryDatabase },
    { createInProcessBus },
    { createLogger },
    { schema },
    tokens,
    org,
    log,
  ] = await Promise.all(
    [
      'server/app.js',
      'database/embedded.js',
      'live/in-process-bus.js',
      'logger.js',
      'schema/index.js',
      'auth/tokens.js',
      'organization/operations/organization.js',
      'live/event-log.js',
    ].map(from),
  );
  const secret = 'a secret of 32 characters or more, for benches';
  const clock = () => new Date();
  const database = await openMemoryDatabase(() => undefined);
  const start = async (share) => {
    const app = await createApp({
      schema,
      database: { ...database, close: async () => undefined },
      bus: createInProcessBus(true),
      logger: createLogger('silent'),
      clock,
      trust: { kind: 'secret', secret },
      anonymous: null,
      host: '127.0.0.1',
      port: 0,
      allowedOrigins: [],
      graphiql: false,
      drainTimeout: 100,
      share,
    });
    return { app, url: await app.start() };
  };
  const modes = process.env.SHARE === undefined ? [true, false] : [process.env.SHARE !== 'off'];
  const results = new Map();
  for (const share of modes) {
    const { app, url } = await start(share);
    const slug = `bench-${share ? 'shared' : 'private'}`;
    const { organization } = await org.createOrganization(database, clock, {
      slug,
      name: slug,
      administrator: { name: 'Ada', subject: slug },
    });
    const bearer = `Bearer ${await tokens.signToken(secret, slug, slug, '1h')}`;
    const now = clock();
    const { id } = await database.prisma.improvement.create({
      data: {
        organizationId: organization.id,
        title: 'Reviews before the build',
        description: 'What it is for.',
        kind: 'PROCESS',
        scale: 'INCREMENTAL',
        origin: 'SUGGESTION',
        practices: [],
        createdAt: now,
        updatedAt: now,
      },
    });
    const clients = fork(new URL(import.meta.url).pathname, ['clients', url, bearer, String(size)]);
    await once(clients, 'message');
    while (app.hub.counts.members < size) await new Promise((resolve) => setTimeout(resolve, 20));
    const times = [];
    const cpus = [];
    const executions = app.hub.counts.executions;
    for (let count = 0; count < events; count += 1) {
      const event = { type: 'ImprovementRevised', recordType: 'Improvement', recordId: id, improvementId: id };
      const cause = { organizationId: organization.id, actorId: null, at: new Date() };
      const position = await database.prisma.$transaction((db) =>
        log.appendEvents(db, cause, [{ ...event, recordVersion: 2, note: 'One event.', after: {} }]),
      );
      const all = new Promise((resolve) => {
        const listen = (message) => {
          if (message !== position) return;
          clients.off('message', listen);
          resolve();
        };
        clients.on('message', listen);
      });
      const cpu = process.cpuUsage();
      const begun = performance.now();
      app.services.committed({ organizationId: organization.id, position }, 'reviseImprovement');
      await all;
      times.push(performance.now() - begun);
      const { user, system } = process.cpuUsage(cpu);
      cpus.push((user + system) / 1_000);
    }
    results.set(share, { time: median(times), cpu: median(cpus) });
    const each = (app.hub.counts.executions - executions) / events;
    console.log(
      `${share ? 'shared ' : 'private'}  ${size} subscribers: ${each} executions an event, ${median(times).toFixed(1)} ms to the last, ${median(cpus).toFixed(1)} ms CPU, ${((1_000 * median(cpus)) / size).toFixed(1)} µs CPU each`,
    );
    clients.kill();
    await app.stop();
  }
  const [shared, own] = [results.get(true), results.get(false)];
  if (shared && own) {
    console.log(
      `private / shared: time ${(own.time / shared.time).toFixed(1)}, CPU ${(own.cpu / shared.cpu).toFixed(1)}`,
    );
  }
  await database.close();
  process.exit(0);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
