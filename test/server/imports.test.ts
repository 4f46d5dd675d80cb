import { describe, expect, it, test } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { importFile } from '../import-export/import-file.js';
import type { ImportResult } from '../import-export/import-file.js';
import { createTestOrganization, startApp } from '../support/app.js';
import { putToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
const prisma = () => app.services.database.prisma;

interface Progress {
  readonly read: number;
  readonly checked: number;
  readonly written: number;
  readonly total: number;
}

interface Answer {
  readonly status: number;
  readonly progress: readonly Progress[];
  readonly result?: ImportResult & { readonly requires?: string };
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

const admin = () => ({ authorization: organization.people.ADMINISTRATOR.bearer });
const send = (asked: string, body: BodyInit, headers: Record<string, string> = admin(), init: RequestInit = {}) =>
  fetch(new URL(`/import?${asked}`, app.url), {
    method: 'POST',
    body,
    ...init,
    headers: { 'content-type': 'text/csv', ...headers },
  });

async function run(...asked: Parameters<typeof send>): Promise<Answer> {
  const response = await send(...asked);
  const lines = (await response.text()).split('\n').filter(Boolean);
  const said = lines.map((line) => JSON.parse(line) as Partial<Answer> & { progress?: Progress });
  const progress = said.flatMap((each) => (each.progress ? [each.progress] : []));
  // The last line is what came of it.
  return { status: response.status, ...(said.at(-1) as object), progress };
}

let files = 0;
/** A file with as many people as none was before. */
function people(count: number): string {
  const file = (files += 1);
  const rows = Array.from({ length: count }, (_, row) => `f${file}-${row},Person ${row},viewer`);
  return ['subject,name,role', ...rows, ''].join('\n');
}
const imported = (file: number) =>
  prisma().person.count({ where: { organizationId: organization.id, subject: { startsWith: `f${file}-` } } });
const line = (read: number, checked: number, written: number, total: number) => ({ read, checked, written, total });

describe('a file is imported', () => {
  it('with its progress, then its result, as the mutation gives it', async () => {
    const { status, progress, result } = await run('kind=PEOPLE', people(600));
    expect(status).toBe(200);
    expect(progress).toEqual([
      line(0, 0, 0, 600),
      line(600, 0, 0, 600),
      line(600, 600, 0, 600),
      line(600, 600, 250, 600),
      line(600, 600, 500, 600),
      line(600, 600, 600, 600),
    ]);
    const { position } = await prisma().eventLog.findUniqueOrThrow({ where: { organizationId: organization.id } });
    expect(result).toEqual({ __typename: 'ImportRecordsPayload', position, count: 600, remarks: [] });
    expect(await imported(files)).toBe(600);
  });

  it('not where it is only checked', async () => {
    const { progress, result } = await run('kind=people&dryRun=true', people(300));
    expect(progress.at(-1)).toEqual(line(300, 300, 0, 300));
    expect(result).toMatchObject({ __typename: 'ImportRecordsPayload', count: 300 });
    expect(await imported(files)).toBe(0);
  });

  it('by the columns and values that are named', async () => {
    const csv = 'Login=ID;Full name;Hobby\nmapped-1;Mara Lind;chess\n';
    const asked = new URLSearchParams({ kind: 'PEOPLE', default: 'role=project lead' });
    for (const map of ['Login=ID=subject', 'Full name=name']) asked.append('map', map);
    const { result } = await run(asked.toString(), csv);
    expect(result).toMatchObject({ count: 1, remarks: [{ line: 1, message: expect.stringContaining('Hobby') }] });
    const person = await prisma().person.findFirstOrThrow({ where: { subject: 'mapped-1' } });
    expect(person).toMatchObject({ name: 'Mara Lind', role: 'PROJECT_LEAD' });
  });

  it('once, however often it is sent with the same key, and no other file with that key', async () => {
    const csv = people(3);
    const [first, again, other] = [
      await run('kind=PEOPLE&idempotencyKey=once', csv),
      await run('kind=PEOPLE&idempotencyKey=once', csv),
      await run('kind=PEOPLE&idempotencyKey=once', people(3)),
    ];
    expect(first.result).toMatchObject({ count: 3 });
    expect(again.result).toEqual(first.result);
    expect(other.result).toMatchObject({ __typename: 'IdempotencyKeyReusedError' });
  });
});

describe('typed errors are the last line', () => {
  it('mistakes by line, as the mutation gives them', async () => {
    const csv = `${people(2)}wrong,Jo Ruiz,emperor\n`;
    const { status, result } = await run('kind=PEOPLE', csv);
    expect(status).toBe(200);
    expect(result).toEqual(await importFile(app, admin().authorization, 'PEOPLE', csv));
    expect(result).toMatchObject({ __typename: 'FileRejectedError', mistakes: [{ line: 4, column: 'role' }] });
    expect(await imported(files)).toBe(0);
  });

  it('bytes that are not UTF-8, and files that are something else', async () => {
    const latin = Buffer.from(`${people(1)}latin,Jos\u00e9,viewer\n`, 'latin1');
    expect((await run('kind=PEOPLE', latin)).result).toMatchObject({
      mistakes: [{ line: 3, message: expect.stringContaining('not in UTF-8') }],
    });
    expect((await run('kind=PEOPLE', Buffer.from('PK\u0003\u0004'))).result).toMatchObject({
      mistakes: [{ message: expect.stringContaining('Excel workbook') }],
    });
    expect((await run('kind=PEOPLE', '')).result).toMatchObject({
      mistakes: [{ message: expect.stringContaining('empty') }],
    });
  });

  test.each([
    ['kind=EMPERORS', 'kind'],
    ['', 'kind'],
    ['kind=PEOPLE&dryRun=yes', 'dryRun'],
    ['kind=PEOPLE&dates=YEAR_FIRST', 'dates'],
    ['kind=PEOPLE&map=title', 'columns.0.from'],
    ['kind=PEOPLE&default=%3Dtitle', 'defaults.0.column'],
    ['kind=PEOPLE&idempotencyKey=', 'idempotencyKey'],
  ])('an invalid input: %s', async (asked, path) => {
    const { result } = await run(asked, people(1));
    expect(result).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path }] });
    expect(await imported(files)).toBe(0);
  });

  test.each<[Role, string]>([
    ['DEPLOYMENT_LEAD', 'PEOPLE'],
    ['PROJECT_LEAD', 'IMPROVEMENTS'],
    ['VIEWER', 'UNITS'],
  ])('a role that may not: %s, %s; the record of access has it', async (role, kind) => {
    const records = () =>
      prisma().accessRecord.findMany({
        where: { organizationId: organization.id, kind: 'COMMAND_REFUSED', personId: organization.people[role].id },
      });
    const { result } = await run(`kind=${kind}`, people(1), { authorization: organization.people[role].bearer });
    expect(result).toMatchObject({ __typename: 'ForbiddenError', requires: expect.any(String) });
    expect(await imported(files)).toBe(0);
    expect(await records()).toEqual([
      expect.objectContaining({ about: `importRecords requires ${result?.requires}`, address: expect.any(String) }),
    ]);
  });

  it('a token without the scope; with it, the file comes in', async () => {
    const of = { organizationId: organization.id, personId: organization.people.ADMINISTRATOR.id };
    const [without, having] = [
      await putToken(app, { ...of, scopes: ['read', 'export', 'addPerson'] }),
      await putToken(app, { ...of, scopes: ['importRecords'] }),
    ];
    const csv = people(2);
    expect((await run('kind=PEOPLE', csv, { authorization: without.bearer })).result).toMatchObject({
      __typename: 'ForbiddenError',
      requires: 'a token with the scope "importRecords"',
    });
    expect((await run('kind=PEOPLE', csv, { authorization: having.bearer })).result).toMatchObject({ count: 2 });
  });
});

describe('what is not even begun', () => {
  test.each<[string, string, BodyInit, Record<string, string>, number]>([
    ['nobody', 'kind=PEOPLE', 'subject\n', { authorization: '' }, 401],
    ['a bad token', 'kind=PEOPLE', 'subject\n', { authorization: 'Bearer nonsense' }, 401],
    ['JSON', 'kind=PEOPLE', '{}', { 'content-type': 'application/json' }, 415],
    ['a plain text, as forms send it', 'kind=PEOPLE', 'subject\n', { 'content-type': 'text/plain' }, 415],
    ['a form', 'kind=PEOPLE', new URLSearchParams({ kind: 'PEOPLE' }), { 'content-type': 'multipart/form-data' }, 415],
    ['no UTF-8, as the header says', 'kind=PEOPLE', 'a\n', { 'content-type': 'text/csv; charset=latin1' }, 415],
    ['what is compressed', 'kind=PEOPLE', 'a\n', { 'content-encoding': 'gzip' }, 415],
    ['a parameter that there is not', 'kind=PEOPLE&dryrun=true', 'a\n', {}, 400],
    ['a page of another site', 'kind=PEOPLE', 'a\n', { origin: 'https://evil.example' }, 403],
  ])('%s', async (_what, asked, body, headers, status) => {
    const answer = await run(asked, body, { ...admin(), ...headers });
    expect(answer).toMatchObject({ status, errors: [{ message: expect.any(String) }] });
  });

  it('more than a request may have', async () => {
    const answer = await run('kind=PEOPLE', 'x'.repeat(1_048_577));
    expect(answer).toMatchObject({ status: 413, errors: [{ extensions: { bound: 'maxBodyBytes' } }] });
    const many = await run('kind=PEOPLE', people(5_001));
    expect(many.result).toMatchObject({ mistakes: [{ message: expect.stringContaining('At most 5000 records') }] });
  });

  it('a GET', async () => {
    const response = await fetch(new URL('/import?kind=PEOPLE', app.url), { headers: admin() });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('the cookie counts for our own pages alone', () => {
  const page = async () => (await signIn(app, organization, organization.people.ADMINISTRATOR)).headersFor(app);

  it('our own', async () => {
    expect((await run('kind=PEOPLE', people(1), await page())).result).toMatchObject({ count: 1 });
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a page whose origin may call', { origin: 'https://allowed.example' }, 401],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }, 401],
    ['who knows whose page', {}, 401],
  ])('not %s', async (_name, headers, status) => {
    const { cookie = '' } = await page();
    const answer = await run('kind=PEOPLE', people(1), { cookie, ...(headers as Record<string, string>) });
    expect(answer.status).toBe(status);
    expect(await imported(files)).toBe(0);
  });
});

describe('whoever closes the connection', () => {
  /** Sends a file, and closes the connection once a line says so. */
  async function sendUntil(csv: string, isEnough: (progress: Progress) => boolean): Promise<void> {
    const leaving = new AbortController();
    const response = await send('kind=PEOPLE', csv, admin(), { signal: leaving.signal });
    let text = '';
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece;
      const last = text.split('\n').at(-2);
      if (last === undefined || !isEnough((JSON.parse(last) as { progress: Progress }).progress)) continue;
      leaving.abort();
      return;
    }
  }

  it('imports nothing, although some was written; the same file comes in later, and other imports meanwhile', async () => {
    const csv = people(5_000);
    const file = files;
    await sendUntil(csv, ({ written }) => written > 0);
    const [whole] = await Promise.all([run('kind=PEOPLE&idempotencyKey=after', csv), run('kind=PEOPLE', people(10))]);
    // It waited for the one before to be rolled back, or its people would be there already.
    expect(whole.result).toMatchObject({ __typename: 'ImportRecordsPayload', count: 5_000 });
    expect(await imported(file)).toBe(5_000);
    expect(await imported(files)).toBe(10);
  }, 60_000);
});

test('an import counts for the budget of its person, as the mutation does', async () => {
  const unlimited = { operations: Infinity, cost: Infinity };
  const budgets = { person: { operations: 2, cost: Infinity }, organization: unlimited };
  // The minute of its budgets never ends.
  const now = new Date();
  const other = await startApp({ clock: () => now, parts: { database: app.services.database, budgets } });
  const asked = async () =>
    fetch(new URL('/import?kind=PEOPLE&dryRun=true', other.url), {
      method: 'POST',
      body: people(1),
      headers: { 'content-type': 'text/csv', ...admin() },
    });
  const answers = [await asked(), await asked(), await asked()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[2]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await answers[2]?.json()).toMatchObject({ errors: [{ extensions: { bound: 'maxOperationsPerPerson' } }] });
  await other.stop();
});

test('files of other organizations are those of other organizations', async () => {
  const other = await createTestOrganization(app);
  const { bearer } = other.people.ADMINISTRATOR;
  const csv = people(2);
  await run('kind=PEOPLE', csv, { authorization: bearer, 'uplift-organization': other.slug });
  expect(await imported(files)).toBe(0);
  expect((await run('kind=PEOPLE', csv)).result).toMatchObject({ count: 2 });
});
