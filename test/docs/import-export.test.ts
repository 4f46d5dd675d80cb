import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { openServerDatabase } from '../../src/database/server.js';
import { kinds } from '../../src/import-export/importers/index.js';
import { lists } from '../../src/import-export/exporters/index.js';
import { createLogger } from '../../src/logger.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { run } from '../cli/run.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';

/** A block of the page: its language, the name of its file where it has one, and its text. */
interface Block {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

let page: string;
let blocks: Block[];
beforeAll(async () => {
  page = await readFile(new URL('../../docs/import-export.md', import.meta.url), 'utf8');
  blocks = [...page.matchAll(/```(\w+) ?(\S*)\n([^]*?)```/g)].map(([, language = '', file = '', text = '']) => ({
    language,
    file,
    text,
  }));
});
const textOf = (language: string): Block[] => blocks.filter((block) => block.language === language);

describe('the page on data in and out', () => {
  it('names the columns of each kind as they are', () => {
    const rows = [...page.matchAll(/^\| (\w+) +\| (.+?) +\| (.+?) +\|$/gm)].slice(1);
    const named = (text = ''): string[] => [...text.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name);
    expect(rows.map(([, kind = '']) => kind.toUpperCase()).sort()).toEqual(Object.keys(kinds).sort());
    for (const [, kind = '', required, optional] of rows) {
      const { form } = kinds[kind.toUpperCase() as keyof typeof kinds];
      expect(named(required), kind).toEqual(form.required);
      expect(
        named(optional).filter((name) => name !== 'attribute.NAME'),
        kind,
      ).toEqual(form.optional);
    }
  });

  it('names each list', () => {
    const [, names = ''] = /^The lists are ([^]+?)\.$/m.exec(page) ?? [];
    expect([...names.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name).sort()).toEqual([...lists.keys()].sort());
  });
});

describeWithServices('the page on data in and out, done from its beginning to its end', ({ postgresUrl }) => {
  const urls: string[] = [];
  let folder: string;
  let app: TestApp;
  let token: string;
  const home = process.cwd();

  /** Another database, with all migrations. */
  async function another(): Promise<string> {
    const url = await createDatabase(postgresUrl);
    urls.push(url);
    await (await openServerDatabase(url, 1, createLogger('silent'))).close();
    return url;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-exchange-'));
    app = await startApp({ databaseUrl: await another() });
    const administrator = { name: 'Noor Haddad', subject: 'noor' };
    await createOrganization(app.services.database, app.services.clock, { slug: 'acme', name: 'Acme', administrator });
    token = await signToken(SECRET, 'noor', 'acme', '1h');
    for (const { file, text } of textOf('csv')) await writeFile(join(folder, file), text);
    // The commands of the page name files as they are called from their folder.
    process.chdir(folder);
  });
  afterAll(async () => {
    process.chdir(home);
    await app.stop();
    await Promise.all(urls.map((url) => dropDatabase(url)));
    await rm(folder, { recursive: true, force: true });
  });

  it('has what each step of it says', { timeout: 120_000 }, async () => {
    const { prisma } = app.services.database;
    const [mutation] = textOf('graphql');
    const csv = await readFile('people.csv', 'utf8');
    const { data, errors } = await ask(app.url, mutation?.text ?? '', { csv }, `Bearer ${token}`);
    expect(errors).toBeUndefined();
    expect(data?.['importRecords']).toMatchObject({ count: 2, remarks: [] });

    const commands = textOf('sh').flatMap(({ text }) => text.trim().split('\n'));
    const outputs = new Map<string, string>();
    for (const line of commands) {
      const [called = '', comment = ''] = line.split('#').map((part) => part.trim());
      if (called.startsWith('curl')) {
        const [url = ''] = /http:[^\s"]+/.exec(called) ?? [];
        expect(called).toContain('-H "authorization: Bearer $TOKEN"');
        const { pathname, search } = new URL(url);
        const path = app.url.replace('/graphql', pathname + search);
        const [, sent] = /--data-binary @(\S+)/.exec(called) ?? [];
        const body = sent === undefined ? {} : { method: 'POST', body: await readFile(sent) };
        const [, type] = /content-type: ([\w/]+)/.exec(called) ?? [];
        const headers = { authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'content-type': type }) };
        const answered = await fetch(path, { headers, ...body });
        expect(answered.status, called).toBe(200);
        outputs.set(called, await answered.text());
        continue;
      }
      const isElsewhere = comment !== '';
      const environment = { DATABASE_URL: isElsewhere ? await another() : (urls[0] ?? ''), AUTH_SECRET: SECRET };
      expect(called).toMatch(/^npx uplift (im|ex)port /);
      const { code, stdout, stderr } = await run(called.split(' ').slice(2), environment);
      expect({ code, stderr }, line).toEqual({ code: 0, stderr: '' });
      outputs.set(called, stdout);
    }

    const ends = (text: string): string | undefined => [...outputs].find(([called]) => called.endsWith(text))?.[1];
    expect(ends('--dry-run')).toBe('2 records could be imported.\n');
    expect(ends('import people people.csv --organization acme --as noor')).toBe('Imported 2 records.\n');
    // The people are there by now.
    expect(ends('dryRun=true"')?.trim().split('\n').at(-1)).toMatch(/^\{"result":\{"__typename":"FileRejectedError"/);
    expect(ends('--to acme.jsonl')).toMatch(
      /^Wrote \d+ rows of acme, up to position \d+ \(hash [0-9a-f]{64}\), to acme\.jsonl\.\n$/,
    );
    expect(ends('--from acme.jsonl')).toMatch(/^acme is here, /);
    expect(ends('--as acme2')).toMatch(/^acme2 is here, /);
    expect(await prisma.deployment.findMany({ select: { state: true, unit: true, improvement: true } })).toMatchObject([
      { state: 'PLANNED', unit: { name: 'Harbor crane' }, improvement: { title: 'Peer reviews', state: 'DEPLOYING' } },
    ]);
    const [overHttp = '', byCommand] = [ends('$TOKEN"'), ends('export deployments --organization acme --as noor')];
    expect(byCommand).toBe(overHttp);
    expect(parse(overHttp, { columns: true })).toMatchObject([{ improvement: 'Peer reviews', unit: 'Harbor crane' }]);
  });
});
