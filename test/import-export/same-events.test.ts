import { expect, test } from 'vitest';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';
import { importFile } from './import-file.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const app = useApp({ clock: () => now });

const FILES = {
  PEOPLE:
    'subject,name,role,active,email,locale,timeZone\n' +
    'ann,Ann,project lead,,Ann@Example.org,de-ch,europe/zurich\nbo,Bo,viewer,no,,,\n',
  UNITS: 'name,kind,attribute.phase,leads\nAlpha,project,build,ann\nBeta,support group,,\n',
  IMPROVEMENTS:
    'title,description,kind,scale,origin,practices,state\n' +
    'Reviews,Of plans,process,incremental,suggestion,OPM SP 3.2; CAR SP 2.1,deploying\n' +
    'Checklists,Short ones,technology,innovative,pilot,,rejected\n',
  DEPLOYMENTS: 'improvement,unit,plannedStart,plannedEnd,note\nReviews,Alpha,2026-04-01,2026-06-01,First of all\n',
} as const;

/** Names of the records and their ids. */
type Ids = Readonly<Record<'ann' | 'bo' | 'alpha' | 'beta' | 'reviews' | 'checklists', string>>;

/** What the files say, as the commands that a person would give, in the order of the lines. */
const COMMANDS = (ids: Partial<Ids>): object[][] => [
  [
    {
      addPerson: {
        subject: 'ann',
        name: 'Ann',
        role: 'PROJECT_LEAD',
        email: 'ann@example.org',
        locale: 'de-CH',
        timeZone: 'Europe/Zurich',
      },
    },
  ],
  [{ addPerson: { subject: 'bo', name: 'Bo', role: 'VIEWER' } }],
  [{ deactivatePerson: { personId: ids.bo, version: 1 } }],
  [{ addUnit: { name: 'Alpha', kind: 'PROJECT', attributes: [{ name: 'phase', value: 'build' }] } }],
  [{ assignUnitLead: { unitId: ids.alpha, version: 1, personId: ids.ann } }],
  [{ addUnit: { name: 'Beta', kind: 'SUPPORT_GROUP' } }],
  [
    {
      suggestImprovement: {
        title: 'Reviews',
        description: 'Of plans',
        kind: 'PROCESS',
        scale: 'INCREMENTAL',
        origin: 'SUGGESTION',
        practices: ['OPM SP 3.2', 'CAR SP 2.1'],
      },
    },
  ],
  ['analyzeImprovement', 'selectImprovement', 'startImprovementDeployment'].map((name, index) => ({
    [name]: { improvementId: ids.reviews, version: index + 1 },
  })),
  [
    {
      suggestImprovement: {
        title: 'Checklists',
        description: 'Short ones',
        kind: 'TECHNOLOGY',
        scale: 'INNOVATIVE',
        origin: 'PILOT',
        practices: [],
      },
    },
  ],
  [{ rejectImprovement: { improvementId: ids.checklists, version: 1 } }],
  [
    {
      planDeployment: {
        improvementId: ids.reviews,
        unitId: ids.alpha,
        plannedStart: '2026-04-01',
        plannedEnd: '2026-06-01',
        note: 'First of all',
      },
    },
  ],
];

/** The record that each set of commands answers with, where a later one needs it. */
const MADE: readonly (keyof Ids | undefined)[] = [
  'ann',
  'bo',
  undefined,
  'alpha',
  undefined,
  'beta',
  'reviews',
  undefined,
  'checklists',
];

const BATCH = `mutation ($input: BatchInput!) {
  batch(input: $input) {
    __typename
    ... on BatchPayload { results { record { id } refusal { message } } }
    ... on UserError { message }
  }
}`;

async function giveCommands({ people: { ADMINISTRATOR } }: TestOrganization): Promise<void> {
  const ids: Partial<Record<keyof Ids, string>> = {};
  for (let index = 0; index < COMMANDS(ids).length; index += 1) {
    const { data } = await ask(app.url, BATCH, { input: { commands: COMMANDS(ids)[index] } }, ADMINISTRATOR.bearer);
    expect(data?.['batch']).toMatchObject({ __typename: 'BatchPayload' });
    const name = MADE[index];
    if (name) ids[name] = data?.['batch'].results[0].record.id;
  }
}

async function importFiles({ people: { ADMINISTRATOR } }: TestOrganization): Promise<void> {
  for (const [kind, csv] of Object.entries(FILES)) {
    expect(await importFile(app, ADMINISTRATOR.bearer, kind, csv)).toMatchObject({
      __typename: 'ImportRecordsPayload',
    });
  }
}

/** The events that an organization has got since it was made, with each id by the order in which it first appears. */
async function eventsOf({ id: organizationId }: TestOrganization, since: number): Promise<unknown[]> {
  const events = await app.services.database.prisma.event.findMany({
    where: { organizationId, position: { gt: since } },
    orderBy: { position: 'asc' },
    omit: { hash: true, salt: true },
  });
  const seen = new Map<string, number>();
  const text = JSON.stringify(events, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  const anonymous = text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (!seen.has(id)) seen.set(id, seen.size);
    return `#${seen.get(id)}`;
  });
  return JSON.parse(anonymous) as unknown[];
}

test('files make the same events as their commands', async () => {
  const headOf = async ({ id: organizationId }: TestOrganization): Promise<number> =>
    (await app.services.database.prisma.eventLog.findUniqueOrThrow({ where: { organizationId } })).position;
  const [byFile, byCommand] = [await createTestOrganization(app), await createTestOrganization(app)];
  const [fileHead, commandHead] = [await headOf(byFile), await headOf(byCommand)];
  await importFiles(byFile);
  await giveCommands(byCommand);
  const events = await eventsOf(byFile, fileHead);
  expect(events.length).toBe(13);
  expect(events).toEqual(await eventsOf(byCommand, commandHead));
});
