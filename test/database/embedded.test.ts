import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openMemoryDatabase } from '../../src/database/embedded.js';
import { cancelable } from '../../src/database/statements.js';

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
});
afterAll(() => database.close());

/** How often everything else has a turn while some work is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let next = setImmediate(count);
  function count(): void {
    turns += 1;
    next = setImmediate(count);
  }
  await work();
  clearImmediate(next);
  return turns;
}

/** Reads so often, one statement after the other. */
async function readOften(times: number, read: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n += 1) await read();
}

test('many statements do not hold up everything else', async () => {
  const { prisma } = database;
  expect(await turnsDuring(() => readOften(100, () => prisma.unit.count()))).toBeGreaterThan(15);
});

test('nor do those of a transaction', async () => {
  const { prisma } = database;
  const work = () => prisma.$transaction((transaction) => readOften(100, () => transaction.unit.count()));
  expect(await turnsDuring(work)).toBeGreaterThan(15);
});

test('nor do dear ones that come together', async () => {
  const { prisma } = database;
  const dear = () => prisma.$queryRaw`SELECT COUNT(*)::int AS count FROM generate_series(1, 200000)`;
  const together = () => Promise.all(Array.from({ length: 4 }, dear));
  await together();
  expect(await turnsDuring(together)).toBeGreaterThanOrEqual(3);
});

test('statements at once answer each with its own rows', async () => {
  const { prisma } = database;
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  const rows = await Promise.all(numbers.map((n) => prisma.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`));
  expect(rows).toEqual(numbers.map((n) => [{ n }]));
});

test('an operation of many statements does not hold up another one', async () => {
  const { prisma } = database;
  const done: string[] = [];
  const ask = (who: string, times: number) => {
    const read = async () => void (await prisma.$queryRaw`SELECT 1`.then(() => done.push(who)));
    return cancelable(new AbortController().signal, () => Promise.all(Array.from({ length: times }, read)));
  };
  await Promise.all([ask('many', 200), ask('few', 5)]);
  expect(done).toHaveLength(205);
  expect(done.lastIndexOf('few')).toBeLessThan(30);
});

test('an operation that is canceled has no further statement', async () => {
  const { prisma } = database;
  const canceling = new AbortController();
  let answered = 0;
  const asked = cancelable(canceling.signal, () =>
    Promise.allSettled(
      Array.from({ length: 100 }, async () => {
        await prisma.$queryRaw`SELECT 1`;
        if ((answered += 1) === 3) canceling.abort();
      }),
    ),
  );
  expect((await asked).filter(({ status }) => status === 'fulfilled').length).toBeLessThan(10);
});

test('a statement that fails ends nobody else’s turn', async () => {
  const { prisma } = database;
  const answers = await Promise.allSettled(
    ['SELECT 1 AS n', 'SELECT nothing', 'SELECT 2 AS n'].map((sql) => prisma.$queryRawUnsafe(sql)),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
