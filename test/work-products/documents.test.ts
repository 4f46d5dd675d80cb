import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { readHead } from '../../src/log/event-log.js';
import { documentPath, FORMATS, WORK_PRODUCTS } from '../../src/work-products/products.js';
import type { Format, ProductName } from '../../src/work-products/products.js';
import { act } from '../commands/act.js';
import { putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putMore, putStory } from './fixtures.js';

let story: Put;

const app = useApp({ clock: () => new Date('2026-07-01T10:30:00.000Z') });
const own = useOrganization(app, 'own');
const foreign = useOrganization(app);
beforeAll(async () => {
  story = await putStory(app, own);
});

const products = Object.keys(WORK_PRODUCTS) as ProductName[];
const formats = Object.keys(FORMATS) as Format[];
const all = products.flatMap((product) => formats.map((format) => [product, format] as const));

const get = (
  path: string,
  bearer?: string,
  { headers = {}, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(new URL(path, app.url), { ...init, headers: { ...(bearer ? { authorization: bearer } : {}), ...headers } });

const read = async (product: ProductName, format: Format, bearer: string, { globalId } = story): Promise<string> => {
  const response = await get(documentPath({ improvementId: globalId, product, format }), bearer);
  expect(response.status).toBe(200);
  return response.text();
};

/** What each document says, in the order in which it says it. */
const SAYS: Readonly<Record<ProductName, readonly string[]>> = {
  'training-materials': [
    'Peer reviews of contracts',
    'Updated training materials',
    'Organization own',
    'CAR SP 2.1',
    'Training material',
    'How to read a contract',
    'Reviewers',
    'published before the asset changed',
    'Versions',
    'https://assets.example',
    'First line.',
    'Second line.',
    'Deliveries',
    'Led project',
    '2026-01-16',
    'Tina',
    'Released from it',
    'They wrote it.',
    'Communication',
    'What changes',
    '2026-07-01 10:30 UTC',
  ],
  results: [
    'Results of the deployment',
    'How far it came',
    '100 percent',
    'Confirmed',
    'Led project',
    '2026-02-03 – 2026-03-01',
    'Other project',
    'Waived',
    'Ends in spring.',
    'Effect',
    'Defects',
    'The plan',
    'Who agreed',
    'Agreed',
    '2026-01-15',
    'Only in spring.',
    'Early adopters',
    'Passed',
    'All adopted.',
    'Has no contracts.',
    'Not deployed there.',
    'Review of the results',
    'It works.',
    'Objectives',
    'More is possible.',
    'Lessons',
    'Ask the supplier earlier.',
    'No licenses',
    'Bought some.',
    'The supplier has not agreed.',
    'Led project',
    '2026-02-10',
    '2026-02-20',
    'It signed an addendum.',
    'Waived, rolled back, held and resumed: none.',
    'One list of reviewers',
    'Led project',
    'Other project, not done',
    'The list is there.',
    'Reading in an hour',
    'In place of training.',
    '2026-02-12',
    '2.5',
    'Three contracts read.',
  ],
  revisions: [
    'Revised measures, objectives, priorities and plans',
    'What holds now',
    '2 of 5',
    'lower',
    '2.5',
    'Nothing was revised.',
    '2026-01-15, Defects',
    'More is possible.',
    'the review of 2026-01-15',
    'Objective',
    '4',
    '2.5',
    'Priority',
    'none',
    'Plans',
    'Exclusions',
    'Other project: Has no contracts.',
    'Target units',
    'Led project',
    'Other project',
  ],
};

describe.each(all)('%s as %s', (product, format) => {
  it('says what the records say', async () => {
    const text = (await read(product, format, own.people.DEPLOYMENT_LEAD.bearer)).replace(/<\/?time>/g, '');
    let from = 0;
    for (const words of SAYS[product]) {
      const at = text.indexOf(words, from);
      expect(at, `${words} in ${text.slice(from)}`).toBeGreaterThanOrEqual(from);
      from = at + words.length;
    }
  });

  it('takes hostile words for words', async () => {
    const attack = '<script>alert(1)</script> | **x** [y](javascript:z) `c` &lt;';
    const hostile = await putStory(app, own, (text) => `${text} ${attack}`);
    const text = await read(product, format, own.people.DEPLOYMENT_LEAD.bearer, hostile);
    if (format === 'html') {
      expect(text).not.toContain('<script');
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; | **x** [y](javascript:z) `c` &amp;lt;');
    } else {
      expect(text.replaceAll('\\<script', '')).not.toContain('<script');
      expect(text).toContain(
        '\\<script\\>alert(1)\\</script\\> \\| \\*\\*x\\*\\* \\[y\\](javascript:z) \\`c\\` \\&lt;',
      );
    }
    await app.services.database.prisma.improvement.delete({ where: { id: hostile.id } });
  });

  it('is available to everyone in the organization, and to no one else', async () => {
    const path = (improvementId: string) => documentPath({ improvementId, product, format });
    for (const { bearer } of Object.values(own.people))
      expect((await get(path(story.globalId), bearer)).status).toBe(200);
    for (const bearer of [undefined, 'Bearer nonsense']) {
      const answer = await get(path(story.globalId), bearer);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await answer.text()).not.toContain('Peer reviews');
    }
    const { bearer } = foreign.people.ADMINISTRATOR;
    const nowhere = await get(path(encodeGlobalId('Improvement', '01234567-89ab-7def-8123-456789abcdef')), bearer);
    const body = await nowhere.text();
    expect(nowhere.status).toBe(404);
    for (const id of [story.globalId, 'nonsense', encodeGlobalId('Unit', own.ledUnit.id), own.ledUnit.globalId]) {
      const answer = await get(path(id), bearer);
      expect([answer.status, await answer.text()], id).toEqual([404, body]);
    }
  });

  it('cites where its log was, and the hash up to there', async () => {
    const { bearer } = own.people.VIEWER;
    const { position, hash } = (await readHead(app.services.database.prisma, own.id))!;
    const place = `at position ${position} of its log (hash ${hash}), as `;
    expect(await read(product, format, bearer)).toContain(place);
    const { data } = await ask(app.url, '{ viewer { organization { position hash } } }', {}, bearer);
    expect(data).toEqual({ viewer: { organization: { position, hash } } });
  });

  it('is a file that is not cached and runs no script', async () => {
    const { bearer } = own.people.VIEWER;
    const path = documentPath({ improvementId: story.globalId, product, format });
    const answer = await get(path, bearer, { headers: { 'accept-encoding': 'identity' } });
    const text = await answer.text();
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': FORMATS[format],
      'content-disposition': `attachment; filename="${product}-peer-reviews-of-contracts.${format}"; filename*=UTF-8''${product}%20Peer%20reviews%20of%20contracts.${format}`,
      'content-length': String(Buffer.byteLength(text)),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^' ]+'; .*frame-ancestors 'none'; sandbox$/);
    if (format === 'html') {
      const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
      expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
      expect(text).toContain(policy.replace(/; frame-ancestors.*$/, ''));
      expect(text).not.toMatch(/<(script|img|iframe|link|object)|@import|url\(/i);
    }
    const head = await get(path, bearer, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      answer.headers.get('content-length'),
      '',
    ]);
    const post = await get(path, bearer, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get(path, bearer, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});

test.each([
  ['VIEWER', []],
  ['PROJECT_LEAD', ['Ask the supplier earlier.']],
  ['DEPLOYMENT_LEAD', ['Ask the supplier earlier.', 'Waivers take long.', 'Begin in spring.']],
] as const)('of a review that is not shared, a %s reads the lessons %j', async (role, lessons) => {
  const text = await read('results', 'md', own.people[role].bearer);
  const every = ['Ask the supplier earlier.', 'Waivers take long.', 'Begin in spring.'];
  expect(every.filter((lesson) => text.includes(lesson))).toEqual(lessons);
});

test('names of files have nothing that a path or a header has', async () => {
  const titles = [
    '../../etc/passwd',
    'a"; filename="b.exe',
    'Zweiäugige Prüfung',
    '契約',
    `${'long '.repeat(39)}end`,
    'a\u202egpj',
  ];
  for (const title of titles) {
    const { globalId } = await putImprovement(app, own.id, { title });
    const { headers } = await get(
      documentPath({ improvementId: globalId, product: 'results', format: 'md' }),
      own.people.VIEWER.bearer,
    );
    const [, simple, full = ''] =
      /^attachment; filename="([a-z0-9-]+\.md)"; filename\*=UTF-8''([\w.%!~-]+)$/.exec(
        headers.get('content-disposition') ?? '',
      ) ?? [];
    expect(simple, title).toBeDefined();
    expect(decodeURIComponent(full), title).not.toMatch(/[\p{C}/\\:*?"<>|]/u);
  }
});

test('what is no document is nothing', async () => {
  for (const path of [
    `/work-products/${story.globalId}/results.pdf`,
    `/work-products/${story.globalId}/toString.md`,
    '/work-products/x',
  ]) {
    expect((await get(path, own.people.VIEWER.bearer)).status, path).toBe(404);
  }
});

describe('the graph', () => {
  const products = `documentation {
    trainingMaterials { items { title versions { number } waivers { reason } } documents { markdown html } }
    results { deployments { unit { name } state blockers { reason resolution } } plans { review { summary lessons { text } } } measures { name } issues { title } }
    revisions { revisions { kind record { ... on Measure { name } } units { name } } }
  }`;

  it('has them as data', async () => {
    const query = `{ node(id: "${story.globalId}") { ... on Improvement { ${products} } } }`;
    const { data } = await ask(app.url, query, {}, own.people.VIEWER.bearer);
    expect(data?.['node'].documentation).toMatchObject({
      trainingMaterials: {
        items: [
          { title: 'How to read a contract', versions: [{ number: 2 }, { number: 1 }] },
          { title: 'What changes' },
        ],
        documents: {
          html: documentPath({ improvementId: story.globalId, product: 'training-materials', format: 'html' }),
        },
      },
      results: {
        deployments: [
          { unit: { name: 'Led project' }, blockers: [{ resolution: 'It signed an addendum.' }] },
          { unit: { name: 'Other project' } },
        ],
        plans: [{ review: { summary: 'It works.', lessons: [] } }],
        measures: [{ name: 'Defects' }],
        issues: [{ title: 'No licenses' }],
      },
      revisions: {
        revisions: [
          { kind: 'PLAN', units: [{ name: 'Led project' }, { name: 'Other project' }] },
          { kind: 'PRIORITY', units: [] },
          { kind: 'OBJECTIVE', record: { name: 'Defects' }, units: [] },
        ],
      },
    });
  });

  const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
    app.forgetStatements();
    await work();
    await setImmediate();
    return app.statements.length;
  };

  it('reads them of many improvements in as many statements as of one', async () => {
    const query = `query ($first: Int) { improvements(first: $first) { nodes { ${products} } } }`;
    const { bearer } = own.people.VIEWER;
    const of = (first: number) => statementsOf(() => ask(app.url, query, { first }, bearer));
    for (let n = 0; n < 3; n += 1) await putStory(app, own, (text) => `${text} ${n}`);
    const one = await of(1);
    expect(await of(4)).toBe(one);
    expect(one).toBe(18);
  });

  it.each([
    ['training-materials', 18],
    ['results', 52],
    ['revisions', 18],
  ] as const)('makes the document on %s of %d statements, however much there is', async (product, statements) => {
    const work = () => read(product, 'html', own.people.VIEWER.bearer);
    expect(await statementsOf(work)).toBe(statements);
    await putMore(app, own, story);
    expect(await statementsOf(work)).toBe(statements);
  });
});

test('the results say who waived, rolled back and held, and why', async () => {
  const { people, ledUnit, otherUnit } = own;
  const improvement = await putImprovement(app, own.id);
  const inUnit = (unitId: string, state: 'PLANNED' | 'IN_PROGRESS') =>
    putDeployment(app, own.id, unitId, { improvementId: improvement.id, state });
  const [waived, rolledBack] = [await inUnit(ledUnit.id, 'PLANNED'), await inUnit(otherUnit.id, 'IN_PROGRESS')];
  for (const [command, { globalId: deploymentId }, reason, { bearer }] of [
    ['deferDeployment', rolledBack, 'After the audit.', people.DEPLOYMENT_LEAD],
    ['waiveDeployment', waived, 'It ends in spring.', people.SPONSOR],
  ] as const)
    expect(await act(app.url, command, { deploymentId, version: 1, reason }, bearer)).toHaveProperty('record');
  const input = { deploymentId: rolledBack.globalId, version: 2, reason: 'It broke.' };
  expect(await act(app.url, 'rollBackDeployment', input, people.DEPLOYMENT_LEAD.bearer)).toHaveProperty('record');
  const text = await read('results', 'md', people.VIEWER.bearer, improvement);
  const rows = text.split('\n').filter((line) => line.startsWith('| Deployment '));
  expect(
    rows.map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    ),
  ).toEqual([
    ['Deployment deferred', 'Other project', 'Person own-DEPLOYMENT\\_LEAD', '2026-07-01', 'After the audit.'],
    ['Deployment waived', 'Led project', 'Person own-SPONSOR', '2026-07-01', 'It ends in spring.'],
    ['Deployment rolled back', 'Other project', 'Person own-DEPLOYMENT\\_LEAD', '2026-07-01', 'It broke.'],
  ]);
});
