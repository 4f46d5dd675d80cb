import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { appendEvents } from '../../src/log/append.js';
import { RING_SIZE } from '../../src/live/feed.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { EVENTS, expectedOf, flawsOf, readWholeLog } from './history.js';
import { serverEnds } from './server-ends.js';
import { createStage } from './stage.js';
import type { Stage } from './stage.js';
import { until, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 180_000 }); // On a busy machine.

/** Events that are written while somebody does not read: more than a feed keeps in memory. */
const EVENTS_WRITTEN = RING_SIZE + 1_200;

/** What may be unsent to one reader who does not read, in bytes. */
const MOST_UNSENT = 256 * 1024;

/** A raw WebSocket that has subscribed, and what it gets. */
async function rawSocket(url: string, { bearer, beginning }: Stage) {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  socket.on('error', () => undefined);
  const received: Delivery[] = [];
  const acknowledged = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as { type: string; payload?: Delivery };
      if (message.type === 'connection_ack') resolve();
      if (message.type === 'next' && message.payload) received.push(message.payload);
    });
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } }));
  await acknowledged;
  const payload = { query: EVENTS, variables: { after: beginning } };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  await until(() => received.length > 0, 'the first event');
  return { socket, received };
}

/** An SSE response that has begun, and that nobody reads. */
async function pausedResponse(url: string, { bearer, beginning }: Stage): Promise<IncomingMessage> {
  const asking = request(url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: bearer },
    agent: false,
  });
  const body = JSON.stringify({ query: EVENTS, variables: { after: beginning } });
  asking.setHeader('content-length', Buffer.byteLength(body));
  asking.end(body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  response.on('error', () => undefined).pause();
  return response;
}

describeWithServices('subscribers that stop reading', ({ postgresUrl }) => {
  let databaseUrl: string;
  let app: TestApp;
  let stage: Stage;
  let port: number;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    // Signs of life so seldom that only what cannot be sent ends a connection.
    app = await startApp({ databaseUrl, parts: { limits: { keepAlive: 300_000 } } });
    stage = await createStage(app);
    port = Number(new URL(app.url).port);
  });
  afterAll(async () => {
    await app.stop();
    await dropDatabase(databaseUrl);
  });

  /** Appends many events with notes of 4,000 characters, through the log itself; returns the last position. */
  const flood = async (): Promise<number> => {
    const { database, committed } = app.services;
    const { lead, lanes } = stage;
    const { id } = lanes[0]!.improvement;
    let position = 0;
    for (let written = 0; written < EVENTS_WRITTEN; written += 20) {
      const events = Array.from({ length: 20 }, (_, index) => ({
        type: 'ImprovementRevised',
        recordType: 'Improvement',
        recordId: id,
        recordVersion: written + index,
        improvementId: id,
        note: `${written + index} `.padEnd(4_000, 'x'),
        after: {},
      }));
      const added = await database.prisma.$transaction((db) =>
        appendEvents(db, { organizationId: lead.organizationId, actorId: lead.personId, at: new Date() }, events),
      );
      committed(added, 'reviseImprovement');
      position = added.position;
    }
    return position;
  };

  test('cost little, delay no one, and are cut off, or catch up when they read again', async () => {
    const healthy = [
      watch('WebSocket', app.url, stage.bearer, { after: stage.beginning }),
      watch('SSE', app.url, stage.bearer, { after: stage.beginning }),
    ];
    await Promise.all(healthy.map((subscriber) => subscriber.reach(1)));
    const [pausing, dead] = [await rawSocket(app.url, stage), await rawSocket(app.url, stage)];
    pausing.socket.pause();
    dead.socket.pause();
    const deadSince = performance.now();
    const response = await pausedResponse(app.url, stage);
    const slow = [response.socket.localPort, portOf(pausing.socket), portOf(dead.socket)];
    const unsent = () =>
      serverEnds(port)
        .filter(({ remotePort }) => slow.includes(remotePort))
        .map(({ writableLength }) => writableLength);
    expect(unsent().length).toBe(3);

    let most = 0;
    const measuring = setInterval(() => (most = Math.max(most, ...unsent())), 20);
    const begun = performance.now();
    const last = await flood();
    const written = performance.now() - begun;
    await Promise.all(healthy.map((subscriber) => subscriber.reach(last)));
    const delay = performance.now() - begun - written;
    clearInterval(measuring);
    most = Math.max(most, ...unsent());
    const log = await readWholeLog(app.services.database, stage.organization.id);
    const expected = expectedOf(log);
    for (const { received } of healthy) expect(flawsOf(received, expected)).toEqual([]);
    console.info(
      `${EVENTS_WRITTEN} events of 4 KB in ${Math.round(written)} ms; the others had all ${Math.round(delay)} ms later; unsent to a stalled reader: at most ${Math.round(most / 1024)} KB`,
    );
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(MOST_UNSENT);
    expect(delay).toBeLessThan(2_000);
    expect(pausing.received.length).toBeLessThan(EVENTS_WRITTEN / 2);

    pausing.socket.resume();
    await until(() => pausing.received.length >= log.events.length, 'the slow socket to catch up', 15_000);
    expect(flawsOf(pausing.received, expected)).toEqual([]);
    response.setEncoding('utf8').resume();
    let text = '';
    response.on('data', (chunk: string) => (text += chunk));
    await until(() => text.includes(`"position":${last}`), 'the slow response to catch up', 15_000);
    const got = [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, json]) => JSON.parse(json as string) as Delivery);
    expect(flawsOf(got, expected)).toEqual([]);
    pausing.socket.terminate();
    response.destroy();
    await Promise.all(healthy.map((subscriber) => subscriber.stop()));

    // The one that never reads again makes no room.
    await until(() => !unsent().length, 'the dead socket to be cut', 40_000);
    console.info(`a socket that does not read was cut after ${Math.round((performance.now() - deadSince) / 1_000)} s`);
    await until(() => app.services.delivery.openFeeds === 0, 'no feed to be open');
    dead.socket.terminate();
  });
});

function portOf(socket: WebSocket): number | undefined {
  return (socket as unknown as { _socket: Socket })._socket.localPort;
}
