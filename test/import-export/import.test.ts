import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { everything } from '../commands/fixtures.js';
import { fold, json, told } from '../commands/fold.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { importFile } from './import-file.js';
import type { ImportResult } from './import-file.js';

let organization: TestOrganization;
const now = new Date('2026-03-01T12:00:00.000Z');

const app = useApp({ clock: () => now });
beforeEach(async () => {
  organization = await createTestOrganization(app);
});

const run = (kind: string, csv: string, role: Role = 'ADMINISTRATOR', more: object = {}): Promise<ImportResult> =>
  importFile(app, organization.people[role].bearer, kind, csv, more);

const where = () => ({ organizationId: organization.id });
const prisma = () => app.services.database.prisma;
const headPosition = async (): Promise<number> =>
  (await prisma().eventLog.findUniqueOrThrow({ where: where() })).position;

const PEOPLE = 'subject,name,role,active\nann,"Ann, of Bonn",project lead,\nbo,Bo,VIEWER,no\n';
const UNITS =
  'name,kind,attribute.phase,attribute.size,leads\nAlpha,project,build,,ann\nBeta,support-group,,"big, very",ann; bo\n';
const IMPROVEMENTS = [
  'title,description,kind,scale,origin,practices,state,resumeState',
  'Reviews,"Peer reviews',
  'of plans",process,incremental,suggestion,OPM SP 3.2; car sp 2.1,DEPLOYING,',
  'Checklists,Short ones,TECHNOLOGY,INNOVATIVE,PILOT,,,',
  'Templates,Of all,process,incremental,pilot,,ON_HOLD,SELECTED',
  'Dropped,Not this,process,incremental,pilot,,REJECTED,',
  'Done,Long ago,process,incremental,pilot,,CLOSED,',
  '',
].join('\n');
const DEPLOYMENTS = [
  'improvement,unit,plannedStart,plannedEnd,note,state',
  'Reviews,Alpha,2026-04-01,2026-06-01,First of all,ADOPTED',
  'Reviews,Beta,2026-04-01,2026-04-01,,',
  'Templates,Beta,2026-05-01,2026-06-01,,',
  '',
].join('\n');

async function importAll(): Promise<ImportResult[]> {
  return [
    await run('PEOPLE', PEOPLE),
    await run('UNITS', UNITS),
    await run('IMPROVEMENTS', IMPROVEMENTS, 'DEPLOYMENT_LEAD'),
    await run('DEPLOYMENTS', DEPLOYMENTS, 'DEPLOYMENT_LEAD'),
  ];
}

test('the last record of a file is taken over, whatever blank lines are before it', { timeout: 60_000 }, async () => {
  const person = (n: number): string => `blank-${n},Person ${n},viewer`;
  const people = Array.from({ length: 4_999 }, (_, n) => person(n)).join('\n');
  const csv = `subject,name,role\n${people}\n\n\n\n${person(4_999)}\n`;
  expect(await run('PEOPLE', csv)).toMatchObject({ __typename: 'ImportRecordsPayload', count: 5_000 });
  expect(await prisma().person.count({ where: { ...where(), subject: { startsWith: 'blank-' } } })).toBe(5_000);
  expect(await prisma().person.count({ where: { ...where(), subject: 'blank-4999' } })).toBe(1);
});

describe.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('the word %s', (word) => {
  test.each([
    ['PEOPLE', 'active', `subject,name,role,active\nann,Ann,viewer,${word}\n`],
    ['PEOPLE', 'role', `subject,name,role\nann,Ann,${word}\n`],
    ['UNITS', 'kind', `name,kind\nAlpha,${word}\n`],
    ['IMPROVEMENTS', 'kind', `title,description,kind,scale,origin,practices\nA,B,${word},incremental,pilot,\n`],
  ])('is no value of %s.%s', async (kind, column, csv) => {
    for (const more of [{ dryRun: true }, {}])
      expect(await run(kind, csv, 'ADMINISTRATOR', more)).toMatchObject({
        __typename: 'FileRejectedError',
        mistakes: [{ line: 2, column, value: word }],
      });
  });

  test('is no name of an attribute, or one that is kept', async () => {
    const imported = await run('UNITS', `name,kind,attribute.${word}\nAlpha,project,yes\n`);
    const unit = await prisma().unit.findFirst({ where: { ...where(), name: 'Alpha' } });
    if (word === '__proto__') {
      expect(imported).toMatchObject({ mistakes: [{ column: 'attribute.__proto__' }] });
      expect(unit).toBeNull();
    } else expect(JSON.stringify(unit?.attributes)).toBe(`{"${word.toLowerCase()}":"yes"}`);
  });
});

describe('a file of', () => {
  test('each kind is taken over, and says what it is not taken over', async () => {
    const before = await headPosition();
    const results = await importAll();
    expect(results).toMatchObject([
      { __typename: 'ImportRecordsPayload', count: 2, position: before + 3, remarks: [] },
      { count: 2, position: before + 8, remarks: [] },
      {
        count: 5,
        remarks: [
          { line: 5, column: 'state', value: 'ON_HOLD', message: 'Taken over as SELECTED.' },
          { line: 7, column: 'state', value: 'CLOSED', message: 'Taken over as DEPLOYING.' },
        ],
      },
      { count: 3, remarks: [{ line: 1, column: null, message: 'Not imported: "state".' }] },
    ]);
    expect(
      await prisma().unit.findMany({
        where: { ...where(), name: { in: ['Alpha', 'Beta'] } },
        select: {
          name: true,
          kind: true,
          attributes: true,
          leads: { select: { person: { select: { subject: true } } } },
        },
        orderBy: { name: 'asc' },
      }),
    ).toMatchObject([
      { name: 'Alpha', kind: 'PROJECT', attributes: { phase: 'build' }, leads: [{ person: { subject: 'ann' } }] },
      { name: 'Beta', kind: 'SUPPORT_GROUP', attributes: { size: 'big, very' }, leads: expect.any(Array) },
    ]);
    expect(await prisma().improvement.findMany({ where: where(), orderBy: { title: 'asc' } })).toMatchObject([
      { title: 'Checklists', state: 'SUGGESTED', version: 1, practices: [] },
      { title: 'Done', state: 'DEPLOYING', version: 4 },
      { title: 'Dropped', state: 'REJECTED', version: 2 },
      { title: 'Reviews', description: 'Peer reviews\nof plans', practices: ['OPM SP 3.2', 'CAR SP 2.1'], version: 4 },
      { title: 'Templates', state: 'SELECTED', version: 3 },
    ]);
    expect(await prisma().deployment.findMany({ where: where(), orderBy: { id: 'asc' } })).toMatchObject([
      { state: 'PLANNED', percent: 0, plannedEnd: new Date('2026-06-01'), createdAt: now },
      { state: 'PLANNED', plannedStart: new Date('2026-04-01') },
      { state: 'PLANNED' },
    ]);
    expect(await prisma().event.count({ where: { ...where(), type: 'DeploymentPlanned', note: 'First of all' } })).toBe(
      1,
    );
  });

  test('each kind is what its events say', async () => {
    await importAll();
    const [units, people, improvements, deployments] = [
      await prisma().unit.findMany({
        where: { ...where(), name: { in: ['Alpha', 'Beta'] } },
        include: { leads: true },
      }),
      await prisma().person.findMany({ where: { ...where(), subject: { in: ['ann', 'bo'] } } }),
      await prisma().improvement.findMany({ where: where() }),
      await prisma().deployment.findMany({ where: where() }),
    ];
    for (const { leads, ...unit } of units) {
      const expected = { ...unit, leads: leads.map(({ personId }) => personId).sort() };
      const events = await told(app, unit.id);
      // What a unit begins with has no leads, and says nothing of them.
      expect(events[1]?.before).toEqual({ leads: [] });
      expect(events.slice(1).map(({ type }) => type)).toEqual(leads.map(() => 'UnitLeadAssigned'));
      expect({
        ...(events[0]?.after as object),
        ...(events.at(-1)?.after as object),
        version: leads.length + 1,
      }).toMatchObject(json(expected) as object);
    }
    for (const record of [...people, ...improvements, ...deployments]) {
      expect(fold(await told(app, record.id))).toEqual(json(record));
    }
    const events = await prisma().event.findMany({ where: where(), orderBy: { position: 'asc' } });
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    expect(events.slice(1).every(({ actorId }) => actorId !== null)).toBe(true);
  });
});

const lines = (...all: string[]): string => all.join('\n');
const UNIT_HEAD = 'name,kind,attribute.phase,leads';
const IMPROVEMENT_HEAD = 'title,description,kind,scale,origin,practices,state';
const DEPLOYMENT_HEAD = 'improvement,unit,plannedStart,plannedEnd';

describe('a file with mistakes is rejected, and nothing of it is there:', () => {
  test.each<
    [what: string, kind: string, csv: string, mistakes: readonly (readonly [number, string | null, string | RegExp])[]]
  >([
    ['empty', 'UNITS', '', [[1, null, /is empty/]]],
    ['a byte order mark and nothing more', 'UNITS', '\ufeff', [[1, null, /is empty/]]],
    ['a header and nothing more', 'UNITS', `${UNIT_HEAD}\n`, [[1, null, /no record below/]]],
    ['blank lines only', 'UNITS', '\n\n', [[1, null, /is empty/]]],
    ['a column that is missing', 'UNITS', lines('name', 'A'), [[1, 'kind', 'This column is missing.']]],
    [
      'a column that is unknown',
      'UNITS',
      lines('name,kind,size', 'A,project,1'),
      [
        [
          1,
          null,
          /^There is no such column as "size": there are name, kind, timeZone, leads, attribute\.NAME\. Say which/,
        ],
      ],
    ],
    ['a column that is there twice', 'UNITS', lines('name,kind,name', 'A,project,B'), [[1, 'name', /twice/]]],
    ['a column without a name', 'UNITS', lines('name,kind,', 'A,project,B'), [[2, '(3)', /no name/]]],
    ['too few fields', 'UNITS', lines('name,kind', 'A', 'B,project'), [[2, null, 'There are 1 fields in place of 2.']]],
    [
      'too many fields',
      'UNITS',
      lines('name,kind', '"A\n",project,x', 'B,y'),
      [
        [2, null, /^There are 3 fields/],
        [4, 'kind', /one of/],
      ],
    ],
    [
      'a quotation mark that stays open',
      'UNITS',
      lines('name,kind', 'A,project', '"B,project', 'C,x'),
      [[3, null, /never closed/]],
    ],
    ['a quotation mark within a field', 'UNITS', lines('name,kind', 'A "one",project'), [[2, null, /within a field/]]],
    [
      'more behind a quotation mark',
      'UNITS',
      lines('name,kind', '"A" one,project'),
      [[2, null, /more after the closing/]],
    ],
    ['NUL', 'UNITS', lines('name,kind', 'A\0,project'), [[2, 'name', /cannot be stored/]]],
    ['half a pair of surrogates', 'UNITS', lines('name,kind', 'A\ud800,project'), [[2, null, /half a character/]]],
    [
      'nothing where something must be',
      'UNITS',
      lines('name,kind', ',project', 'B,'),
      [
        [2, 'name', 'Must not be empty.'],
        [3, 'kind', /^Must be one of project, support group, /],
      ],
    ],
    [
      'a name that is too long',
      'UNITS',
      lines('name,kind', `${'x'.repeat(201)},project`),
      [[2, 'name', /At most 200/]],
    ],
    [
      'a constant that is none',
      'UNITS',
      lines('name,kind', 'A,team'),
      [[2, 'kind', /^Must be one of project, support group, /]],
    ],
    [
      'an attribute with a bad name',
      'UNITS',
      lines('name,kind,attribute.Big One', 'A,project,x'),
      [[2, 'attribute.big one', /lower-case/]],
    ],
    [
      'a lead who is nobody',
      'UNITS',
      lines(UNIT_HEAD, 'A,project,,nobody'),
      [[2, 'leads', 'There is no person with the subject "nobody".']],
    ],
    [
      'the same name twice',
      'UNITS',
      lines('name,kind', 'A,project', '', ' A ,project'),
      [[4, 'name', 'The same as in line 2.']],
    ],
    [
      'a name that is taken',
      'UNITS',
      lines('name,kind', 'A,project', 'Led project,project'),
      [[3, 'name', 'There is already a unit called "Led project".']],
    ],
    [
      'a role that is none',
      'PEOPLE',
      lines('subject,name,role', 'a,A,boss'),
      [[2, 'role', 'Must be one of viewer, project lead, deployment lead, sponsor, administrator.']],
    ],
    [
      'neither true nor false',
      'PEOPLE',
      lines('subject,name,role,active', 'a,A,viewer,perhaps'),
      [[2, 'active', /true or false/]],
    ],
    [
      'the same subject twice',
      'PEOPLE',
      lines('subject,name,role', 'a,A,viewer', 'a,B,viewer'),
      [[3, 'subject', 'The same as in line 2.']],
    ],
    [
      'a practice that is none',
      'IMPROVEMENTS',
      lines(IMPROVEMENT_HEAD, 'A,B,process,incremental,pilot,OPM SP 9.9; OPM SP 3.2,'),
      [[2, 'practices', 'The model has no practice "OPM SP 9.9".']],
    ],
    [
      'a state that is none',
      'IMPROVEMENTS',
      lines(IMPROVEMENT_HEAD, 'A,B,process,incremental,pilot,,DONE'),
      [[2, 'state', /^Must be one of suggested/]],
    ],
    [
      'no description',
      'IMPROVEMENTS',
      lines(IMPROVEMENT_HEAD, 'A,,process,incremental,pilot,,'),
      [[2, 'description', 'Must not be empty.']],
    ],
    [
      'the same title twice',
      'IMPROVEMENTS',
      lines(IMPROVEMENT_HEAD, ...['A,B', 'A,C'].map((each) => `${each},process,incremental,pilot,,`)),
      [[3, 'title', 'The same as in line 2.']],
    ],
    [
      'an improvement that is none',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'None,Led project,2026-01-01,2026-02-01'),
      [[2, 'improvement', 'There is no improvement of this title.']],
    ],
    [
      'a unit that is none',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'Live,None,2026-01-01,2026-02-01'),
      [[2, 'unit', 'There is no unit of this name.']],
    ],
    [
      'days that are none',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'Live,Led project,2026-02-30,1.3.2026'),
      [
        [2, 'plannedStart', /day such as/],
        [2, 'plannedEnd', /day such as/],
      ],
    ],
    [
      'no days',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'Live,Led project,,'),
      [
        [2, 'plannedStart', /day such as/],
        [2, 'plannedEnd', /day such as/],
      ],
    ],
    [
      'days that run backwards',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'Live,Led project,2026-03-01,2026-02-01'),
      [[2, 'plannedEnd', 'Must not be before plannedStart.']],
    ],
    [
      'an improvement that is not up to it',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'New,Led project,2026-01-01,2026-02-01'),
      [[2, 'improvement', 'The improvement is SUGGESTED.']],
    ],
    [
      'a deployment that is there',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, 'Live,Other project,2026-01-01,2026-02-01'),
      [[2, 'improvement', /^There is already a deployment of "Live"/]],
    ],
    [
      'the same deployment twice',
      'DEPLOYMENTS',
      lines(DEPLOYMENT_HEAD, ...Array(2).fill('Live,Led project,2026-01-01,2026-02-01')),
      [[3, 'unit', 'The same as in line 2.']],
    ],
  ])('%s', async (_what, kind, csv, expected) => {
    await run(
      'IMPROVEMENTS',
      lines(IMPROVEMENT_HEAD, 'Live,B,process,incremental,pilot,,DEPLOYING', 'New,B,process,incremental,pilot,,'),
    );
    await run('DEPLOYMENTS', lines(DEPLOYMENT_HEAD, 'Live,Other project,2026-01-01,2026-02-01'));
    const before = await everything(app);
    const result = await run(kind, csv);
    expect(result).toMatchObject({ __typename: 'FileRejectedError', more: 0 });
    const mistakes = result.mistakes?.map(({ line, column, message }) => [line, column, message]);
    expect(mistakes).toEqual(
      expected.map(([line, column, message]) => [
        line,
        column,
        typeof message === 'string' ? message : expect.stringMatching(message),
      ]),
    );
    expect(await everything(app)).toEqual(before);
  });

  test('more records than there may be at once', async () => {
    const csv = lines('subject,name,role', ...Array.from({ length: 5_002 }, (_, n) => `s${n},N,viewer`));
    const before = await everything(app);
    expect(await run('PEOPLE', csv)).toMatchObject({
      mistakes: [{ line: 5_002, message: 'At most 5000 records at once: cut the file into parts.' }],
    });
    expect(await everything(app)).toEqual(before);
  });

  test('more bytes than a request may have', async () => {
    await expect(run('PEOPLE', `subject,name,role\n${'x'.repeat(1_100_000)}`)).rejects.toThrow('at most 1048576 bytes');
  });

  test('more mistakes than are listed: the first, and how many more', async () => {
    const units = lines(UNIT_HEAD, ...Array.from({ length: 300 }, (_, n) => `U${n},team,,nobody ${n}`));
    const result = await run('UNITS', units);
    expect(result).toMatchObject({ __typename: 'FileRejectedError', more: 201 });
    expect(result.message).toContain('600 mistakes, the first of them, in line 2, ');
    expect(result.mistakes).toHaveLength(100);
    expect(result.mistakes?.map(({ line }) => line)).toEqual([2, ...Array.from({ length: 99 }, (_, n) => 2 + n)]);
  });

  test('the same mistake in many lines: once, with the first lines', async () => {
    const csv = lines('subject,name,role', ...Array.from({ length: 300 }, (_, n) => `s${n},,boss`));
    const result = await run('PEOPLE', csv);
    expect(result).toMatchObject({
      __typename: 'FileRejectedError',
      more: 0,
      mistakes: [
        { line: 2, column: 'name', message: 'Must not be empty.', count: 300, lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
        { line: 2, column: 'role', value: 'boss', message: /^Must be one of/, count: 300 },
      ].map((each) => expect.objectContaining({ ...each, message: expect.stringMatching(each.message) })),
    });
    expect(result.message).toContain('600 mistakes, the first of them, in line 2, name');
  });
});

describe('a file may be written', () => {
  test.each([
    ['with a byte order mark and the line ends of Windows', '\ufeffname,kind\r\nA,project\r\nB,project\r\n'],
    ['with the line ends of old Macintoshes', 'name,kind\rA,project\rB,project'],
    ['with all kinds of line end', 'name,kind\r\nA,project\nB,project\r'],
    ['with semicolons', 'name;kind\nA;project\n"B";project\n'],
    ['with tabs', 'name\tkind\nA\tproject\nB\tproject\n'],
    ['with quotation marks around everything', '"name","kind"\n"A","project"\n"B","project"\n'],
    ['with blank lines', 'name,kind\n\nA,project\n\n\nB,project\n\n'],
    ['with blanks around', ' name , kind \n A , project\nB,project '],
    ['with the header in other case', 'NAME,Kind\nA,project\nB,project'],
    ['with empty columns at the end', 'name,kind,,\nA,project,,\nB,project,,\n,,,\n'],
    ['with empty fields left out at the end, as Excel does', 'name,kind,leads\nA,project,\nB,project\n'],
    ['with the line `sep=;` first', 'sep=;\nname;kind\nA;project\nB;project\n'],
    ['with line ends that were converted twice', 'name,kind\r\r\nA,project\r\r\nB,project\r\r\n'],
  ])('%s', async (_what, csv) => {
    expect(await run('UNITS', csv)).toMatchObject({ count: 2 });
    const units = await prisma().unit.findMany({ where: { ...where(), name: { in: ['A', 'B'] } } });
    expect(units.map(({ kind }) => kind)).toEqual(['PROJECT', 'PROJECT']);
  });
});

describe('who may', () => {
  const UNIT = lines('name,kind', 'A,project');
  const PERSON = lines('subject,name,role', 'a,A,viewer');
  const IMPROVEMENT = lines(IMPROVEMENT_HEAD, 'A,B,process,incremental,pilot,,SELECTED');
  const DEPLOYMENT = lines(DEPLOYMENT_HEAD, 'A,Led project,2026-01-01,2026-02-01');

  test.each<[Role, readonly string[]]>([
    ['VIEWER', []],
    ['PROJECT_LEAD', []],
    ['DEPLOYMENT_LEAD', ['IMPROVEMENTS', 'DEPLOYMENTS']],
    ['SPONSOR', ['IMPROVEMENTS', 'DEPLOYMENTS']],
    ['ADMINISTRATOR', ['UNITS', 'PEOPLE', 'IMPROVEMENTS', 'DEPLOYMENTS']],
  ])('%s: %s', async (role, allowed) => {
    for (const [kind, csv] of Object.entries({
      UNITS: UNIT,
      PEOPLE: PERSON,
      IMPROVEMENTS: IMPROVEMENT,
      DEPLOYMENTS: DEPLOYMENT,
    })) {
      const before = await everything(app);
      const result = await run(kind, csv, role);
      if (allowed.includes(kind)) expect(result, kind).toMatchObject({ count: 1 });
      else {
        expect(result, kind).toMatchObject({
          __typename: 'ForbiddenError',
          requires: expect.stringMatching(/^the role/),
        });
        expect(await everything(app)).toEqual(before);
      }
    }
  });

  it('does not learn of the records of others', async () => {
    const foreign = await createTestOrganization(app);
    await importFile(app, foreign.people.ADMINISTRATOR.bearer, 'UNITS', lines('name,kind', 'Theirs,project'));
    await importFile(app, foreign.people.ADMINISTRATOR.bearer, 'IMPROVEMENTS', IMPROVEMENT);
    const result = await run('DEPLOYMENTS', lines(DEPLOYMENT_HEAD, 'A,Theirs,2026-01-01,2026-02-01'));
    expect(result.mistakes?.map(({ message }) => message)).toEqual([
      'There is no improvement of this title.',
      'There is no unit of this name.',
    ]);
    expect(await run('UNITS', lines('name,kind', 'Theirs,project'))).toMatchObject({ count: 1 });
  });
});

describe('an import', () => {
  it('can be tried: all is checked, and nothing made', async () => {
    const before = await everything(app);
    const position = await headPosition();
    expect(await run('UNITS', UNITS.replaceAll(/,ann(; bo)?/g, ','), 'ADMINISTRATOR', { dryRun: true })).toMatchObject({
      __typename: 'ImportRecordsPayload',
      count: 2,
      position,
    });
    expect(await run('UNITS', UNITS, 'ADMINISTRATOR', { dryRun: true })).toMatchObject({
      __typename: 'FileRejectedError',
    });
    expect(await everything(app)).toEqual(before);
  });

  it('is done once for a key, and a rejected one is rejected again', async () => {
    const more = { idempotencyKey: randomUUID() };
    const first = await run('PEOPLE', PEOPLE, 'ADMINISTRATOR', more);
    expect(first).toMatchObject({ count: 2 });
    const before = await everything(app);
    expect(await run('PEOPLE', PEOPLE, 'ADMINISTRATOR', more)).toEqual(first);
    expect(await run('PEOPLE', `${PEOPLE}c,C,viewer\n`, 'ADMINISTRATOR', more)).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
    });
    expect(await everything(app)).toEqual(before);
    const again = { idempotencyKey: randomUUID() };
    const rejected = await run('UNITS', 'name,kind\nA\0,team', 'ADMINISTRATOR', again);
    expect(rejected).toMatchObject({
      __typename: 'FileRejectedError',
      mistakes: [{ column: 'kind' }, { column: 'name' }],
    });
    expect(await run('UNITS', 'name,kind\nA\0,team', 'ADMINISTRATOR', again)).toEqual(rejected);
  });

  it.each([1_000, 5_000])('of %i deployments takes a statement for each 1,000', { timeout: 120_000 }, async (rows) => {
    const units = Array.from({ length: rows / 20 }, (_, n) => `Unit ${n}`);
    const titles = Array.from({ length: 20 }, (_, n) => `Improvement ${n}`);
    await run('UNITS', lines('name,kind', ...units.map((name) => `${name},project`)));
    await run(
      'IMPROVEMENTS',
      lines(IMPROVEMENT_HEAD, ...titles.map((title) => `${title},B,process,incremental,pilot,,SELECTED`)),
    );
    const csv = lines(
      DEPLOYMENT_HEAD,
      ...titles.flatMap((title) => units.map((unit) => `${title},${unit},2026-01-01,2026-02-01`)),
    );
    app.forgetStatements();
    const begun = performance.now();
    expect(await run('DEPLOYMENTS', csv, 'DEPLOYMENT_LEAD')).toMatchObject({ count: rows });
    if (process.env['TELL']) process.stdout.write(`${rows}: ${Math.round(performance.now() - begun)} ms\n`);
    const statements = app.statements.filter((sql) => !/"?(BEGIN|COMMIT)"?/.test(sql));
    // Who acts; improvements locked and read, units, deployments, plans with their targets; the events; the rest writes.
    expect(statements).toHaveLength(9 + rows / 1_000);
    expect(await prisma().deployment.count({ where: where() })).toBe(rows);
  });
});
