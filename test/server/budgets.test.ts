import { randomUUID } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { Budgets } from '../../src/server/limits/budgets.js';
import type { BudgetSharing } from '../../src/server/limits/budgets.js';
import { openRedisBudgets } from '../../src/server/limits/redis-budgets.js';
import { createLogger } from '../../src/logger.js';
import { describeWithServices, startRedis } from '../support/services.js';

const LOGGER = createLogger('silent');
const limits = { person: { operations: 3, cost: 100 }, organization: { operations: 5, cost: 150 } };
const somebody = (subject: string) => ({ subject, organization: 'acme', expiresAt: undefined });
const [ann, ben] = [somebody('ann'), somebody('ben')];

/** Budgets whose clock is set by the test, at ten seconds after the full minute. */
function atTen(sharing?: BudgetSharing, salt = '') {
  let now = 1_800_000_010_000 - (1_800_000_000_000 % 60_000);
  const budgets = new Budgets(limits, sharing, () => now);
  const who = (subject: string) => somebody(subject + salt);
  return { budgets, who, pass: (milliseconds: number) => void (now += milliseconds) };
}

describe('a budget', () => {
  it('of operations is taken one by one, and is there again in the next minute', () => {
    const { budgets, pass } = atTen();
    expect([1, 2, 3, 4].map(() => budgets.take(ann, 1)?.retryAfter)).toEqual([undefined, undefined, undefined, 50]);
    pass(49_001);
    expect(budgets.take(ann, 1)?.retryAfter).toBe(1);
    pass(1_000);
    expect(budgets.take(ann, 1)).toBeUndefined();
  });

  it('of cost has room for what fits, also after something that did not', () => {
    const { budgets } = atTen();
    expect([60, 41, 40].map((cost) => budgets.take(ann, cost)?.retryAfter)).toEqual([undefined, 50, undefined]);
    expect(budgets.remaining(ann)).toEqual({ person: { operations: 1, cost: 0 }, resetsIn: 50 });
  });

  it('is each person’s own', () => {
    const { budgets } = atTen();
    for (let n = 0; n < 4; n += 1) budgets.take(ann, 1);
    expect(budgets.take(ann, 1)?.retryAfter).toBe(50);
    expect(budgets.take(ben, 1)).toBeUndefined();
    expect(budgets.take({ ...ann, organization: 'other' }, 1)?.retryAfter, 'whichever organization they name').toBe(50);
  });

  it('of an organization is for all of its people, from when it is known', () => {
    const { budgets } = atTen();
    for (const who of [ann, ben]) {
      for (let n = 0; n < 2; n += 1) {
        expect(budgets.take(who, 30)).toBeUndefined();
        budgets.learn(who, 'acme-id', 30);
      }
    }
    expect(budgets.remaining(ann)).toMatchObject({ organization: { operations: 1, cost: 30 } });
    expect(budgets.take(ben, 31)?.retryAfter, 'not enough is left for all').toBe(50);
    expect(budgets.take(ben, 30)).toBeUndefined();
    expect(budgets.take(ann, 1)?.retryAfter, 'nothing is').toBe(50);
  });

  it('without a limit is never taken up', () => {
    const none = { operations: Infinity, cost: Infinity };
    const budgets = new Budgets({ person: none, organization: none });
    for (let n = 0; n < 1_000; n += 1) expect(budgets.take(ann, 250_000)).toBeUndefined();
  });
});

describeWithServices('budgets of several servers', ({ redisUrl }) => {
  test('are added up in Redis, and each refuses what another has taken', async () => {
    const salt = randomUUID();
    const [a, b] = [
      atTen(openRedisBudgets(redisUrl, 'test', LOGGER), salt),
      atTen(openRedisBudgets(redisUrl, 'test', LOGGER), salt),
    ];
    const { who } = a;
    try {
      await expect
        .poll(
          async () => {
            // One operation of somebody new each time, until Redis is connected.
            const other = who(randomUUID());
            a.budgets.take(other, 10);
            await a.budgets.share();
            b.budgets.take(other, 10);
            await b.budgets.share();
            return b.budgets.remaining(other).person;
          },
          { timeout: 20_000 },
        )
        .toEqual({ operations: 1, cost: 80 });
      for (let n = 0; n < 3; n += 1) expect(a.budgets.take(who('ann'), 1)).toBeUndefined();
      await a.budgets.share();
      expect(b.budgets.take(who('ann'), 1), 'it has not heard yet').toBeUndefined();
      await b.budgets.share();
      expect(b.budgets.take(who('ann'), 1)?.retryAfter).toBe(50);
    } finally {
      a.budgets.stop();
      b.budgets.stop();
    }
  });

  test('count each for itself while Redis is away, and lose nothing that they know', async () => {
    const redis = await startRedis();
    const { budgets, who } = atTen(openRedisBudgets(redis.url, 'test', LOGGER), randomUUID());
    await redis.stop();
    const began = performance.now();
    for (let n = 0; n < 3; n += 1) expect(budgets.take(who('ann'), 1)).toBeUndefined();
    expect(budgets.take(who('ann'), 1)?.retryAfter).toBe(50);
    expect(performance.now() - began, 'nothing waits for Redis').toBeLessThan(100);
    await budgets.share();
    expect(budgets.take(who('ann'), 1)?.retryAfter).toBe(50);
    budgets.stop();
  });
});
