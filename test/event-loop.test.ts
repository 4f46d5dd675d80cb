import { expect, test } from 'vitest';
import { inTurn } from '../src/event-loop.js';

test('thousands of pieces of work begin in order, and everything else has turns in between', async () => {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  const begun: number[] = [];
  const work = async (n: number): Promise<void> => {
    await inTurn();
    begun.push(n);
  };
  const numbers = Array.from({ length: 2_000 }, (_, n) => n);
  await Promise.all(numbers.map(work));
  clearImmediate(next);
  expect(begun).toEqual(numbers);
  expect(turns).toBeGreaterThan(100);
});

test('a single piece begins at once', async () => {
  await new Promise((resolve) => setImmediate(resolve));
  expect(inTurn()).toBeUndefined();
});

test('what comes after a long piece has a turn of its own', async () => {
  await new Promise((resolve) => setImmediate(resolve));
  expect(inTurn()).toBeUndefined();
  const begun = performance.now();
  while (performance.now() - begun < 20);
  expect(inTurn()).toBeInstanceOf(Promise);
});
