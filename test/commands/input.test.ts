import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { act, askFor } from './act.js';
import { everything, putBlocker, putDeployment, putImprovement } from './fixtures.js';

let bearer: string;
/** Ids of records that are there, by the type of the record, and the id of a blocker. */
let ids: Record<'Deployment' | 'Improvement' | 'Unit' | 'Person' | 'Blocker', string>;

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  bearer = organization.people.ADMINISTRATOR.bearer;
  const deployment = await putDeployment(app, organization.id, organization.ledUnit.id, {
    state: 'BLOCKED',
    resumeState: 'IN_PROGRESS',
  });
  ids = {
    Deployment: deployment.globalId,
    Improvement: (await putImprovement(app, organization.id)).globalId,
    Unit: organization.ledUnit.globalId,
    Person: organization.people.VIEWER.globalId,
    Blocker: await putBlocker(app, deployment.id),
  };
});

const DATES = { plannedStart: '2026-02-01', plannedEnd: '2026-04-01' };

/** Inputs that are right in form, to spoil in one place. */
const right = {
  addUnit: () => ({ kind: 'PROJECT', name: randomUUID() }),
  changeUnit: () => ({ unitId: ids.Unit, version: 1, name: randomUUID() }),
  assignUnitLead: () => ({ unitId: ids.Unit, personId: ids.Person, version: 1 }),
  addPerson: () => ({ name: 'New person', subject: randomUUID(), role: 'VIEWER' }),
  revisePerson: () => ({ personId: ids.Person, version: 1 }),
  changeSubject: () => ({ personId: ids.Person, version: 1, subject: randomUUID() }),
  changePersonRole: () => ({ personId: ids.Person, version: 1, role: 'VIEWER' }),
  suggestImprovement: () => ({
    title: randomUUID(),
    description: 'What it is for.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
    practices: ['OPM SP 3.2'],
  }),
  reviseImprovement: () => ({ improvementId: ids.Improvement, version: 1 }),
  holdImprovement: () => ({ improvementId: ids.Improvement, version: 1 }),
  planDeployment: () => ({ improvementId: ids.Improvement, unitId: ids.Unit, ...DATES }),
  rescheduleDeployment: () => ({ deploymentId: ids.Deployment, version: 1, ...DATES }),
  replanDeployment: () => ({ deploymentId: ids.Deployment, version: 1, ...DATES }),
  recordProgress: () => ({ deploymentId: ids.Deployment, version: 1, percent: 50 }),
  blockDeployment: () => ({ deploymentId: ids.Deployment, version: 1, reason: 'No time.' }),
  unblockDeployment: () => ({
    deploymentId: ids.Deployment,
    version: 1,
    blockerId: ids.Blocker,
    resolution: 'They agreed.',
  }),
  adoptDeployment: () => ({ deploymentId: ids.Deployment, version: 1, processVersionLabel: '2.1' }),
  deferDeployment: () => ({ deploymentId: ids.Deployment, version: 1, reason: 'Later.' }),
  confirmDeployment: () => ({ deploymentId: ids.Deployment, version: 1 }),
} satisfies Record<string, () => Record<string, unknown>>;

type Mutation = keyof typeof right;

const LONG = 'x'.repeat(4_001);
const LONG_LINE = 'x'.repeat(201);
/** Characters that no row and no JSON document in Postgres can hold: NUL, and half of a surrogate pair. */
const UNSTORABLE = ['a\0b', 'a\ud800b', '\udc00'];

type Spoiled = [mutation: Mutation, spoil: () => Record<string, unknown>, paths: string[]];

const cases: Spoiled[] = [
  ['recordProgress', () => ({ percent: -1 }), ['percent']],
  ['recordProgress', () => ({ percent: 101 }), ['percent']],
  ['recordProgress', () => ({ version: 0 }), ['version']],
  ['recordProgress', () => ({ version: -5, percent: 200, note: '' }), ['version', 'percent', 'note']],
  ['confirmDeployment', () => ({ note: LONG }), ['note']],
  ['blockDeployment', () => ({ reason: '' }), ['reason']],
  ['blockDeployment', () => ({ reason: ' \n\t ' }), ['reason']],
  ['deferDeployment', () => ({ reason: LONG }), ['reason']],
  ['unblockDeployment', () => ({ resolution: '' }), ['resolution']],
  ['adoptDeployment', () => ({ processVersionLabel: LONG_LINE }), ['processVersionLabel']],
  ['adoptDeployment', () => ({ processVersionLabel: '', waiver: ' ' }), ['processVersionLabel', 'waiver']],
  ['planDeployment', () => ({ plannedStart: '2026-04-02' }), ['plannedEnd']],
  ['rescheduleDeployment', () => ({ plannedEnd: '2026-01-31' }), ['plannedEnd']],
  ['replanDeployment', () => ({ plannedEnd: '2026-01-31' }), ['plannedEnd']],
  ['rescheduleDeployment', () => ({ plannedStart: '0000-12-31' }), ['plannedStart']],
  ['addUnit', () => ({ name: '' }), ['name']],
  ['addUnit', () => ({ name: LONG_LINE }), ['name']],
  ['changeUnit', () => ({ name: ' ' }), ['name']],
  ['addUnit', () => ({ attributes: [{ name: 'Phase', value: 'one' }] }), ['attributes.Phase']],
  ['addUnit', () => ({ attributes: [{ name: '__proto__', value: 'one' }] }), ['attributes.__proto__']],
  ['addUnit', () => ({ attributes: [{ name: 'phase', value: '' }] }), ['attributes.phase']],
  ['addUnit', () => ({ attributes: [{ name: 'phase', value: LONG_LINE }] }), ['attributes.phase']],
  [
    'addUnit',
    () => ({ attributes: [{ name: `p${'x'.repeat(50)}`, value: 'one' }] }),
    [`attributes.p${'x'.repeat(50)}`],
  ],
  [
    'changeUnit',
    () => ({ attributes: ['one', 'two', 'one'].map((value) => ({ name: 'phase', value })) }),
    ['attributes.phase', 'attributes.phase'],
  ],
  [
    'changeUnit',
    () => ({ attributes: Array.from({ length: 51 }, (_, index) => ({ name: `a${index}`, value: 'one' })) }),
    ['attributes'],
  ],
  ['addPerson', () => ({ name: '', subject: LONG_LINE }), ['name', 'subject']],
  ...[
    '',
    'ada',
    'ada@',
    '@example.org',
    'ada@example..org',
    'ada@-example.org',
    'a b@example.org',
    'Ada <ada@example.org>',
  ].flatMap((email): Spoiled[] => [
    ['addPerson', () => ({ email }), ['email']],
    ['revisePerson', () => ({ email }), ['email']],
  ]),
  ['revisePerson', () => ({ email: `ada@${'x'.repeat(251)}` }), ['email']],
  ...['', 'de_CH', 'German', 'en-'].map((locale): Spoiled => ['revisePerson', () => ({ locale }), ['locale']]),
  ...['', 'Zurich', '+01:00', 'GMT+1'].map((timeZone): Spoiled => ['revisePerson', () => ({ timeZone }), ['timeZone']]),
  ['changeSubject', () => ({ subject: ' ' }), ['subject']],
  ['suggestImprovement', () => ({ title: LONG_LINE, description: LONG }), ['title', 'description']],
  [
    'suggestImprovement',
    () => ({ practices: ['OPM SP 3.2', 'OPM SP 9.9', 'OPM', ''] }),
    ['practices.1', 'practices.2', 'practices.3'],
  ],
  ['reviseImprovement', () => ({ practices: ['no such thing'] }), ['practices.0']],
  ['reviseImprovement', () => ({ title: '', description: ' ' }), ['title', 'description']],
  ['addUnit', () => ({ idempotencyKey: '' }), ['idempotencyKey']],
  ['addUnit', () => ({ idempotencyKey: LONG_LINE }), ['idempotencyKey']],
  ...UNSTORABLE.flatMap((unstorable): Spoiled[] => [
    ['addUnit', () => ({ name: unstorable }), ['name']],
    ['addUnit', () => ({ attributes: [{ name: 'phase', value: unstorable }] }), ['attributes.phase']],
    ['addUnit', () => ({ idempotencyKey: unstorable }), ['idempotencyKey']],
    ['addPerson', () => ({ subject: unstorable }), ['subject']],
    ['revisePerson', () => ({ email: `${unstorable}@example.org` }), ['email']],
    ['blockDeployment', () => ({ reason: unstorable }), ['reason']],
    ['suggestImprovement', () => ({ practices: [unstorable] }), ['practices.0']],
  ]),
];

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 80);

describe('InvalidInputError names the place of all that is wrong, and nothing is written', () => {
  it.each(cases.map(([mutation, spoil, paths]) => ({ mutation, spoil, paths, what: shown(spoil()) })))(
    '$mutation with $what: $paths',
    async ({ mutation, spoil, paths }) => {
      const before = await everything(app);
      const result = await act(app.url, mutation, { ...right[mutation](), ...spoil() }, bearer);
      expect(result).toEqual({
        __typename: 'InvalidInputError',
        message: expect.any(String),
        issues: paths.map((path) => ({ path, message: expect.stringMatching(/./) })),
      });
      expect(await everything(app)).toEqual(before);
    },
  );

  it('says in words what a name of an attribute looks like', async () => {
    const input = { ...right.addUnit(), attributes: [{ name: 'Phase 1', value: 'x' }] };
    expect(await act(app.url, 'addUnit', input, bearer)).toMatchObject({
      issues: [{ path: 'attributes.Phase 1', message: 'Names are lower-case letters, digits, - and _, at most 50.' }],
    });
  });
});

describe('an id that is none, or one of another kind', () => {
  const fields: [Mutation, string, keyof typeof ids][] = [
    ['changeUnit', 'unitId', 'Unit'],
    ['assignUnitLead', 'unitId', 'Unit'],
    ['assignUnitLead', 'personId', 'Person'],
    ['changePersonRole', 'personId', 'Person'],
    ['reviseImprovement', 'improvementId', 'Improvement'],
    ['holdImprovement', 'improvementId', 'Improvement'],
    ['planDeployment', 'improvementId', 'Improvement'],
    ['planDeployment', 'unitId', 'Unit'],
    ['recordProgress', 'deploymentId', 'Deployment'],
    ['blockDeployment', 'ownerId', 'Person'],
    ['unblockDeployment', 'blockerId', 'Blocker'],
  ];

  it.each(fields)('%s, %s of no %s', async (mutation, field, typename) => {
    const before = await everything(app);
    const others = Object.entries(ids).flatMap(([other, id]) => (other === typename ? [] : [id]));
    const wrong = [
      ...others,
      '',
      'nonsense',
      7,
      'x'.repeat(1_000),
      `${typename}:${randomUUID()}`,
      encodeGlobalId(typename, 'no-uuid'),
      encodeGlobalId(typename, `${randomUUID()}0`),
      encodeGlobalId(typename.toLowerCase(), randomUUID()),
    ];
    for (const id of wrong) {
      const result = await act(app.url, mutation, { ...right[mutation](), [field]: id }, bearer);
      expect(result, String(id)).toMatchObject({
        __typename: 'InvalidInputError',
        issues: [{ path: field, message: expect.stringMatching(/^This is not the id of /) }],
      });
    }
    expect(await everything(app)).toEqual(before);
  });

  it('is named for each field at once', async () => {
    const input = { unitId: 'x', personId: ids.Unit, version: 1 };
    const result = await act(app.url, 'assignUnitLead', input, bearer);
    expect(result['issues']).toEqual([
      { path: 'unitId', message: 'This is not the id of a Unit.' },
      { path: 'personId', message: 'This is not the id of a Person.' },
    ]);
  });
});

describe('what the schema does not take is a bug of the caller: BAD_USER_INPUT', () => {
  it.each<[string, Mutation, Record<string, unknown>]>([
    ['a percent that is a fraction', 'recordProgress', { percent: 1.5 }],
    ['a percent that is a text', 'recordProgress', { percent: '50' }],
    ['a percent that is null', 'recordProgress', { percent: null }],
    ['a version beyond 32 bits', 'recordProgress', { version: 2 ** 31 }],
    ['a day that is none', 'rescheduleDeployment', { plannedEnd: '2026-02-30' }],
    ['a day with a time', 'rescheduleDeployment', { plannedEnd: '2026-03-01T00:00:00Z' }],
    ['a day in words', 'planDeployment', { plannedStart: 'tomorrow' }],
    ['a role that is none', 'changePersonRole', { role: 'KING' }],
    ['a kind that is none', 'addUnit', { kind: 'DEPARTMENT' }],
    ['a field that is none', 'recordProgress', { state: 'CONFIRMED' }],
    ['a state that nobody may set', 'rescheduleDeployment', { organizationId: 'x' }],
  ])('%s', async (_what, mutation, spoiled) => {
    const before = await everything(app);
    const answer = await askFor(app.url, mutation, { ...right[mutation](), ...spoiled }, bearer);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    expect(await everything(app)).toEqual(before);
  });
});

describe('what is just right', () => {
  it('is taken: the first and the last that are allowed, trimmed', async () => {
    const improvement = await putImprovement(app, organization.id);
    const { globalId: deploymentId } = await putDeployment(app, organization.id, organization.ledUnit.id, {
      improvementId: improvement.id,
    });
    const record = 'version percent plannedStart plannedEnd';
    const done = (mutation: Mutation, input: Record<string, unknown>) =>
      act(app.url, mutation, { ...right[mutation](), deploymentId, ...input }, bearer, record);
    expect(await done('recordProgress', { percent: 0 })).toMatchObject({ record: { percent: 0 } });
    expect(await done('recordProgress', { version: 2, percent: 100, note: 'x'.repeat(4_000) })).toMatchObject({
      record: { percent: 100 },
    });
    const oneDay = { plannedStart: '2026-02-28', plannedEnd: '2026-02-28' };
    expect(await done('rescheduleDeployment', { version: 3, ...oneDay })).toMatchObject({ record: oneDay });
    const allDays = { plannedStart: '0001-01-01', plannedEnd: '9999-12-31' };
    expect(await done('rescheduleDeployment', { version: 4, ...allDays })).toMatchObject({ record: allDays });
  });

  it('is taken: names of 200 characters, 50 attributes, and signs beyond the first plane', async () => {
    const name = `${'n'.repeat(198)}😀`;
    const attributes = Array.from({ length: 50 }, (_, index) => ({ name: `a-${index}`, value: '\u{1f600} "\\' }));
    const result = await act(
      app.url,
      'addUnit',
      { kind: 'SUPPORT_GROUP', name: `  ${name}\n`, attributes },
      bearer,
      'kind name attributes { name value } version',
    );
    expect(result['record']).toMatchObject({ kind: 'SUPPORT_GROUP', name, version: 1 });
    expect(result['record'].attributes).toHaveLength(50);
    expect(result['record'].attributes).toEqual(expect.arrayContaining(attributes));
  });

  it('is taken: practices in any writing, each once, as the catalog writes them', async () => {
    const practices = ['opm sp3.2', 'OPM SP 3.2', ' CAR SP 2.1', 'gp 2.8'];
    const input = { ...right.suggestImprovement(), practices };
    const result = await act(app.url, 'suggestImprovement', input, bearer, 'practices { ref }');
    expect(result['record'].practices).toEqual([{ ref: 'OPM SP 3.2' }, { ref: 'CAR SP 2.1' }, { ref: 'GP 2.8' }]);
  });

  it('what is left out of a revision stays, and what is given as null too', async () => {
    const { globalId } = await putImprovement(app, organization.id, { title: 'Kept', practices: ['OPM SP 3.2'] });
    const input = { improvementId: globalId, version: 1, title: null, practices: null, description: 'New.' };
    const record = 'title description practices { ref } version';
    expect(await act(app.url, 'reviseImprovement', input, bearer, record)).toMatchObject({
      record: { title: 'Kept', description: 'New.', practices: [{ ref: 'OPM SP 3.2' }], version: 2 },
    });
  });
});
