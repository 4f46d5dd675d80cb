import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withProgress } from '../../src/cli/output.js';

/** Something to write to that keeps what is written. */
function createStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  return { written, stream: stream as unknown as NodeJS.WriteStream };
}

test('a terminal sees a bar, and a clean line at the end, also after a failure', async () => {
  const { written, stream } = createStream(true);
  const work = withProgress(
    'events written',
    2_000,
    async (advance) => {
      advance(1); // Too soon to be worth showing.
      await sleep(120);
      advance(1_000);
      throw new Error('full');
    },
    stream,
  );
  await expect(work).rejects.toThrow('full');
  expect(written).toEqual([
    `\r\u001B[K${'█'.repeat(15)}${'░'.repeat(15)}  50 % 1,000 of 2,000 events written`,
    '\r\u001B[K',
  ]);
});

test('anything else gets a plain line now and then', async () => {
  const { written, stream } = createStream(false);
  const result = await withProgress(
    'events read',
    undefined,
    async (advance) => {
      advance(1);
      await sleep(2_050);
      advance(12_345);
      advance(12_346);
      return 'done';
    },
    stream,
  );
  expect({ result, written }).toEqual({ result: 'done', written: ['12,345 events read\n'] });
});
