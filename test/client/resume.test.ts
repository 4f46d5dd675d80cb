import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { encodeCursor } from '../../src/log/cursor.js';
import { cursorAt, EVENTS, expectedOf, flawsOf, readWholeLog } from '../live/history.js';
import { openProxy } from '../live/proxy.js';
import { createRandom } from '../live/random.js';
import { createStage, revise, write } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { asDeliveries, collect, openClient } from './collect.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

describeWithServices('the client goes on from where it was', ({ postgresUrl }) => {
  const random = createRandom('client');
  let databaseUrl: string;
  let servers: readonly [TestApp, TestApp];

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    servers = [await startApp({ databaseUrl }), await startApp({ databaseUrl })];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });

  const tokenOf = ({ bearer }: Stage) => bearer.replace('Bearer ', '');
  const logOf = ({ organization }: Stage) => readWholeLog(servers[0].services.database, organization.id);

  /** Writes at both servers until some work has ended. */
  const writeDuring = async (stage: Stage, work: Promise<unknown>): Promise<void> => {
    let working = true;
    const writers = stage.lanes.map(async (lane, index) => {
      while (working) {
        await write((servers[index % 2] as TestApp).services, stage, lane, random, 1);
        await sleep(random.integer(0, 15));
      }
    });
    await work.finally(() => {
      working = false;
    });
    await Promise.all(writers);
  };

  test('over cuts: all subscriptions of a client get exactly the log, as callbacks and as an iterator', async () => {
    const stage = await createStage(servers[0], 2);
    const proxy = await openProxy(servers[0].url);
    const client = openClient({ url: proxy.url, token: tokenOf(stage) });
    const called = collect(client, EVENTS, { after: stage.beginning, expectContiguous: true });
    const iterated: typeof called.results = [];
    const stopping = new AbortController();
    const { signal } = stopping;
    const iterating = (async () => {
      const options = { after: stage.beginning, expectContiguous: true, signal };
      for await (const result of client.iterate(EVENTS, options)) iterated.push(result);
    })();
    const lives = () => client.states.filter(({ status }) => status === 'live').length;
    const cuts = async (): Promise<void> => {
      for (let count = 0; count < 8; count += 1) {
        const target = called.position + random.integer(1, 20);
        await until(() => called.position >= target, 'more results');
        proxy.lead(random.pick(servers).url);
        proxy.cut();
        // Results that had come before the cut may reach the next target: each cut is to hit a connection of its own.
        await until(() => lives() === count + 2, 'the next connection');
      }
    };
    await writeDuring(stage, cuts());
    const log = await logOf(stage);
    await until(() => called.position === log.events.length, 'the whole log');
    await until(() => iterated.at(-1)?.position === log.events.length, 'the whole log');
    stopping.abort();
    await Promise.all([called.stop(), iterating]);
    expect(called.ended).toBe('end');
    for (const results of [called.results, iterated])
      expect(flawsOf(asDeliveries(results), expectedOf(log))).toEqual([]);
    expect(client.anomalies).toEqual({ gaps: 0, duplicates: 0 });
    expect(lives()).toBe(9);
    expect(client.states.filter(({ status }) => status === 'waiting').length).toBeGreaterThanOrEqual(8);
    expect(client.states.find(({ status }) => status === 'waiting')).toMatchObject({ attempt: 1, reason: '1006' });
    await proxy.close();
  });

  test('over restarts of the server', async () => {
    const stage = await createStage(servers[0], 2);
    let third = await startApp({ databaseUrl });
    const proxy = await openProxy(third.url);
    const client = openClient({ url: proxy.url, token: tokenOf(stage) });
    const called = collect(client, EVENTS, { after: stage.beginning, expectContiguous: true });
    const restarts = async (): Promise<void> => {
      for (let count = 0; count < 3; count += 1) {
        const before = third;
        const target = called.position + 5;
        await until(() => called.position >= target, 'more results');
        await before.stop();
        await sleep(200);
        third = await startApp({ databaseUrl });
        proxy.lead(third.url);
      }
    };
    await writeDuring(stage, restarts());
    const log = await logOf(stage);
    await until(() => called.position === log.events.length, 'the whole log', 30_000);
    await called.stop();
    await Promise.all([proxy.close(), third.stop()]);
    expect(flawsOf(asDeliveries(called.results), expectedOf(log))).toEqual([]);
    expect(client.states.filter(({ reason }) => reason === '1012 Service restart').length).toBeGreaterThanOrEqual(3);
    expect(client.anomalies).toEqual({ gaps: 0, duplicates: 0 });
  });

  test('also where it brought no cursor and was cut before the first result', async () => {
    const stage = await createStage(servers[0]);
    const [lane] = stage.lanes;
    const proxy = await openProxy(servers[0].url);
    const client = openClient({ url: proxy.url, token: tokenOf(stage) });
    const before = (await logOf(stage)).events.length;
    const { hub } = servers[0];
    const called = collect(client, EVENTS, { expectContiguous: true });
    await until(() => hub.counts.subscribers === 1, 'a subscriber');
    await sleep(200);
    proxy.lead('http://127.0.0.1:9');
    proxy.cut();
    await until(() => client.state.status === 'waiting', 'the cut');
    await revise(servers[1].url, stage.bearer, lane!.improvement, 'while it was away');
    proxy.lead(servers[0].url);
    await until(() => called.results.length === 1, 'the event');
    expect(called.results[0]).toMatchObject({ position: before + 1, data: { events: { note: 'while it was away' } } });
    await called.stop();
    await proxy.close();
  });

  test('over a network that falls silent', async () => {
    const stage = await createStage(servers[0]);
    const [lane] = stage.lanes;
    const proxy = await openProxy(servers[0].url);
    const client = openClient({ url: proxy.url, token: tokenOf(stage) });
    const called = collect(client, EVENTS, { after: stage.beginning, expectContiguous: true });
    await until(() => called.position > 0, 'a result');
    proxy.mute('down');
    const position = await revise(servers[1].url, stage.bearer, lane!.improvement, 'in silence');
    await until(() => called.position === position, 'the event', 40_000);
    expect(client.anomalies).toEqual({ gaps: 0, duplicates: 0 });
    await called.stop();
    await proxy.close();
  });

  test('with states: after a cut comes the newest', async () => {
    const stage = await createStage(servers[0]);
    const [lane] = stage.lanes;
    const proxy = await openProxy(servers[0].url);
    const client = openClient({ url: proxy.url, token: tokenOf(stage) });
    const called = collect(client, 'subscription { deploymentProgress { position total } }');
    await until(() => called.results.length === 1, 'the state');
    proxy.lead('http://127.0.0.1:9');
    proxy.cut();
    const position = await revise(servers[1].url, stage.bearer, lane!.improvement, 'while it was away');
    proxy.lead(servers[0].url);
    await until(() => called.position === position, 'the newest state');
    await called.stop();
    await proxy.close();
  });

  test.each([
    ['loses', 'gap'],
    ['repeats', 'duplicate'],
  ] as const)('over a way that %s a result', async (_what, kind) => {
    const stage = await createStage(servers[0]);
    const length = (await logOf(stage)).events.length;
    let faults = 0;
    /** Loses or repeats the third result of a connection, once. */
    class FaultySocket extends WebSocket {
      #results = 0;
      override emit(event: string, ...parameters: unknown[]): boolean {
        if (event === 'message' && String(parameters[0]).includes('"events"')) {
          this.#results += 1;
          if (this.#results === 3 && faults === 0) {
            faults += 1;
            if (kind === 'gap') return true;
            super.emit(event, ...parameters);
          }
        }
        return super.emit(event, ...parameters);
      }
    }
    const client = openClient({ url: servers[0].url, token: tokenOf(stage), webSocket: FaultySocket });
    const called = collect(client, EVENTS, { after: stage.beginning, expectContiguous: true });
    await until(() => called.position === length, 'the whole log');
    await called.stop();
    expect(faults).toBe(1);
    expect(called.anomalies).toEqual([kind === 'gap' ? { kind, expected: 3, position: 4 } : { kind, position: 3 }]);
    expect(client.anomalies).toEqual({ gaps: kind === 'gap' ? 1 : 0, duplicates: kind === 'duplicate' ? 1 : 0 });
    expect(flawsOf(asDeliveries(called.results), expectedOf(await logOf(stage)))).toEqual([]);
  });

  test('a view that is not all of the log, though expected contiguous, goes on over each gap', async () => {
    const stage = await createStage(servers[0]);
    const client = openClient({ url: servers[0].url, token: tokenOf(stage) });
    const variables = { filter: { types: ['DEPLOYMENT_PLANNED'] } };
    const log = await logOf(stage);
    const expected = expectedOf(log, ({ type }) => type === 'DeploymentPlanned');
    const called = collect(client, EVENTS, { after: stage.beginning, expectContiguous: true, variables });
    await until(() => called.results.length === expected.length, 'all that pass the filter');
    await called.stop();
    expect(flawsOf(asDeliveries(called.results), expected)).toEqual([]);
    expect(called.anomalies.length).toBeGreaterThan(0);
  });

  test('and refetches the state where the history is gone', async () => {
    const stage = await createStage(servers[0]);
    const [lane] = stage.lanes;
    const elsewhere = encodeCursor({ epoch: '0123456789abcdef', position: 1 });
    const client = openClient({ url: servers[0].url, token: tokenOf(stage) });
    const head = (await logOf(stage)).events.length;
    let reading = false;
    const called = collect(client, EVENTS, {
      after: elsewhere,
      expectContiguous: true,
      async onReset() {
        reading = true;
        await revise(servers[0].url, stage.bearer, lane!.improvement, 'while it reads the state');
        await sleep(200);
        expect(called.results, 'nothing comes while the state is read').toEqual([]);
        reading = false;
      },
    });
    await until(() => called.results.length > 0, 'what came after the reset');
    expect(reading).toBe(false);
    expect(called.resets).toEqual([cursorAt(await logOf(stage), head)]);
    expect(called.results).toMatchObject([
      { position: head + 1, data: { events: { note: 'while it reads the state' } } },
    ]);
    await called.stop();

    const told = collect(client, EVENTS, { after: elsewhere });
    await until(() => told.results.length > 0, 'the reset as a result');
    expect(told.results).toMatchObject([{ position: head + 1, data: { events: { __typename: 'Reset' } } }]);
    await told.stop();

    const failing = collect(client, EVENTS, { after: elsewhere, onReset: () => Promise.reject(new Error('no state')) });
    await until(() => failing.ended !== undefined, 'the end');
    expect(failing.ended).toEqual(new Error('no state'));
    await until(() => client.state.status === 'idle', 'the end of the connection');
  });
});
