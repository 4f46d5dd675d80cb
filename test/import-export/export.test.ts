import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { readCsv } from '../../src/import-export/files/csv.js';
import type { CsvRecord } from '../../src/import-export/files/csv.js';
import { writeCsv } from '../../src/import-export/files/csv-writer.js';
import { lists } from '../../src/import-export/exporters/index.js';
import { Prisma } from '../../src/generated/prisma/client.js';
import { act } from '../commands/act.js';
import { day } from '../commands/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { guarded, unguarded } from '../../src/spreadsheets/formula-guard.js';
import { createTestOrganization, SECRET } from '../support/app.js';
import { putDemo } from '../support/demo.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { hexOf } from '../../src/log/event-log.js';
import { importFile } from './import-file.js';

let demo: string;

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  await putDemo(app);
  demo = `Bearer ${await signToken(SECRET, 'noor', 'demo', '1h')}`;
}, 240_000);

const recordsOf = async (csv: string): Promise<CsvRecord[]> => {
  const records: CsvRecord[] = [];
  for await (const record of readCsv([csv])) records.push(record);
  return records;
};
const inOrder = (one: unknown, other: unknown): number => (String(one) < String(other) ? -1 : 1);
const urlOf = (name: string): string => app.url.replace('/graphql', `/export/${name}.csv`);
const fetchList = (name: string, authorization?: string): Promise<Response> =>
  fetch(urlOf(name), authorization ? { headers: { authorization } } : {});

async function readList(name: string, authorization: string): Promise<Record<string, string>[]> {
  const response = await fetchList(name, authorization);
  expect(response.status).toBe(200);
  return parse(await response.text(), { columns: true });
}

describe('every list', () => {
  test('is there for each kind of record that is not a part of another', () => {
    const parts = [
      'PlanTarget',
      'PlanExclusion',
      'IncrementDeployment',
      'UnitLead',
      'TrainingAttendee',
      'GroupMember',
      'GroupMapping',
      'CommentMention',
    ];
    const told = [
      'CoordinationImprovement',
      'CoordinationShare',
      'DefinedProcess',
      'Organization',
      'EventLog',
      'ErasedSubject',
      'DayMark',
      'Lateness',
    ];
    const access = ['AccessRecord', 'AccessLog', 'Issuer', 'Session', 'Token', 'Webhook', 'WebhookDelivery'];
    const elsewhere = [...parts, ...told, ...access, 'CommandOutcome', 'CatalogImport', 'Installation'];
    const models = [...new Set([...lists.values()].map(({ of }) => of))];
    expect([...models, ...elsewhere].sort()).toEqual(Object.values(Prisma.ModelName).sort());
  });

  test.each([...lists.values()].map(({ name, of }) => [name, of] as const))('%s has all of them', async (name, of) => {
    const rows = await readList(name, demo);
    const delegate = of.charAt(0).toLowerCase() + of.slice(1);
    const tables = app.services.database.prisma as unknown as Record<string, { count(): Promise<number> }>;
    if (name === 'evidence') expect(rows.length).toBeGreaterThan(100);
    else if (['units', 'people', 'improvements', 'deployments'].includes(name)) expect(rows.length).toBeGreaterThan(5);
    else if (name === 'events') {
      const { position, hash } = await app.services.database.prisma.eventLog.findFirstOrThrow({
        where: { organization: { slug: 'demo' } },
      });
      const last = { position: String(position), hash: hexOf(hash) };
      expect([rows.length, rows.at(-1)]).toEqual([position, expect.objectContaining(last)]);
    } else expect(rows).toHaveLength((await tables[delegate]?.count()) ?? -1);
  });
});

describe('a list', () => {
  it('is a file that is not cached', async () => {
    const response = await fetchList('units', organization.people.VIEWER.bearer);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="units.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)], 'a mark for Excel').toEqual([0xef, 0xbb, 0xbf]);
    const { bearer } = organization.people.VIEWER;
    const plain = await fetch(`${urlOf('units')}?bom=false`, { headers: { authorization: bearer } });
    expect(Buffer.from(await plain.arrayBuffer())).toEqual(bytes.subarray(3));
    expect(bytes.subarray(3).toString().split('\r\n')[0]).toBe(
      'name,kind,timeZone,leads,retiredAt,id,version,createdAt,updatedAt',
    );
  });

  it('is for who has a token, of their organization, and exists', async () => {
    expect((await fetchList('units')).status).toBe(401);
    expect((await fetchList('units')).headers.get('www-authenticate')).toBe('Bearer');
    expect((await fetchList('units', 'Bearer nonsense')).status).toBe(401);
    expect((await fetch(`${urlOf('units')}?token=${organization.people.VIEWER.bearer}`)).status).toBe(401);
    expect((await fetchList('nothing')).status).toBe(401);
    expect((await fetchList('nothing', organization.people.VIEWER.bearer)).status).toBe(404);
    expect((await fetch(urlOf('units'), { method: 'DELETE' })).status).toBe(405);
    const headers = { authorization: demo, origin: 'https://evil.example' };
    expect((await fetch(urlOf('units'), { headers })).status).toBe(403);
    expect(
      (await readList('units', organization.people.VIEWER.bearer)).map(({ name }) => name).toSorted(inOrder),
    ).toEqual(['Led project', 'Other project']);
  });

  it('has the lessons that one may read, and the log does not have their words', async () => {
    const { people } = organization;
    const reviewId = (await putReview(app, organization)).globalId;
    await act(app.url, 'recordLesson', { reviewId, text: 'Nobody read the guide.' }, people.DEPLOYMENT_LEAD.bearer);
    const read = async (bearer: string) => (await readList('lessons', bearer)).map(({ text }) => text);
    expect(await read(people.DEPLOYMENT_LEAD.bearer)).toContain('Nobody read the guide.');
    expect(await read(people.VIEWER.bearer)).not.toContain('Nobody read the guide.');
    const events = await readList('events', people.ADMINISTRATOR.bearer);
    expect(events.map(({ type }) => type)).toContain('LessonRecorded');
    expect(JSON.stringify(events)).not.toContain('Nobody read');
  });

  it.each([
    ['plan-versions', 'planId'],
    ['agreements', 'planId'],
    ['increments', 'planId'],
    ['deviations', 'planId'],
    ['conditions', 'incrementId'],
  ])('of %s tells the plans of an improvement apart: %s', async (name, column) => {
    const elsewhere = await createTestOrganization(app);
    const { prisma } = app.services.database;
    const increments = [await putIncrement(app, elsewhere), await putIncrement(app, elsewhere)];
    const improvementId = increments[0]?.plan.improvement.id ?? '';
    await prisma.deploymentPlan.updateMany({ where: { organizationId: elsewhere.id }, data: { improvementId } });
    const accepted = { deviation: 'Late', reason: 'So be it.', acceptedById: elsewhere.people.SPONSOR.id };
    await prisma.acceptedDeviation.createMany({
      data: increments.map(({ plan }) => ({ ...accepted, planId: plan.id, acceptedAt: day('2026-01-15') })),
    });
    const of = increments.map(({ globalId, plan }) => (column === 'planId' ? plan.globalId : globalId));
    const told = (await readList(name, elsewhere.people.VIEWER.bearer)).map((row) => row[column]);
    expect([...new Set(told)].toSorted(inOrder)).toEqual(of.toSorted(inOrder));
  });

  it('costs as many statements for 1,000 records as for one, and a page is not more', async () => {
    const { id: organizationId, people } = organization;
    const costs = async (): Promise<number> => {
      app.forgetStatements();
      await readList('people', people.VIEWER.bearer);
      return app.statements.length;
    };
    const few = await costs();
    const at = new Date();
    await app.services.database.prisma.person.createMany({
      data: Array.from({ length: 900 }, (_, n) => ({
        organizationId,
        subject: `many-${n}`,
        name: `Many ${n}`,
        role: 'VIEWER' as const,
        createdAt: at,
        updatedAt: at,
      })),
    });
    expect(await costs()).toBe(few);
    await app.services.database.prisma.person.createMany({
      data: Array.from({ length: 1_000 }, (_, n) => ({
        organizationId,
        subject: `more-${n}`,
        name: `=1+${n}`,
        role: 'VIEWER' as const,
        createdAt: at,
        updatedAt: at,
      })),
    });
    const rows = await readList('people', people.VIEWER.bearer);
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(1_900);
    expect(rows.filter(({ name }) => name?.startsWith("'=1+"))).toHaveLength(1_000);
  });

  it('ends where its reader may no longer read', async () => {
    const { id: organizationId, people } = organization;
    const { prisma } = app.services.database;
    const at = new Date();
    const { createHash } = await import('node:crypto');
    await prisma.improvement.createMany({
      data: Array.from({ length: 4_000 }, (_, n) => ({
        organizationId,
        title: `Long ${n}`,
        description: createHash('sha512').update(`${n}`).digest('hex').repeat(30),
        kind: 'PROCESS' as const,
        scale: 'INCREMENTAL' as const,
        origin: 'PILOT' as const,
        createdAt: at,
        updatedAt: at,
      })),
    });
    const ended = new Promise<string>((resolve) => {
      const asked = request(
        urlOf('improvements'),
        { headers: { authorization: people.SPONSOR.bearer } },
        (response) => {
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            if (size === 0) {
              response.pause();
              void prisma.person
                .update({ where: { id: people.SPONSOR.id }, data: { active: false } })
                .then(() => sleep(100))
                .then(() => response.resume());
            }
            size += chunk.length;
          });
          response.on('end', () => resolve('whole'));
          response.on('error', (error) => resolve(error.message));
        },
      );
      asked.end();
    });
    expect(await ended).toBe('aborted');
    await prisma.improvement.deleteMany({ where: { organizationId, title: { startsWith: 'Long' } } });
  }, 60_000);
});

describe('what is exported can be imported again', () => {
  test('into an empty organization: units, people, improvements and deployments', { timeout: 120_000 }, async () => {
    const empty = await createTestOrganization(app);
    const bearer = empty.people.ADMINISTRATOR.bearer;
    for (const kind of ['people', 'units', 'improvements', 'deployments']) {
      const text = await (await fetchList(kind, demo)).text();
      const result = await importFile(app, bearer, kind.toUpperCase(), text);
      expect(result, `${kind} ${JSON.stringify(result)}`).toMatchObject({ __typename: 'ImportRecordsPayload' });
    }
    const own = { id: '', version: '', createdAt: '', updatedAt: '' };
    const same = async (kind: string, not: readonly string[]): Promise<void> => {
      const blank = Object.fromEntries(not.map((column) => [column, '']));
      const list = async (who: string) =>
        (await readList(kind, who)).map((row) =>
          JSON.stringify(Object.entries({ ...row, ...own, ...blank }).toSorted(inOrder)),
        );
      const there = await list(demo);
      expect(there.length).toBeGreaterThan(5);
      expect(await list(bearer)).toEqual(expect.arrayContaining(there));
    };
    await same('people', []);
    await same('units', []);
    await same('improvements', ['state']);
    const told = [
      'state',
      'resumeState',
      'percent',
      'late',
      'actualStart',
      'actualEnd',
      'processVersionLabel',
      'waiver',
    ];
    await same('deployments', [...told, 'rollBackReason', 'adoptedBy', 'confirmedBy', 'confirmedAt']);
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@x',
    '	x',
    "'=1",
    "''+1",
    "'plain'",
    'a,b',
    'a;b',
    'a"b',
    'a\nb',
    'a\r\nb',
    'a\rb',
    '＝1',
    'é 𝄞',
    "x;=cmd|' /C calc'!A0;y",
    'x,	=1',
    'x|"=1"',
    "a\n- b\n'- c",
    ";';'=1",
    'costs; -5',
    '"=1',
    " ' '=1",
  ])('to the letter: %j', async (text) => {
    const csv = writeCsv([
      ['x', 'y'],
      [text, 'z'],
    ]);
    expect((await recordsOf(csv)).map(({ cells }) => cells)).toEqual([
      ['x', 'y'],
      [text, 'z'],
    ]);
  });

  test('with numbers as they are, and no formula', () => {
    expect(writeCsv([['=HYPERLINK("x")', -1.5, true, null, new Date(0)]])).toBe(
      `"'=HYPERLINK(""x"")",-1.5,true,,1970-01-01T00:00:00.000Z\r\n`,
    );
  });
});

describe('a formula', () => {
  /** The cells of a file for a reader with another separator, in the worst case: quotation marks keep none together. */
  const cellsBy = (separator: string, csv: string): string[] =>
    csv.split(/[\r\n]+/).flatMap((line) => line.split(separator));

  test.each([',', ';', '\t', '|'])('is in no cell of a file that is opened with %j as separator', (separator) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ' ', ',', ';', '\t', '|', '\n', 'x') }),
          { minLength: 1 },
        ),
        (cells) => {
          const begins = cellsBy(separator, writeCsv([['id', ...cells]])).map((cell) =>
            cell.replace(/^["\s]+/, '').charAt(0),
          );
          expect(begins.filter((character) => '=+-@'.includes(character) && character !== '')).toEqual([]);
        },
      ),
    );
  });

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '-', "'", '"', ' ', ',', ';', '\n', 'x') }), (text) => {
        expect(unguarded(guarded(text))).toBe(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is looked for in time that grows with the text', () => {
    const begun = performance.now();
    expect(unguarded(guarded(`${' \n'.repeat(200_000)}=`))).toHaveLength(400_001);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
