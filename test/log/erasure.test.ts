import { hash } from 'node:crypto';
import fc from 'fast-check';
import { isObjectType } from 'graphql';
import { describe, expect, test, vi } from 'vitest';
import { schema } from '../../src/graph/schema.js';
import { appendEvents } from '../../src/log/append.js';
import { readStored } from '../../src/log/chaining.js';
import type { StoredEvent } from '../../src/log/chaining.js';
import { eraseTexts } from '../../src/log/erasure.js';
import { verifyChain } from '../../src/log/verification.js';
import { describeOnBothEngines } from '../support/engines.js';
import { unguarded } from '../support/unguarded.js';
import { createLog, someEvent, unchain } from './a-log.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

describeOnBothEngines('a text that is erased from an event', (database) => {
  /** A log with an event at position 2 that has texts in all places. */
  const makeLog = async (event = someEvent()) => {
    const log = await createLog(database());
    await database().prisma.$transaction((db) => appendEvents(db, log.cause, [event, someEvent()]));
    const { organizationId } = log;
    const read = async (): Promise<StoredEvent> => {
      const [second] = await readStored(database().prisma, organizationId, 1, 1);
      if (!second) throw new Error('There is no event.');
      return second;
    };
    const erase = (...paths: string[]) => eraseTexts(database().prisma, organizationId, 2, paths);
    const verified = () => verifyChain(database().prisma, organizationId);
    const broken = async () => (await verified()).broken?.position;
    const change = (sql: string) =>
      database().prisma.$executeRawUnsafe(
        `UPDATE "Event" SET ${sql} WHERE "organizationId" = '${organizationId}' AND "position" = 2`,
      );
    return { ...log, read, erase, verified, broken, change };
  };

  test('is gone, in one turn or several, and the chain is whole', async () => {
    const { read, erase, verified, broken } = await makeLog();
    const was = await read();
    expect((await verified()).erased).toBeUndefined();
    await erase('note', 'before.title');
    expect(await read()).toMatchObject({
      note: null,
      before: { title: null, percent: 0.5, tags: ['a', 'b'], lead: null },
      after: was.after,
      hash: was.hash,
      salt: null,
      proof: {
        note: { is: expect.stringMatching(/^[0-9a-f]{64}$/) },
        'before.title': { is: expect.stringMatching(/^[0-9a-f]{64}$/) },
        'before.tags': { salt: expect.stringMatching(/^[0-9a-f]{64}$/) },
        'after.title': { salt: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
    expect(await broken()).toBeUndefined();
    await erase('before.tags', 'note', 'before.lead');
    expect(await read()).toMatchObject({
      before: { title: null, percent: 0.5, tags: null, lead: null },
      after: was.after,
    });
    expect((await verified()).erased).toBe(1);
    expect(await broken()).toBeUndefined();
  });

  test('cannot be guessed from what is left', async () => {
    const { read, erase } = await makeLog();
    const { salt } = await read();
    await erase('note');
    const left = JSON.stringify(await read());
    const saltOfNote = hash('sha256', Buffer.concat([Buffer.from(salt ?? '', 'hex'), Buffer.from('note')]));
    expect(left).not.toContain(salt);
    expect(left).not.toContain(saltOfNote);
    expect(left).not.toContain('Why it was done');
  });

  test('does not come back, nor becomes another, and the texts that stay are still proved', async () => {
    const { erase, change, broken, read } = await makeLog();
    await erase('note', 'after.title');
    const erased = await read();
    const changes = [
      `"note" = 'Why it was done'`,
      `"after" = jsonb_set("after", '{title}', '"Old"')`,
      `"before" = jsonb_set("before", '{title}', '"Other"')`,
      `"proof" = "proof" - 'note'`,
      `"proof" = jsonb_set("proof", '{note,is}', '"00"')`,
    ];
    for (const sql of changes) {
      await expect.soft(change(sql), sql).rejects.toThrow('Events stay as they were written');
      const undone = new Error('undone');
      const found = unguarded(database(), async (db) => {
        await db.$executeRawUnsafe(
          `UPDATE "Event" SET ${sql} WHERE "organizationId" = '${erased.organizationId}' AND "position" = 2`,
        );
        expect.soft((await verifyChain(db, erased.organizationId)).broken?.position, sql).toBe(2);
        throw undone;
      });
      await expect(found).rejects.toBe(undone);
    }
    expect(await read()).toEqual(erased);
    expect(await broken()).toBeUndefined();
  });

  test('is refused where it is none, and where the event is not chained', async () => {
    const { prisma } = database();
    const { organizationId, erase, read } = await makeLog();
    const was = await read();
    for (const path of ['after.percent', 'after.nothing', 'after', 'before.', 'type', 'Note', ''])
      await expect.soft(erase('note', path), path).rejects.toThrow(`has no text at ${path}`);
    await expect(eraseTexts(prisma, organizationId, 4, ['note'])).rejects.toThrow('There is no event at 4');
    expect(await read()).toEqual(was);
    await erase('before.lead');
    expect(await read(), 'null already').toEqual(was);
    await unchain(database(), organizationId);
    await expect(erase('note')).rejects.toThrow('is not chained yet');
    expect((await read()).note).toBe(was.note);
  });

  test('leaves the chain whole whatever it was', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).map((value) => value.replaceAll('\0', ''));
    const value = fc.oneof(
      text,
      fc.array(text, { maxLength: 2 }),
      fc.dictionary(text, text, { maxKeys: 2 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    );
    const fields = fc.dictionary(text, value, { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(fields, fields, fc.infiniteStream(fc.boolean()), async (before, after, choose) => {
        const { read, erase, broken } = await makeLog({ ...someEvent('A note', after), before });
        const was = await read();
        const paths = [
          ...Object.entries(was.before ?? {}).map(([key, each]) => [`before.${key}`, each] as const),
          ...Object.entries(was.after).map(([key, each]) => [`after.${key}`, each] as const),
        ].filter(([, each]) => typeof each === 'string' || (typeof each === 'object' && each !== null));
        const chosen = paths.map(([path]) => path).filter(() => choose.next().value);
        await erase(...chosen);
        expect(await broken()).toBeUndefined();
        const now = await read();
        for (const path of chosen) {
          const [side, ...key] = path.split('.') as ['before' | 'after', ...string[]];
          expect(now[side]?.[key.join('.')]).toBeNull();
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('what erased texts could be guessed by', () => {
  test('is not in the graph', () => {
    const named = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) =>
        isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
      );
    expect(named.length).toBeGreaterThan(500);
    expect(named.filter((name) => /\.(salts?|proofs?)$/i.test(name))).toEqual([]);
  });
});
