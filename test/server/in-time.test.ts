import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scopeHere } from '../../src/database/statements.js';
import { inTime, LateError } from '../../src/server/graphql/in-time.js';

const LONG = 60_000;
const isCanceled = () => scopeHere()?.signal?.aborted;

test('work in time is done, and its failure is its own', async () => {
  expect(await inTime(LONG, isCanceled)).toBe(false);
  await expect(inTime(LONG, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('work that takes too long is canceled, and given up', async () => {
  let canceled: boolean | undefined;
  const work = async (): Promise<void> => {
    await sleep(100);
    canceled = isCanceled();
  };
  await expect(inTime(10, work)).rejects.toThrow(LateError);
  await expect.poll(() => canceled).toBe(true);
});

test('work is canceled where its caller leaves, also where they had left before it began', async () => {
  const leaving = new AbortController();
  const work = async (): Promise<boolean | undefined> => {
    leaving.abort();
    return isCanceled();
  };
  expect(await inTime(LONG, work, leaving.signal)).toBe(true);
  expect(await inTime(LONG, isCanceled, AbortSignal.abort())).toBe(true);
});
