import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { encodeGlobalId } from '../../src/ids.js';
import { hexOf } from '../../src/log/event-log.js';
import { act } from '../commands/act.js';
import { putAffirmation } from '../evidence/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { createTestOrganization, SECRET } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { putToken } from '../support/put-token.js';
import { useApp, useOrganization } from '../support/use-app.js';

let demo: string;
let demoId: string;

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  await putDemo(app);
  demo = `Bearer ${await signToken(SECRET, 'noor', 'demo', '1h')}`;
  demoId = (await app.services.database.prisma.organization.findFirstOrThrow({ where: { slug: 'demo' } })).id;
}, 240_000);

const fetchPackage = (asked: Record<string, string>, authorization?: string, method = 'GET'): Promise<Response> =>
  fetch(`${app.url.replace('/graphql', '/export/appraisal-package.zip')}?${new URLSearchParams(asked).toString()}`, {
    method,
    headers: authorization ? { authorization } : {},
  });

/** The files of a package by their paths. */
async function readPackage(asked: Record<string, string>, authorization: string): Promise<Map<string, string>> {
  const response = await fetchPackage(asked, authorization);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return new Map(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

const csvOf = (files: Map<string, string>, path: string): Record<string, string>[] =>
  parse(files.get(path) ?? '', { columns: true });

/** Rows of the table of items in the pages of a practice. */
const itemRows = (files: Map<string, string>, name: string): number =>
  [...files]
    .filter(([path]) => path === `practices/${name}.html` || path.startsWith(`practices/${name}-page-`))
    .flatMap(([, html]) => html.split('Items of evidence, oldest first</caption>').slice(1))
    .reduce((sum, table) => sum + (table.split('</table>')[0]?.split('<tbody>')[1]?.match(/<tr>/g) ?? []).length, 0);

const message = async (response: Response): Promise<string> =>
  ((await response.json()) as { errors: { message: string }[] }).errors.map((error) => error.message).join();

describe('an appraisal package', () => {
  it('has the evidence that the graph has for a practice, each item once', async () => {
    const files = await readPackage({ practice: 'OPM SP 3.2' }, demo);
    const query = '{ practice(ref: "OPM SP 3.2") { evidence(first: 1) { totalCount } } }';
    const { data, errors } = await ask(app.url, query, {}, demo);
    expect(errors).toBeUndefined();
    const total: unknown = data?.['practice']?.evidence.totalCount;
    expect(total).toBeGreaterThan(100);
    const rows = csvOf(files, 'evidence.csv');
    expect([rows.length, new Set(rows.map(({ position }) => position)).size]).toEqual([total, total]);
    expect(itemRows(files, 'opm-sp-3.2')).toBe(total);
    expect(files.get('index.html')).toContain('href="practices/opm-sp-3.2.html"');
  });

  it('names each practice of the model, with a page where there is something to see', async () => {
    const files = await readPackage({}, demo);
    const index = files.get('index.html') ?? '';
    const pages = [...files.keys()].filter((path) => path.startsWith('practices/') && !path.includes('-page-'));
    const [shown, others] = index.split('Practices that no event or affirmation shows');
    expect(pages.length).toBeGreaterThan(10);
    for (const path of pages) expect(shown).toContain(`href="${path}"`);
    expect(pages.length + (others?.match(/<tr><th scope="row"/g) ?? []).length).toBe(163 + 13);
    for (const path of pages) expect(itemRows(files, posix.basename(path, '.html')), path).toBeGreaterThan(0);
  });

  it('says how each file is to be, and where the log was', async () => {
    const files = await readPackage({ area: 'OPM' }, demo);
    const sums = (files.get('checksums.txt') ?? '').trimEnd().split('\n');
    expect(sums).toEqual(
      [...files]
        .filter(([path]) => path !== 'checksums.txt')
        .map(([path, text]) => `${createHash('sha256').update(text).digest('hex')}  ${path}`),
    );
    const { position, hash } = await app.services.database.prisma.eventLog.findUniqueOrThrow({
      where: { organizationId: demoId },
    });
    expect(JSON.parse(files.get('log.json') ?? '')).toMatchObject({ position, hash: hexOf(hash) });
  });

  it('leads from page to page without a network or a script', async () => {
    const files = await readPackage({ area: 'OPM' }, demo);
    const pages = [...files].filter(([path]) => path.endsWith('.html'));
    const links = pages.flatMap(([path, html]) =>
      [...html.matchAll(/<a href="([^"]+)"/g)].map(([, to]) => posix.join(posix.dirname(path), to ?? '')),
    );
    expect(links.length).toBeGreaterThan(2 * (pages.length - 1) - 1);
    for (const link of links) expect([...files.keys()]).toContain(link);
    for (const [, html] of pages) expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)[^<]*"/);
  });

  it('is as it was at a time: events and affirmations since then are not in it', async () => {
    const { prisma } = app.services.database;
    const middle = await prisma.event.findFirstOrThrow({
      where: { organizationId: demoId },
      orderBy: { position: 'asc' },
      skip: 200,
    });
    const later = await prisma.event.count({
      where: { organizationId: demoId, occurredAt: middle.occurredAt, position: { gt: middle.position } },
    });
    const files = await readPackage({ asOf: middle.occurredAt.toISOString() }, demo);
    const rows = csvOf(files, 'evidence.csv');
    const last = Math.max(...rows.map(({ position }) => Number(position)));
    expect(last).toBeLessThanOrEqual(middle.position + later);
    expect(rows.length).toBeGreaterThan(20);
    expect(JSON.parse(files.get('log.json') ?? '')).toMatchObject({ position: middle.position + later });
  });

  it('has the affirmations that were in force then', async () => {
    const own = await createTestOrganization(app);
    const given = new Date('2026-01-10T08:00:00Z');
    const withdrawn = { state: 'WITHDRAWN', reason: 'No.', updatedAt: new Date('2026-01-12T08:00:00Z') } as const;
    await putAffirmation(app, own, { text: 'Withdrawn since', createdAt: given, ...withdrawn });
    await putAffirmation(app, own, { text: 'Given since', createdAt: new Date('2026-01-12T08:00:00Z') });
    await putAffirmation(app, own, { text: '=Stands', createdAt: given });
    const texts = async (asOf: string) => {
      const files = await readPackage({ practice: 'opm sp3.2', asOf }, own.people.VIEWER.bearer);
      return csvOf(files, 'affirmations.csv').map(({ text }) => text);
    };
    expect(await texts('2026-01-11T00:00:00Z')).toEqual(['Withdrawn since', "'=Stands"]);
    expect(await texts('2026-01-13T00:00:00Z')).toEqual(["'=Stands", 'Given since']);
  });

  it('is of one improvement or in one unit', async () => {
    const { prisma } = app.services.database;
    const of = async (field: 'improvementId' | 'unitId', typename: string) => {
      const found = await prisma.event.findFirstOrThrow({
        where: { organizationId: demoId, type: 'DeploymentAdopted', [field]: { not: null } },
      });
      const id = found[field] ?? '';
      const asked = { [typename.toLowerCase()]: encodeGlobalId(typename, id), practice: 'OPM SP 3.2' };
      const rows = csvOf(await readPackage(asked, demo), 'evidence.csv');
      const events = await prisma.event.findMany({ where: { organizationId: demoId, [field]: id } });
      const positions = new Set(events.map(({ position }) => String(position)));
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.every(({ position }) => positions.has(position ?? ''))).toBe(true);
    };
    await of('improvementId', 'Improvement');
    await of('unitId', 'Unit');
  });

  it('has nothing of another organization, and no words of lessons', async () => {
    const { people } = organization;
    const reviewId = (await putReview(app, organization)).globalId;
    await act(app.url, 'recordLesson', { reviewId, text: 'Nobody read the guide.' }, people.DEPLOYMENT_LEAD.bearer);
    const files = await readPackage({}, people.VIEWER.bearer);
    expect(csvOf(files, 'evidence.csv').map(({ type }) => type)).toEqual(['LessonRecorded']);
    expect([...files.values()].join()).not.toContain('Nobody read the guide');
  });

  it('costs as many statements for a thousand items as for ten', async () => {
    const own = await createTestOrganization(app);
    const costs = async (): Promise<number> => {
      app.forgetStatements();
      await readPackage({ practice: 'OPM SP 3.2' }, own.people.VIEWER.bearer);
      return app.statements.length;
    };
    const { bearer } = own.people.DEPLOYMENT_LEAD;
    const suggest = (title: string) =>
      act(
        app.url,
        'suggestImprovement',
        { title, description: 'x', kind: 'PROCESS', scale: 'INCREMENTAL', origin: 'PILOT', practices: [] },
        bearer,
      );
    await suggest('One');
    const few = await costs();
    for (const title of ['Two', 'Three', 'Four', 'Five']) await suggest(title);
    expect(await costs()).toBe(few);
  });

  it('is recorded as a download', async () => {
    await readPackage({ area: 'OT' }, organization.people.SPONSOR.bearer);
    const record = await app.services.database.prisma.accessRecord.findFirst({
      where: { organizationId: organization.id, personId: organization.people.SPONSOR.id },
      orderBy: { occurredAt: 'desc' },
    });
    expect(record).toMatchObject({ kind: 'LIST_EXPORTED', about: 'appraisal-package OT' });
  });
});

describe('there is no package', () => {
  const foreign = () => encodeGlobalId('Improvement', '01930000-0000-7000-8000-000000000001');

  test.each<[string, () => Record<string, string>, string]>([
    ['of an unknown practice', () => ({ practice: 'OPM SP 9.9' }), 'There is no such practice in the process model.'],
    ['of an unknown area', () => ({ area: 'XYZ' }), 'There is no such area in the process model.'],
    ['of both', () => ({ practice: 'OPM SP 3.2', area: 'OPM' }), 'Give a practice or an area, not both.'],
    ['of an improvement that is none', () => ({ improvement: foreign() }), 'There is no such improvement.'],
    ['of a unit by another id', () => ({ unit: foreign() }), 'There is no such unit.'],
    ['of an id that is none', () => ({ unit: '%' }), 'There is no such unit.'],
    ['of a time to come', () => ({ asOf: '2999-01-01T00:00:00Z' }), 'Parameter "asOf" must not be in the future.'],
    ['of no time', () => ({ asOf: 'yesterday' }), 'Parameter "asOf" must be a time such as 2026-11-30T08:00:00Z.'],
    [
      'of an impossible time',
      () => ({ asOf: '2026-02-45T00:00:00Z' }),
      'Parameter "asOf" must be a time such as 2026-11-30T08:00:00Z.',
    ],
    [
      'of the year 0',
      () => ({ asOf: '0000-01-01T00:00:00Z' }),
      'Parameter "asOf" must be a time such as 2026-11-30T08:00:00Z.',
    ],
    [
      'by an unknown parameter',
      () => ({ from: '2026' }),
      'Unknown parameter "from": use practice, area, improvement, unit, asOf.',
    ],
  ])('%s', async (_, asked, expected) => {
    const response = await fetchPackage(asked(), organization.people.VIEWER.bearer);
    expect([response.status, await message(response)]).toEqual([400, expected]);
  });

  it('of another organization', async () => {
    const other = await createTestOrganization(app);
    const asked = { unit: other.ledUnit.globalId };
    const response = await fetchPackage(asked, organization.people.ADMINISTRATOR.bearer);
    expect([response.status, await message(response)]).toEqual([400, 'There is no such unit.']);
  });

  it('without credentials, without the scope, or by POST', async () => {
    expect((await fetchPackage({})).status).toBe(401);
    const { VIEWER } = organization.people;
    const token = await putToken(app, { organizationId: organization.id, personId: VIEWER.id, scopes: ['read'] });
    expect((await fetchPackage({}, token.bearer)).status).toBe(403);
    expect((await fetchPackage({}, VIEWER.bearer, 'POST')).status).toBe(405);
  });

  it('for who loses their rights while it is made', async () => {
    const own = await createTestOrganization(app);
    const response = await fetchPackage({}, own.people.SPONSOR.bearer);
    const reader = response.body?.getReader();
    await reader?.read();
    await app.services.database.prisma.person.update({ where: { id: own.people.SPONSOR.id }, data: { active: false } });
    const rest = async (): Promise<void> => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow();
  });
});
