import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Payload } from '../../src/live/payload.js';
import { PartitionedCache } from '../../src/live/partitioned-cache.js';
import { ConcurrencyLimiter } from '../../src/live/concurrency-limiter.js';

test('values that are kept weigh no more together than they may, and those used last stay', async () => {
  const partitions = new PartitionedCache<Payload>(10_000, (payload) => payload.size);
  const made: string[] = [];
  const get = (partition: ReturnType<typeof partitions.partition>, key: number) =>
    partition.get(key, async () => {
      made.push(String(key));
      return new Payload('x'.repeat(1_000));
    });
  const [one, other] = [partitions.partition(), partitions.partition()];
  for (let key = 1; key <= 100; key += 1) {
    await get(key % 2 ? one : other, key);
    await get(one, 1); // Used again and again.
    expect(partitions.weight).toBeLessThanOrEqual(10_000);
  }
  expect(partitions.size).toBe(4); // 1,000 letters as text, as many bytes, and what a result takes besides.
  expect(made.filter((key) => key === '1')).toHaveLength(1);
  await get(one, 3);
  expect(
    made.filter((key) => key === '3'),
    'it had to make room',
  ).toHaveLength(2);
  one.clear();
  other.clear();
  expect(partitions).toMatchObject({ size: 0, weight: 0 });
});

test('a value is made once for all concurrent requests, and again after it failed or was evicted', async () => {
  const partition = new PartitionedCache<number>(10, () => 1).partition();
  let made = 0;
  const make = async () => {
    made += 1;
    await sleep(1);
    if (made === 1) throw new Error('Not yet.');
    return made;
  };
  const first = [partition.get(1, make), partition.get(1, make)];
  for (const value of first) await expect(value).rejects.toThrow('Not yet.');
  const second = partition.get(1, make);
  expect(await Promise.all([second, partition.get(1, make)])).toEqual([2, 2]);
  partition.forget(1, second);
  const third = partition.get(1, make);
  partition.forget(1, second); // It is another one by now.
  expect(await partition.get(1, make)).toBe(3);
  expect(await third).toBe(3);
});

test('what is larger than all may be together is not kept', async () => {
  const partitions = new PartitionedCache<Payload>(1_000, (payload) => payload.size);
  const { text } = await partitions.partition().get(1, async () => new Payload('x'.repeat(10_000)));
  expect(text).toHaveLength(10_000);
  expect(partitions).toMatchObject({ size: 0, weight: 0 });
});

test('memory of a result counts what it takes as text and as bytes', () => {
  const sizeOf = (text: string) => new Payload(text).size - new Payload('').size;
  expect(sizeOf('abc')).toBe(3 + 3);
  expect(sizeOf('ab✓')).toBe(2 * 3 + 5);
});

test('turns: so many at once, in the order in which they came, and who fails or hangs ends theirs too', async () => {
  const turns = new ConcurrencyLimiter(2, 50);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (index: number) =>
    turns.take(async () => {
      begun.push(index);
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
      if (index % 3 === 0) throw new Error('It failed.');
    });
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => work(index)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(2);
  const hang = () => turns.take(() => new Promise(() => undefined));
  void hang();
  void hang();
  await work(100);
  expect(begun.at(-1)).toBe(100);
  expect(turns.begun).toBe(23);
});
