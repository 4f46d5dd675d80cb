import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as ws from 'ws';
import type { WebSocket } from 'ws';
import { Payload } from '../../src/live/payload.js';
import { limits as defaultLimits } from '../../src/limits.js';
import { ConnectionWriter } from '../../src/server/limits/connection-writer.js';
import { frame, socketSink } from '../../src/server/ws/socket-writer.js';

/** A connection whose other end reads when it is let, and what it has read, one entry a system call. */
function createConnection(limits = defaultLimits, unsent = { bytes: 0 }) {
  const calls: Buffer[][] = [];
  const held: (() => void)[] = [];
  const connection = { calls, held, reading: true };
  const took = (buffers: Buffer[], done: () => void): void => {
    calls.push(buffers);
    if (connection.reading) done();
    else held.push(done);
  };
  const stream = new Duplex({
    writableHighWaterMark: limits.highWaterMark,
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => took([chunk], done),
    writev: (chunks, done) =>
      took(
        chunks.map(({ chunk }) => chunk as Buffer),
        done,
      ),
  });
  const socket = { readyState: 1, OPEN: 1 } as unknown as WebSocket;
  const stalled = vi.fn();
  const writer = new ConnectionWriter(stream, { limits, unsent }, stalled);
  const sink = (id: string) => socketSink(socket, stream, writer, id);
  return { ...connection, connection, stream, socket, stalled, writer, sink };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test.each([0, 1, 84, 85, 86, 87, 65_494, 65_495, 65_496, 65_497, 200_000])(
  'a frame with a payload of %i characters is what a client of WebSocket reads',
  async (length) => {
    const before = Buffer.from('{"id":"1","type":"next","payload":"'.padEnd(40, ' '));
    const payload = Buffer.from('é'.padEnd(length, 'x').slice(0, length));
    const { Receiver } = ws as unknown as { Receiver: new (options: object) => Duplex };
    const receiver = new Receiver({ isServer: false });
    const message = once(receiver, 'message') as Promise<[Buffer, boolean]>;
    for (const part of frame(before, payload)) receiver.write(part);
    const [text, isBinary] = await message;
    expect(isBinary).toBe(false);
    expect(text.equals(Buffer.concat([before, payload, Buffer.from('}')]))).toBe(true);
  },
);

test('what is written in one turn goes out at once, in order, for all subscriptions of the socket', async () => {
  const { sink, calls } = createConnection();
  const [one, two] = [sink('1'), sink('2')];
  one.write(new Payload('{"a":1}'));
  two.write(new Payload('{"a":1}'));
  one.write(new Payload('{"a":2}'));
  expect(calls).toEqual([]);
  await turn();
  expect(calls).toHaveLength(1);
  expect(calls[0]?.map((bytes) => bytes.subarray(2).toString())).toEqual([
    '{"id":"1","type":"next","payload":{"a":1}}',
    '{"id":"2","type":"next","payload":{"a":1}}',
    '{"id":"1","type":"next","payload":{"a":2}}',
  ]);
});

test.each([[100], [20_000]])('several results of %i characters are what each by itself would be', async (length) => {
  const payloads = ['a', 'b', 'c'].map((letter) => new Payload(`"${letter.repeat(length)}"`));
  const written = async (write: (sink: ReturnType<ReturnType<typeof createConnection>['sink']>) => void) => {
    const { sink, calls } = createConnection();
    write(sink('1'));
    await turn();
    return Buffer.concat(calls.flat());
  };
  const together = await written((sink) => sink.writeAll(payloads));
  expect(together.equals(await written((sink) => payloads.forEach((payload) => sink.write(payload))))).toBe(true);
});

test('nothing is written to a socket that is closing', async () => {
  const { sink, calls, socket } = createConnection();
  Object.assign(socket, { readyState: 2 });
  sink('1').write(new Payload('{}'));
  await turn();
  expect(calls).toEqual([]);
});

/** Fills a socket whose other end does not read. */
async function fill({ connection, sink: open }: ReturnType<typeof createConnection>) {
  const sink = open('1');
  connection.reading = false;
  while (!sink.isFull()) sink.write(new Payload(`"${'x'.repeat(10_000)}"`));
  await turn();
  return sink;
}

test('a full socket says when all has been sent, to those who have not given up', async () => {
  const made = createConnection();
  const sink = await fill(made);
  expect(made.stream.writableLength).toBeLessThan(defaultLimits.maxUnsent + 11_000);
  const woken: string[] = [];
  sink.onDrain(() => woken.push('one'));
  sink.onDrain(() => woken.push('two'));
  sink.onDrain(() => woken.push('three'))();
  made.connection.reading = true;
  for (const done of made.held.splice(0)) done();
  await turn();
  expect(woken).toEqual(['one', 'two']);
  expect(sink.isFull()).toBe(false);
  vi.advanceTimersByTime(2 * defaultLimits.maxStall);
  expect(made.stalled).not.toHaveBeenCalled();
});

test('a socket that makes no progress is asked to come back; one that is slow is left', async () => {
  const made = createConnection();
  const sink = await fill(made);
  sink.onDrain(() => undefined);
  vi.advanceTimersByTime(defaultLimits.maxStall - 1);
  expect(made.stalled).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(made.stalled).toHaveBeenCalledOnce();
});

test('while all connections together have too much unsent, each has less room; what ends is not counted', async () => {
  const unsent = { bytes: 0 };
  const limits = { ...defaultLimits, maxUnsentInAll: 100_000 };
  const [dead, slow, healthy] = [1, 2, 3].map(() => createConnection(limits, unsent)) as [
    ReturnType<typeof createConnection>,
    ReturnType<typeof createConnection>,
    ReturnType<typeof createConnection>,
  ];
  await fill(dead);
  expect(unsent.bytes).toBe(dead.stream.writableLength);
  await fill(slow);
  expect(unsent.bytes).toBeLessThan(limits.maxUnsentInAll + limits.maxUnsent + 11_000);
  const sink = healthy.sink('1');
  healthy.connection.reading = false;
  while (!sink.isFull()) sink.write(new Payload(`"${'x'.repeat(1_000)}"`));
  expect(healthy.stream.writableLength).toBeLessThan(limits.highWaterMark + 1_100);
  await turn();
  for (const { writer } of [dead, slow]) writer.end();
  expect(unsent.bytes).toBe(healthy.stream.writableLength);
  expect(sink.isFull()).toBe(false);
  healthy.connection.reading = true;
  for (const done of healthy.held.splice(0)) done();
  await turn();
  expect(unsent.bytes).toBe(0);
});
