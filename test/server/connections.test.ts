import { limits } from '../../src/limits.js';
import { expect, test } from 'vitest';
import { Connections } from '../../src/server/limits/connections.js';
import type { Connection } from '../../src/server/limits/connections.js';

/** Connections that note in which turn of the event loop they were asked to leave, and how often they showed signs of life. */
function createMany(count: number, time: { max?: number; keepAlive?: number } = {}) {
  const connections = new Connections({ ...limits, maxConnections: time.max ?? count }, time.keepAlive ?? 60_000);
  const waves: number[] = [];
  let open = false;
  const close = (code: number): void => {
    expect(code).toBe(1012);
    if (!open) {
      open = true;
      waves.push(0);
      setImmediate(() => (open = false));
    }
    waves[waves.length - 1] = (waves.at(-1) ?? 0) + 1;
  };
  const beats = new Map<Connection, number>();
  for (let n = 0; n < count; n += 1) {
    const connection: Connection = {
      transport: 'websocket',
      close,
      cut: () => undefined,
      beat: () => void beats.set(connection, (beats.get(connection) ?? 0) + 1),
    };
    connections.add(connection);
  }
  return { connections, waves, beats };
}

test.each([
  { count: 0, time: 10_000, most: 0, waves: 0 },
  { count: 1, time: 10_000, most: 1, waves: 1 },
  { count: 100, time: 10_000, most: 100, waves: 1 },
  { count: 250, time: 10_000, most: 100, waves: 3 },
  { count: 20_000, time: 10_000, most: 1_000, waves: 22 },
  { count: 20_000, time: 1_000, most: 10_000, waves: 2 },
  { count: 20_000, time: 0, most: 20_000, waves: 1 },
])('$count connections leave within $time ms in $waves waves', async ({ count, time, most, waves: expected }) => {
  const { connections, waves } = createMany(count);
  const begun = performance.now();
  const leaving = connections.leave(time);
  expect(connections.hasRoom, 'nobody comes any more').toBe(false);
  await leaving;
  const took = performance.now() - begun;
  connections.stop();
  expect(waves).toHaveLength(expected);
  expect(waves.reduce((sum, size) => sum + size, 0)).toBe(count);
  expect(Math.max(0, ...waves)).toBeLessThanOrEqual(most);
  expect(took).toBeGreaterThanOrEqual(Math.max(0, expected - 1) * 180);
});

test('each shows a sign of life once in a while, not all at once', async () => {
  const keepAlive = 600;
  const { connections, beats } = createMany(120, { keepAlive });
  await expect.poll(() => beats.size, { interval: 5 }).toBeGreaterThan(0);
  expect(beats.size).toBeLessThan(120);
  await expect
    .poll(() => Math.min(...beats.values()) >= 3 && beats.size === 120, { timeout: 30 * keepAlive })
    .toBe(true);
  expect(Math.max(...beats.values()) - Math.min(...beats.values())).toBeLessThanOrEqual(1);
  connections.stop();
});

test('there is room for so many', () => {
  const { connections } = createMany(2, { max: 3 });
  expect([connections.size, connections.hasRoom]).toEqual([2, true]);
  const third: Connection = {
    transport: 'websocket',
    close: () => undefined,
    cut: () => undefined,
    beat: () => undefined,
  };
  connections.add(third);
  expect([connections.size, connections.hasRoom]).toEqual([3, false]);
  connections.remove(third);
  connections.remove(third);
  expect([connections.size, connections.hasRoom]).toEqual([2, true]);
  connections.stop();
});
