import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { openServerDatabase } from '../../src/database/server.js';
import { createLogger } from '../../src/logger.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { SECRET } from '../support/app.js';
import { ensureBuilt, ROOT } from '../process/server-process.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { run } from './run.js';
import type { Run } from './run.js';

describeWithServices('uplift import and uplift export', ({ postgresUrl }) => {
  let url: string;
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    url = await createDatabase(postgresUrl);
    database = await openServerDatabase(url, 2, createLogger('silent'));
    folder = await mkdtemp(join(tmpdir(), 'uplift-exchange-'));
    const administrator = { name: 'Noor Haddad', subject: 'noor' };
    await createOrganization(database, systemClock, { slug: 'acme', name: 'Acme', administrator });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(async () => {
    await database.close();
    await dropDatabase(url);
    await rm(folder, { recursive: true, force: true });
  });

  const file = (name: string): string => join(folder, name);
  const uplift = (words: string, ...more: string[]): Promise<Run> =>
    run([...words.split(' '), ...more], { DATABASE_URL: url, AUTH_SECRET: SECRET });
  const ACME = ['--organization', 'acme', '--as', 'noor'];

  async function importCsv(kind: string, csv: string, ...more: string[]): Promise<Run> {
    await writeFile(file('in.csv'), csv);
    return uplift(`import ${kind}`, file('in.csv'), ...(more.length > 0 ? more : ACME));
  }

  /** Makes the steps of a bar come as fast as they are told. */
  function hurry(): void {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 3_000));
  }

  /** As if somebody watched on a terminal. */
  async function watched(work: () => Promise<Run>): Promise<Run> {
    const before = process.stderr.isTTY;
    process.stderr.isTTY = true;
    try {
      return await work();
    } finally {
      process.stderr.isTTY = before;
    }
  }

  it('lists mistakes by line on standard error, ends with 1, and makes nothing', async () => {
    const position = async (): Promise<number> => (await database.prisma.eventLog.findFirstOrThrow()).position;
    const before = await position();
    const bad = 'subject,name,role\nann,Ann,viewer\nbo,,boss\nann,Ann again,viewer\n';
    const { code, stdout, stderr } = await importCsv('people', bad);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [first, ...mistakes] = stderr.trimEnd().split('\n');
    expect(first).toBe('Nothing was imported:');
    expect(mistakes.map((line) => /^line (\d+), (\w+)/.exec(line)?.slice(1))).toEqual([
      ['3', 'name'],
      ['3', 'role'],
      ['4', 'subject'],
    ]);
    expect(stderr).toContain(
      'role "boss": Must be one of viewer, project lead, deployment lead, sponsor, administrator.\n',
    );
    expect(await database.prisma.person.count()).toBe(1);
    expect(await position()).toBe(before);
    expect((await importCsv('people', bad, ...ACME, '--dry-run')).stderr).toBe(stderr);
  });

  it('says how many mistakes there are beyond the first hundred', async () => {
    const rows = Array.from({ length: 130 }, (_, n) => `U${n},project,p${n}`);
    const { stderr } = await importCsv('units', `name,kind,leads\n${rows.join('\n')}\n`);
    expect(stderr.split('\n')).toHaveLength(103);
    expect(stderr).toMatch(/\nand 30 more mistakes\n$/);
  });

  it('says the same mistake once, and keeps controls away from the terminal', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => `p${n},\u001b[2J,viewer`);
    const { stderr } = await importCsv('people', `subject,name,role\n${rows.join('\n')}\n`);
    expect(stderr).toBe(
      'Nothing was imported:\nline 2, name "\\u001b[2J": Must not have the control character U+001B. ' +
        '(30 times: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)\n',
    );
  });

  it('says in words what is not CSV', async () => {
    await writeFile(file('book.csv'), Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'));
    const { code, stderr } = await uplift('import people', file('book.csv'), ...ACME);
    expect(code).toBe(1);
    expect(stderr).toContain('This is an Excel workbook');
  });

  it('imports what Jira exports, by a mapping', async () => {
    const jira = [
      'Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Assignee,Created,Labels,Labels,Labels,Description,Sprint,Sprint',
      'Peer reviews of plans,PI-12,10012,Story,In Progress,PI,Improvement,Medium,noor,12/Feb/26 8:30 AM,OPM SP 3.2,CAR SP 2.1,,"Read twice,',
      'by two people.",S1,S2',
      'Shorter checklists,PI-13,10013,Task,To Do,PI,Improvement,Low,,03/Mar/26 9:00 AM,,,,One page each.,,',
      '',
    ].join('\n');
    const bad = await importCsv('improvements', jira);
    expect(bad.code).toBe(1);
    expect(bad.stderr.split('\n').filter((line) => line.includes('There is no such column'))).toEqual([
      expect.stringMatching(
        /^line 1: There is no such column as "Summary", "Issue key", .* and \d+ more: .*--map "Summary=title"/,
      ),
    ]);
    const mapped = await importCsv(
      'improvements',
      jira,
      ...ACME,
      '--map',
      'Summary=title',
      '--map',
      'Labels=practices',
      '--default',
      'kind=process',
      '--default',
      'scale=incremental',
      '--default',
      'origin=suggestion',
    );
    expect(mapped).toMatchObject({ code: 0, stdout: 'Imported 2 records.\n' });
    expect(mapped.stderr).toMatch(/^line 1: Not imported: "Issue key", "Issue id", .*\.\n$/);
    expect(await database.prisma.improvement.findFirst({ where: { title: 'Peer reviews of plans' } })).toMatchObject({
      description: 'Read twice,\nby two people.',
      practices: ['OPM SP 3.2', 'CAR SP 2.1'],
    });
  });

  it('imports what MS Project exports, with days as its country writes them', async () => {
    await importCsv('units', 'name,kind\nPier,project\nDock,project\n');
    await importCsv(
      'improvements',
      'title,description,kind,scale,origin,practices,state\nDaily builds,Every day.,process,incremental,pilot,,DEPLOYING\n',
    );
    const project = [
      'ID,Task_Name,Duration,Start_Date,Finish_Date,Predecessors,Outline_Level,Notes',
      '1,Pier,20 days,Mon 2/2/26 8:00 AM,Fri 2/27/26 5:00 PM,,1,Begins here.',
      '2,Dock,20 days,"March 2, 2026 8:00 AM",Fri 3/27/26 5:00 PM,1,1,',
      '',
    ].join('\r\n');
    const maps = ['Task_Name=unit', 'Start_Date=plannedStart', 'Finish_Date=plannedEnd', 'Notes=note'].flatMap(
      (each) => ['--map', each],
    );
    const more = [...ACME, ...maps, '--default', 'improvement=Daily builds'];
    const bad = await importCsv('deployments', project, ...more);
    expect(bad.stderr).toContain('line 2, plannedStart "Mon 2/2/26 8:00 AM": Must be a day such as 2026-01-31');
    const done = await importCsv('deployments', project, ...more, '--dates', 'month-first');
    expect(done).toMatchObject({ code: 0, stdout: 'Imported 2 records.\n' });
    const dock = await database.prisma.deployment.findFirst({ where: { unit: { name: 'Dock' } } });
    expect(dock).toMatchObject({ plannedStart: new Date('2026-03-02'), plannedEnd: new Date('2026-03-27') });
  });

  it('takes a file of several steps as a whole, each record once in the log', { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 10_100 }, (_, n) => `step-${n},Person ${n},viewer`);
    const csv = `subject,name,role\n${rows.join('\n\n')}\n`;
    const administrator = { name: 'Noor Haddad', subject: 'noor' };
    const { organization } = await createOrganization(database, systemClock, {
      slug: 'steps',
      name: 'Steps',
      administrator,
    });
    const where = { organizationId: organization.id };
    const log = () => database.prisma.eventLog.findUniqueOrThrow({ where });
    const STEPS = ['--organization', 'steps', '--as', 'noor'];
    const before = await log();
    const bad = await importCsv('people', `${csv}step-3,Again,viewer\n`, ...STEPS);
    expect(bad).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('line 20201, subject "step-3": The same as in line 8.'),
    });
    expect(await log()).toEqual(before);
    expect(await importCsv('people', csv, ...STEPS)).toMatchObject({ code: 0, stdout: 'Imported 10100 records.\n' });
    const after = await log();
    expect(after.position).toBe(before.position + 10_100);
    const events = await database.prisma.event.findMany({
      where: { ...where, position: { gt: before.position } },
      orderBy: { position: 'asc' },
    });
    expect(events.map(({ position }) => position)).toEqual(events.map((_, n) => before.position + 1 + n));
    expect(new Set(events.map(({ recordId }) => recordId)).size).toBe(10_100);
    expect(events.at(-1)?.after).toMatchObject({ subject: 'step-10099' });
  });

  it('reads a file that is larger than its memory', { timeout: 300_000 }, async () => {
    ensureBuilt();
    const memory = 128; // In MiB; the program itself takes half of it, and the file has 80.
    const rows = Array.from({ length: 50_000 }, (_, n) => `Unit ${n},project,${'x'.repeat(1_600)}`);
    await writeFile(file('large.csv'), `name,kind,id\n${rows.join('\n')}\n`);
    const args = ['dist/cli/uplift.js', 'import', 'units', file('large.csv'), ...ACME, '--dry-run'];
    const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${memory}`, ...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], DATABASE_URL: url, AUTH_SECRET: SECRET },
    });
    expect(stdout).toBe('50000 records could be imported.\n');
  });

  it('prints what is not taken over as it stands, and takes over the rest', async () => {
    const { code, stdout, stderr } = await importCsv('units', 'name,kind,id\nHarbor crane,project,7\n');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'Imported 1 records.\n',
      stderr: 'line 1: Not imported: "id".\n',
    });
    const again = await importCsv('units', 'name,kind\nQuay,project\nHarbor crane,project\n');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Nothing was imported:\nline 3, name /) });
    expect(await database.prisma.unit.count({ where: { name: { in: ['Harbor crane', 'Quay'] } } })).toBe(1);
  });

  test.each([
    ['no such file', 'import people nowhere.csv', ACME, 1, 'nowhere.csv: there is no such file or folder.\n'],
    ['a folder', 'import people', ['FOLDER', ...ACME], 1, 'The file: it is a folder, and no file.\n'],
    ['a copy that is a folder', 'import', ['--from', 'FOLDER'], 1, 'The file: it is a folder, and no file.\n'],
    ['a model that is not there', 'catalog import nowhere.json', [], 1, 'nowhere.json: there is no such file'],
    [
      'a copy into no folder',
      'export',
      ['--organization', 'acme', '--to', '/nowhere/x'],
      1,
      '/nowhere/x.part: there is no such',
    ],
    [
      'no such organization',
      'import people',
      ['IN', '--organization', 'nobody', '--as', 'noor'],
      2,
      'nobody has no active person',
    ],
    [
      'nobody of that name',
      'import people',
      ['IN', '--organization', 'acme', '--as', 'x'],
      2,
      'acme has no active person',
    ],
    ['a kind that is none', 'import plans', ['IN', ...ACME], 2, 'Allowed choices are units, people'],
    ['half of an import', 'import people', ['IN'], 2, 'It takes a kind, a file, --organization and --as'],
    ['a list that is none', 'export nothing', ACME, 2, 'There is no list nothing: there are units, '],
    ['nobody to read it', 'export units', ['--organization', 'acme'], 2, '--as is missing'],
    ['neither list nor file', 'export', ['--organization', 'acme'], 2, 'It takes a list, or --to'],
    [
      'no organization to copy',
      'export',
      ['--organization', 'nobody', '--to', 'OUT'],
      1,
      'There is no organization nobody',
    ],
    ['no copy to take over', 'import', ['--from', 'OUT'], 1, 'out.jsonl: there is no such file'],
    ['a copy that is none', 'import', ['--from', 'IN'], 1, 'is not as it was written'],
  ])('refuses %s', async (_name, words, more, code, message) => {
    await writeFile(file('in.csv'), 'subject,name,role\n');
    const given = new Map([
      ['IN', file('in.csv')],
      ['OUT', file('out.jsonl')],
      ['FOLDER', folder],
    ]);
    const args = more.map((word) => given.get(word) ?? word);
    const result = await uplift(words, ...args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr, 'no stack').not.toMatch(/^ +at /m);
  });

  it('leaves a file that is there as it is, and one that is being written', async () => {
    const copy = file('copy.jsonl');
    const done = await uplift('export --organization acme --to', copy);
    expect(done).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Wrote \d+ rows of acme, up to/),
    });
    const text = await readFile(copy, 'utf8');
    const again = await uplift('export --organization acme --to', copy);
    expect(again).toEqual({ code: 1, stdout: '', stderr: `${copy} is there already: take another name.\n` });
    expect(await readFile(copy, 'utf8')).toBe(text);
    await writeFile(file('other.jsonl.part'), 'half');
    const other = await uplift('export --organization acme --to', file('other.jsonl'));
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('.part is there: it is being written') });
    const here = await uplift('import --from', copy);
    expect(here).toMatchObject({ code: 1, stderr: expect.stringContaining('organization is here already, as acme') });
  });

  describe('of many records', () => {
    const count = 2_500;
    it('show a terminal a bar, and everybody else a line now and then', async () => {
      const rows = Array.from({ length: count }, (_, n) => `many-${n},Person ${n},viewer`);
      hurry();
      const imported = await watched(() => importCsv('people', `subject,name,role\n${rows.join('\n')}\n`));
      expect(imported).toMatchObject({ code: 0, stdout: 'Imported 2500 records.\n' });
      expect(imported.stderr).toContain('1,000 records written');
      const listed = await uplift('export people', ...ACME);
      expect(parse(listed.stdout, { columns: true })).toHaveLength(count + 1);
      expect(listed.stderr).toBe(['0', '1,000', '2,000'].map((done) => `${done} records written\n`).join(''));
      const copied = await watched(() => uplift('export --organization acme --to', file('many.jsonl')));
      expect(copied.stderr).toMatch(/% [\d,]+ of [\d,]+ rows written/);
      expect(copied.stderr.endsWith('\r\u001B[K'), 'a clean line at the end').toBe(true);
    });
  });
});
