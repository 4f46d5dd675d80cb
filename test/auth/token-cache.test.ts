import { describe, expect, it } from 'vitest';
import { cachedReader } from '../../src/auth/token-cache.js';
import type { Claims } from '../../src/auth/tokens.js';

/** A reader that counts, over tokens that a test may take back, at a time that it sets. */
function createReader(good: Map<string, Claims>) {
  const state = { reads: 0, now: 1_000_000 };
  const read = cachedReader(
    async (token) => {
      state.reads += 1;
      return good.get(token) ?? null;
    },
    () => state.now,
  );
  return { state, read };
}

const claims = (expiresAt?: number): Claims => ({ subject: 'ada', organization: 'demo', expiresAt });

describe('the memory of tokens', () => {
  it('looks at a good token every 30 seconds', async () => {
    const good = new Map([['t', claims()]]);
    const { state, read } = createReader(good);
    for (let count = 0; count < 3; count += 1) expect(await read('t')).toEqual(claims());
    expect(state.reads).toBe(1);
    good.delete('t');
    state.now += 29_999;
    expect(await read('t')).toEqual(claims());
    state.now += 1;
    expect(await read('t')).toBeNull();
    expect(await read('t')).toBeNull();
    expect(state.reads).toBe(3);
  });

  it('never takes a token for good at or after its end', async () => {
    const end = 1_010_000;
    const good = new Map([['t', claims(end)]]);
    const { state, read } = createReader(good);
    await read('t');
    good.clear();
    state.now = end - 1;
    expect(await read('t')).toEqual(claims(end));
    state.now = end;
    expect(await read('t')).toBeNull();
  });

  it('remembers nothing bad, and none that is a good one with more or less at its end', async () => {
    const { state, read } = createReader(new Map([['good', claims()]]));
    await read('good');
    for (const bad of ['goo', 'goods', 'Good', '']) {
      expect(await read(bad)).toBeNull();
      expect(await read(bad)).toBeNull();
    }
    expect(state.reads).toBe(9);
  });

  it('keeps a bounded number, of bounded length', async () => {
    const names = Array.from({ length: 10_001 }, (_, index) => `t${index}`);
    const long = 'x'.repeat(2_049);
    const { state, read } = createReader(new Map([...names, long].map((name) => [name, claims()])));
    for (const name of names) await read(name);
    state.reads = 0;
    await read('t10000');
    await read('t1');
    expect(state.reads).toBe(0);
    await read('t0');
    expect(state.reads).toBe(1);
    await read(long);
    await read(long);
    expect(state.reads).toBe(3);
  });
});
