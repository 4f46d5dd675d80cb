import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openCatalogStore } from '../../src/process-model/store.js';
import { openMemoryDatabase } from '../../src/database/embedded.js';
import { seedDemo, ensureDemoOrganization } from '../../src/demo/seed.js';
import { takeOverOrganization } from '../../src/import-export/backup/read.js';
import { belongs, ACCESS, organizationTables, SHARED } from '../../src/database/tables.js';
import { copyOrganization } from '../../src/import-export/backup/write.js';
import { Prisma } from '../../src/generated/prisma/client.js';
import { encodeCursor } from '../../src/log/cursor.js';
import { everything } from '../commands/fixtures.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { signToken } from '../../src/auth/tokens.js';
import { ask, subscribeWs } from '../support/clients.js';

const now = new Date('2026-06-01T12:00:00.000Z');
let folder: string;
let file: string;
let from: TestApp;
let to: TestApp;
let bearer: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uplift-copy-'));
  file = join(folder, 'demo.jsonl');
  from = await startApp({ clock: () => now });
  await ensureDemoOrganization(from.services.database, from.services.clock);
  await seedDemo(from.services);
  bearer = `Bearer ${await signToken(SECRET, 'noor', 'demo', '1h')}`;
  await copyOrganization(from.services.database.prisma, 'demo', file);
  to = await startApp({ clock: () => now });
  await take(to, file);
}, 240_000);
afterAll(async () => {
  await Promise.all([from.stop(), to.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const take = (app: Pick<TestApp, 'services'>, path: string, slug?: string) =>
  takeOverOrganization(app.services.database.prisma, path, { catalog: app.services.catalogStore.current(), slug });

describe('the tables of an organization', () => {
  test('are all that there are, but those that are shared, and who is signed in', () => {
    const tables = organizationTables();
    const all = [...tables.map(({ name }) => name), ...SHARED, ...ACCESS];
    expect(all.sort()).toEqual(Object.values(Prisma.ModelName).sort());
    for (const { name } of tables) expect(belongs(name)).toContain('$1::uuid');
  });

  test('come after those that their rows lead to', () => {
    const names = organizationTables().map(({ name }) => name);
    for (const { name, references } of organizationTables()) {
      // What leads to others of its own table comes after them there.
      for (const { to: target } of references.filter(({ to }) => to !== name))
        expect(names.indexOf(target)).toBeLessThan(names.indexOf(name));
    }
  });
});

describe('a copy', () => {
  it('taken over and copied again is the same, byte for byte', async () => {
    const again = join(folder, 'again.jsonl');
    await copyOrganization(to.services.database.prisma, 'demo', again);
    const text = await readFile(file, 'utf8');
    expect(await readFile(again, 'utf8')).toBe(text);
    expect(text.split('\n').length).toBeGreaterThan(500);
    expect(text).not.toContain('"epoch"');
  });

  it('answers the same questions in the same way', async () => {
    const query = `{
      deploymentMatrix(first: 50) { units { name } nodes { percent improvement { title } cells { state percent concerns } } }
      burnUp(from: "2026-01-01", to: "2026-06-01") { points { planned adopted percent } }
      practice(ref: "OPM SP 3.2") { evidence(first: 50) { totalCount nodes { kind subpractices event { id position note occurredAt } } } }
      viewer { person { id name } organization { name position } }
    }`;
    const [before, after] = await Promise.all([from, to].map(({ url }) => ask(url, query, {}, bearer)));
    expect(before?.errors).toBeUndefined();
    expect(after).toEqual(before);
  });

  it('has a log of its own: a cursor of before gets a Reset', async () => {
    const { prisma } = from.services.database;
    const log = await prisma.eventLog.findFirstOrThrow();
    const taken = await to.services.database.prisma.eventLog.findFirstOrThrow();
    const own = { epoch: expect.not.stringMatching(log.epoch), hintKey: expect.not.stringMatching(log.hintKey) };
    expect(taken).toEqual({ ...log, ...own });
    const feed = subscribeWs(
      to.url,
      'subscription ($after: LogCursor) { events(after: $after) { __typename position } }',
      { after: encodeCursor({ epoch: log.epoch, position: log.position - 3 }) },
      bearer,
    );
    expect((await feed.next()).data?.['events']).toEqual({ __typename: 'Reset', position: log.position });
    await feed.stop();
  });

  it('can be taken over under another name', async () => {
    const database = await openMemoryDatabase();
    const catalog = (await openCatalogStore(database)).current();
    await takeOverOrganization(database.prisma, file, { catalog, slug: 'other' });
    expect((await database.prisma.organization.findMany()).map(({ slug }) => slug)).toEqual(['other']);
    await database.close();
  });

  it('is not taken over where the organization is, under whatever name', async () => {
    const before = await everything(to);
    await expect(take(to, file)).rejects.toThrow('This very organization is here already, as demo');
    await expect(take(to, file, 'other')).rejects.toThrow('This very organization is here already, as demo');
    expect(await everything(to)).toEqual(before);
  });

  it('is not written over a file, nor of an organization that is not there', async () => {
    const { prisma } = from.services.database;
    await expect(copyOrganization(prisma, 'demo', file)).rejects.toThrow('is there already');
    await expect(copyOrganization(prisma, 'nobody', join(folder, 'x'))).rejects.toThrow('no organization nobody');
  });

  /** A text with the checksum that it would have, had it been written so. */
  const sealed = (text: string): string => {
    const body = text.replace(/\{"sha256":"\w+"\}\n$/, '');
    return `${body}${JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex') })}\n`;
  };

  test.each<[what: string, change: (text: string) => string, why: string]>([
    ['a digit is another one', (text) => text.replace('"percent": 100', '"percent": 10'), 'its checksum'],
    ['its end is missing', (text) => text.slice(0, -100), 'is not as it was written'],
    ['there is more', (text) => `${text}{}\n`, 'more after its end'],
    ['it is empty', () => '', 'its checksum'],
    ['it is something else', () => sealed('{"format":"uplift-events"}\n'), 'no copy of an organization'],
    ['it is of another form', (text) => sealed(text.replace('"version":1', '"version":2')), 'version 2'],
    [
      'it is of another database',
      (text) => sealed(text.replace(/"migration":"\w+"/, '"migration":"9"')),
      'is of a database at 9',
    ],
    [
      'an event is missing',
      (text) => sealed(text.replace(/^\{"Event":.*"position": 7,.*\n/m, '')),
      'the event 7 is missing',
    ],
    ['a unit is missing', (text) => sealed(text.replace(/^\{"Unit":.*\n/m, '')), 'leads to a Unit that is not in it'],
    [
      'a row is of somebody else',
      (text) => sealed(text.replace(/("Unit":.*"organizationId": ")[^"]{4}/, '$1ffff')),
      'of another organization',
    ],
    ['a table is none', (text) => sealed(text.replace('{"Unit":', '{"Catalog":')), 'line'],
  ])('is not taken over where %s', async (_what, change, why) => {
    const text = await readFile(file, 'utf8');
    const other = change(text);
    expect(other).not.toBe(text);
    const path = join(folder, 'changed.jsonl');
    await writeFile(path, other);
    const before = await everything(to);
    await expect(take(to, path, 'changed')).rejects.toThrow(why);
    expect(await everything(to)).toEqual(before);
  });

  it('is not taken over where an event was changed, whatever its checksum', async () => {
    const path = join(folder, 'forged.jsonl');
    const text = await readFile(file, 'utf8');
    const forged = text.replace(/^(\{"Event":.*"position": 7,.*"recordVersion": )/m, '$19');
    expect(forged).not.toBe(text);
    await writeFile(path, sealed(forged));
    const { prisma, close } = await openMemoryDatabase();
    const catalog = from.services.catalogStore.current();
    const taken = takeOverOrganization(prisma, path, { catalog });
    await expect(taken).rejects.toThrow('its log at 7, it is not what was written');
    expect(await prisma.organization.count()).toBe(0);
    await close();
  });

  it('is taken over as a whole or not at all', async () => {
    // A record that is here already, of an organization with another id: found out in the middle of the work.
    const path = join(folder, 'twice.jsonl');
    const text = await readFile(file, 'utf8');
    const id = /"organizationId":"([^"]+)"/.exec(text)?.[1] ?? '';
    await writeFile(path, sealed(text.replaceAll(id, id.replace(/^.{8}/, 'ffffffff'))));
    const before = await everything(to);
    await expect(take(to, path, 'twice')).rejects.toThrow('in this database already');
    expect(await everything(to)).toEqual(before);
  });
});
