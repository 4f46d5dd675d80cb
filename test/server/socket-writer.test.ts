import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as ws from 'ws';
import type { WebSocket } from 'ws';
import { Payload } from '../../src/live/payload.js';
import { limits as defaultLimits } from '../../src/limits.js';
import { Outflow } from '../../src/server/limits/connection-writer.js';
import { frame, socketOutlet } from '../../src/server/ws/socket-writer.js';

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
  const outflow = new Outflow(stream, { limits, unsent }, stalled);
  const outlet = (id: string) => socketOutlet(socket, stream, outflow, id);
  return { ...connection, connection, stream, socket, stalled, outflow, outlet };
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
  const { outlet, calls } = createConnection();
  const [one, two] = [outlet('1'), outlet('2')];
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
  const written = async (write: (outlet: ReturnType<ReturnType<typeof createConnection>['outlet']>) => void) => {
    const { outlet, calls } = createConnection();
    write(outlet('1'));
    await turn();
    return Buffer.concat(calls.flat());
  };
  const together = await written((outlet) => outlet.writeAll(payloads));
  expect(together.equals(await written((outlet) => payloads.forEach((payload) => outlet.write(payload))))).toBe(true);
});

test('nothing is written to a socket that is closing', async () => {
  const { outlet, calls, socket } = createConnection();
  Object.assign(socket, { readyState: 2 });
  outlet('1').write(new Payload('{}'));
  await turn();
  expect(calls).toEqual([]);
});

/** Fills a socket whose other end does not read. */
async function fill({ connection, outlet: open }: ReturnType<typeof createConnection>) {
  const outlet = open('1');
  connection.reading = false;
  while (!outlet.isFull()) outlet.write(new Payload(`"${'x'.repeat(10_000)}"`));
  await turn();
  return outlet;
}

test('a full socket says when all has been sent, to those who have not given up', async () => {
  const made = createConnection();
  const outlet = await fill(made);
  expect(made.stream.writableLength).toBeLessThan(defaultLimits.maxUnsent + 11_000);
  const woken: string[] = [];
  outlet.whenRoom(() => woken.push('one'));
  outlet.whenRoom(() => woken.push('two'));
  outlet.whenRoom(() => woken.push('three'))();
  made.connection.reading = true;
  for (const done of made.held.splice(0)) done();
  await turn();
  expect(woken).toEqual(['one', 'two']);
  expect(outlet.isFull()).toBe(false);
  vi.advanceTimersByTime(2 * defaultLimits.maxStall);
  expect(made.stalled).not.toHaveBeenCalled();
});

test('a socket that makes no progress is asked to come back; one that is slow is left', async () => {
  const made = createConnection();
  const outlet = await fill(made);
  outlet.whenRoom(() => undefined);
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
  const outlet = healthy.outlet('1');
  healthy.connection.reading = false;
  while (!outlet.isFull()) outlet.write(new Payload(`"${'x'.repeat(1_000)}"`));
  expect(healthy.stream.writableLength).toBeLessThan(limits.highWaterMark + 1_100);
  await turn();
  for (const { outflow } of [dead, slow]) outflow.end();
  expect(unsent.bytes).toBe(healthy.stream.writableLength);
  expect(outlet.isFull()).toBe(false);
  healthy.connection.reading = true;
  for (const done of healthy.held.splice(0)) done();
  await turn();
  expect(unsent.bytes).toBe(0);
});
