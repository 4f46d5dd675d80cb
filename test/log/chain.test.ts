import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Queryable } from '../../src/database/database.js';
import { Prisma } from '../../src/generated/prisma/client.js';
import { canonicalJson } from '../../src/json.js';
import { appendEvents, appendStaged, stageEvents } from '../../src/log/append.js';
import { BEGINNING, bodyOf, hashAfter } from '../../src/log/chain.js';
import type { PlacedEvent } from '../../src/log/chain.js';
import { chainLogs, findUnchained, readStored } from '../../src/log/chaining.js';
import { loggedEvent, readHead, readLog } from '../../src/log/event-log.js';
import { verifyChain } from '../../src/log/verification.js';
import { describeOnBothEngines } from '../support/engines.js';
import { unguarded } from '../support/unguarded.js';
import { appendAsBefore, appendMany, createLog, someEvent, unchain } from './a-log.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

/** The worked example of docs/log-format.md. */
const ADA: PlacedEvent = {
  organizationId: '01930000-0000-7000-8000-000000000001',
  position: 1,
  type: 'PersonAdded',
  occurredAt: new Date('2026-11-24T02:07:41.123Z'),
  actorId: null,
  viaTokenId: null,
  viaService: null,
  signIn: null,
  recordType: 'Person',
  recordId: '01930000-0000-7000-8000-000000000002',
  recordVersion: 1,
  improvementId: null,
  planId: null,
  deploymentId: null,
  unitId: null,
  note: 'Welcome',
  before: null,
  after: { name: 'Ada', active: true, percent: 40 },
  salt: '000102030405060708090a0b0c0d0e0f',
  proof: null,
};
const BODY =
  '{"actorId":null,"after":{"active":true,"name":"db4f1c8cc53e3bd7c286493abb5162d8762f481faba1d70e5e75e91319a793a1",' +
  '"percent":40},"before":null,"deploymentId":null,"improvementId":null,' +
  '"note":"1b175c87ad602fd1ab1c1debcc4711d9fd619bcf92843a8d286829d4425f35c0",' +
  '"organizationId":"01930000-0000-7000-8000-000000000001","recordId":"01930000-0000-7000-8000-000000000002",' +
  '"recordType":"Person","recordVersion":1,"type":"PersonAdded","unitId":null,"v":1}';
const HASH = '31527e3cd12f6d4b873d6938658d655c8058cbb40b1d9a5597e40a65ae53c436';

describe('the hash of an event', () => {
  test('is that of the worked example', () => {
    expect(bodyOf(ADA)).toBe(BODY);
    expect(createHash('sha256').update(BODY).digest('hex')).toBe(
      '5eb8a33fcd03516737b90764583730ffc8d1c42b07ea69863d19e107b05da0c7',
    );
    expect(hashAfter(BEGINNING, ADA)).toBe(HASH);
  });

  test('is over the token with which an event was caused, and without one as it was before there were tokens', () => {
    const viaTokenId = '01930000-0000-7000-8000-000000000003';
    expect(bodyOf({ ...ADA, viaService: 'SIGN_IN' })).toBe(
      BODY.replace(/"v":1\}$/, `"v":3,"viaService":"SIGN_IN","viaTokenId":null}`),
    );
    const signIn = { at: '2026-11-24T02:00:00.000Z', acr: 'phr' };
    expect(bodyOf({ ...ADA, signIn })).toBe(
      BODY.replace('"type"', '"signIn":{"acr":"phr","at":"2026-11-24T02:00:00.000Z"},"type"').replace(
        /"v":1\}$/,
        `"v":4,"viaService":null,"viaTokenId":null}`,
      ),
    );
    expect(bodyOf({ ...ADA, viaTokenId })).toBe(BODY.replace(/"v":1\}$/, `"v":2,"viaTokenId":"${viaTokenId}"}`));
  });

  test('stays what it was when texts are erased, and the texts that stay are still proved', () => {
    const saltOf = (path: string) =>
      createHash('sha256')
        .update(Buffer.from(ADA.salt ?? '', 'hex'))
        .update(path)
        .digest('hex');
    const is = 'db4f1c8cc53e3bd7c286493abb5162d8762f481faba1d70e5e75e91319a793a1';
    const erased: PlacedEvent = {
      ...ADA,
      after: { ...ADA.after, name: null },
      salt: null,
      proof: { 'after.name': { is }, note: { salt: saltOf('note') } },
    };
    expect(hashAfter(BEGINNING, erased)).toBe(HASH);
    expect(hashAfter(BEGINNING, { ...erased, note: 'Go away' })).not.toBe(HASH);
  });
});

test('canonical JSON is that of RFC 8785', () => {
  // The example of its section 3.2.3, and its order of keys.
  expect(
    canonicalJson({
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    }),
  ).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const keys = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7, '10': 8, '9': 9 };
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"10":8,"9":9,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

describeOnBothEngines('the chain of a log', (database) => {
  const isolated = <T>(work: (db: Queryable) => Promise<T>) =>
    database().prisma.$transaction(work, { isolationLevel: 'RepeatableRead' });
  const verified = (organizationId: string) => isolated((db) => verifyChain(db, organizationId));

  test('gives events the same hash in Node and in the database, whatever is in them', async () => {
    const { prisma } = database();
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''));
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom(...NUMBERS),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 2 }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
    }));
    const fields = fc.dictionary(text, value, { maxKeys: 5 });
    const signIn = fc.option(fc.record({ at: fc.constant('2026-11-24T02:00:00.000Z'), acr: fc.option(text) }));
    const via = { viaTokenId: fc.option(fc.uuid()), viaService: fc.option(fc.constant('SIGN_IN')), signIn };
    const event = fc.record({ note: fc.option(text), before: fc.option(fields), after: fields, ...via });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 20 }), async (events) => {
        const placed = events.map((made) => JSON.parse(JSON.stringify({ ...ADA, ...made })) as PlacedEvent);
        const bodies = await prisma.$queryRaw<{ body: string }[]>`
          SELECT log_body(jsonb_populate_record(NULL::"Event", e || jsonb_build_object('salt', '\\x' || (e->>'salt')))) AS body
            FROM jsonb_array_elements(${JSON.stringify(placed)}::jsonb) WITH ORDINALITY AS a(e, n) ORDER BY n`;
        expect(bodies.map(({ body }) => body)).toEqual(placed.map(bodyOf));
      }),
      { numRuns: 30 },
    );
  });

  test('makes the worked example in the database, from sessions with any settings', async () => {
    const [row] = await database().prisma.$transaction(async (db) => {
      for (const setting of [
        `timezone = 'Asia/Tokyo'`,
        `datestyle = 'German'`,
        'extra_float_digits = 0',
        'bytea_output = escape',
      ])
        await db.$executeRawUnsafe(`SET LOCAL ${setting}`);
      return db.$queryRaw<{ hash: string }[]>`
        SELECT encode(log_hash(decode(${BEGINNING}, 'hex'), sha256(convert_to(${BODY}, 'UTF8')), 1, '2026-11-24T02:07:41.123Z'::timestamptz, NULL), 'hex') AS hash`;
    });
    expect(row?.hash).toBe(HASH);
  });

  test('goes on with what this version appends, one event or many, and set aside', async () => {
    const { prisma } = database();
    const { organizationId, cause } = await createLog(database());
    const [previous] = await readLog(prisma, organizationId, 0);
    const added = await prisma.$transaction((db) => appendEvents(db, cause, [someEvent(), someEvent('Again')]));
    expect(added.previousHash).toBe(previous?.hash);
    const withToken = { ...cause, viaTokenId: randomUUID() };
    const more = await prisma.$transaction((db) => appendEvents(db, withToken, [someEvent()]));
    expect(more.events[0]?.viaTokenId).toBe(withToken.viaTokenId);
    const withService = { ...cause, actorId: null, viaService: 'SIGN_IN' as const };
    const last = await prisma.$transaction((db) => appendEvents(db, withService, [someEvent()]));
    expect(last.events[0]?.viaService).toBe('SIGN_IN');
    const signIn = { at: '2026-11-24T02:00:00.000Z', acr: 'phr' };
    const signed = await prisma.$transaction((db) => appendEvents(db, cause, [{ ...someEvent(), signIn }]));
    expect(signed.events[0]?.signIn).toEqual(signIn);
    const stored = await readLog(prisma, organizationId, 1);
    expect(JSON.stringify([added, more, last, signed].flatMap(({ events }) => events))).toBe(JSON.stringify(stored));
    const staged = await prisma.$transaction(async (db) => {
      const events = Array.from({ length: 2_500 }, (_, number) => someEvent(`Event ${number}`));
      await stageEvents(db, cause, 0, events.slice(0, 1_100));
      await stageEvents(db, cause, 1_100, events.slice(1_100));
      return appendStaged(db, cause, events.length);
    });
    expect(staged).toEqual({ organizationId, position: 2_506 });
    const events = await readStored(prisma, organizationId, 6, 3_000);
    expect(events.map(({ note }) => note)).toEqual(Array.from({ length: 2_500 }, (_, number) => `Event ${number}`));
    const head = await readHead(prisma, organizationId);
    expect(await verified(organizationId)).toEqual({ from: 1, through: 2_506, hash: head?.hash });
  });

  test('leaves no trace of a transaction that is rolled back', async () => {
    const { prisma } = database();
    const { organizationId, cause } = await createLog(database());
    const before = await readHead(prisma, organizationId);
    const failing = prisma.$transaction(async (db) => {
      await appendEvents(db, cause, [someEvent()]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await readHead(prisma, organizationId)).toEqual(before);
    expect(await verified(organizationId)).toMatchObject({ through: 1, hash: before?.hash });
  });

  test('goes on with what the version before appends, which knows of no hash', async () => {
    const { prisma } = database();
    const { organizationId, cause } = await createLog(database());
    await prisma.$transaction((db) => appendEvents(db, cause, [someEvent()]));
    await prisma.$transaction((db) =>
      appendAsBefore(db, cause, [someEvent('One'), someEvent('Two', { title: 'x', n: 1.5e-7 })]),
    );
    await prisma.$transaction((db) => appendEvents(db, cause, [someEvent()]));
    const found = await verified(organizationId);
    expect(found).toEqual({ from: 1, through: 5, hash: (await readHead(prisma, organizationId))?.hash });
  });

  test('is made for a log of the version before, in batches, where it was interrupted, too', async () => {
    const { prisma } = database();
    const { organizationId, cause } = await createLog(database());
    await appendMany(database(), cause, 99);
    await unchain(database(), organizationId);
    expect(await findUnchained(prisma)).toEqual([{ organizationId, events: 100 }]);
    let batches = 0;
    expect(await chainLogs(prisma, { batch: 20, goOn: async () => (batches += 1) <= 2 })).toBe(false);
    const hashed = await prisma.event.count({ where: { organizationId, hash: { not: null } } });
    expect(hashed).toBe(40);
    // Both versions go on meanwhile.
    await prisma.$transaction((db) => appendAsBefore(db, cause, [someEvent(), someEvent()]));
    const added = await prisma.$transaction((db) => appendEvents(db, cause, [someEvent()]));
    expect([added.previousHash, added.events[0]?.hash]).toEqual([null, null]);
    const counts: number[] = [];
    expect(await chainLogs(prisma, { batch: 20, onProgress: (events) => counts.push(events) })).toBe(true);
    expect(counts.reduce((sum, count) => sum + count)).toBe(63);
    await prisma.$transaction((db) => appendAsBefore(db, cause, [someEvent()]));
    await prisma.$transaction((db) => appendEvents(db, cause, [someEvent()]));
    expect(await verified(organizationId)).toMatchObject({ through: 105, hash: expect.any(String) as unknown });
    expect((await verified(organizationId)).broken).toBeUndefined();
    expect(await findUnchained(prisma)).toEqual([]);
  });

  test('is made for a log whose beginning was archived before, and while it is made', async () => {
    const { prisma } = database();
    const { organizationId, cause } = await createLog(database());
    await appendMany(database(), cause, 49);
    await unchain(database(), organizationId);
    const archive = async (archivedThrough: number) => {
      await unguarded(database(), async (db) => {
        await db.event.deleteMany({ where: { organizationId, position: { lte: archivedThrough } } });
        await db.eventLog.update({ where: { organizationId }, data: { archivedThrough } });
      });
    };
    await archive(10);
    let batches = 0;
    const goOn = async (): Promise<boolean> => {
      batches += 1;
      if (batches === 2) await archive(30);
      return true;
    };
    expect(await chainLogs(prisma, { batch: 10, goOn })).toBe(true);
    expect(await verified(organizationId)).toEqual({
      from: 31,
      through: 50,
      hash: (await readHead(prisma, organizationId))?.hash,
    });
  });
});

/** Numbers whose form is not that of Postgres. */
const NUMBERS = [
  1.5, 1e21, 1e-7, 123456789012345680000, -0, 5e-324, 1.797e308, 1e20, 1e-6, -1.5e-10, 0.1, 4294967296.5,
];

test('what Prisma read has its hash in hexadecimal', () => {
  expect(loggedEvent({ hash: new Uint8Array([1, 255]), position: 1 })).toEqual({ hash: '01ff', position: 1 });
  expect(loggedEvent({ hash: null })).toEqual({ hash: null });
  expect(Prisma.EventScalarFieldEnum.hash).toBe('hash');
});
