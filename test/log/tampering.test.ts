import { expect, test, vi } from 'vitest';
import { chainLog } from '../../src/log/chaining.js';
import { hexOf } from '../../src/log/event-log.js';
import { isGuarded } from '../../src/log/guard.js';
import { verifyChain } from '../../src/log/verification.js';
import type { Witness } from '../../src/log/verification.js';
import { blocksOf } from '../process/release.js';
import { describeOnBothEngines } from '../support/engines.js';
import { unguarded } from '../support/unguarded.js';
import type { ALog } from './a-log.js';
import { createLogOfTen, CUT, foundAfter, TABLE } from './tampering.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

describeOnBothEngines('a log that somebody has changed', (database) => {
  const makeLog = () => createLogOfTen(database());
  const foundIn = (log: ALog, sql: string, witnesses: readonly Witness[] = []): Promise<string> =>
    foundAfter(database(), log, sql, async (db) => {
      const { broken } = await verifyChain(db, log.organizationId, witnesses);
      return broken ? `at ${broken.position}: ${broken.what}` : 'nothing';
    });

  test('is found out, at the first position that is not what was written', async () => {
    const log = await makeLog();
    expect(await foundIn(log, 'SELECT 1')).toBe('nothing');
    for (const [what, sql, found] of TABLE) expect.soft(await foundIn(log, sql), what).toMatch(new RegExp(`^${found}`));
  });

  test('is found out where its end was cut off only by a checkpoint', async () => {
    const log = await makeLog();
    const { hash } = await database().prisma.eventLog.findUniqueOrThrow({
      where: { organizationId: log.organizationId },
    });
    const checkpoint = { position: 10, hash: hexOf(hash) ?? '' };
    expect(await foundIn(log, CUT)).toBe('nothing');
    expect(await foundIn(log, 'SELECT 1', [checkpoint])).toBe('nothing');
    expect(await foundIn(log, CUT, [checkpoint])).toMatch(/^at 10: it ended at 10 or later once/);
  });

  test('is whole again once it was corrected and chained again, as the guide has it', async () => {
    const log = await makeLog();
    const { prisma } = database();
    const [unchain = ''] = await blocksOf('docs/operating.md', 'Audit', 'sql');
    await unguarded(database(), (db) =>
      db.event.updateMany({
        where: { organizationId: log.organizationId, position: 5 },
        data: { occurredAt: new Date(0) },
      }),
    );
    expect((await verifyChain(prisma, log.organizationId, [])).broken).toMatchObject({ position: 5 });
    await prisma.$executeRawUnsafe(unchain);
    expect(await isGuarded(prisma)).toBe(true);
    expect(await chainLog(prisma, log.organizationId, { batch: 4 })).toBe(true);
    expect((await verifyChain(prisma, log.organizationId, [])).broken ?? null).toBeNull();
  });

  test('is detected by a checkpoint where the whole log was rewritten', async () => {
    const log = await makeLog();
    const other = { position: 7, hash: 'ab'.repeat(32) };
    const own = await database().prisma.event.findFirstOrThrow({
      where: { organizationId: log.organizationId, position: 7 },
    });
    expect(await foundIn(log, 'SELECT 1', [other])).toMatch(/^at 7: it is not what it was once/);
    const both = [other, { position: 7, hash: hexOf(own.hash) ?? '' }];
    for (const known of [both, both.toReversed()])
      expect(await foundIn(log, 'SELECT 1', known)).toMatch(/^at 7: it is not what it was once/);
  });
});
