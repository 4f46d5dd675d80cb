import { beforeAll, describe, expect, it } from 'vitest';
import { evidenceTags, practicesShownBy } from '../../src/evidence/subpractices.js';
import { act } from '../commands/act.js';
import { featureRows } from '../commands/feature-rows.js';
import { consultingRows } from '../consulting/permission-rows.js';
import { coordinationRows } from '../coordination/permission-rows.js';
import { processRows } from '../processes/permission-rows.js';
import type { Role } from '../../src/generated/prisma/enums.js';
import type { RecordTakes } from '../records/suite.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { trainingRows } from '../training/permission-rows.js';

/** Records of these types show practices, and know which. Improvements say which they address; lessons are read from their review. */
const RECORD_TYPES = [
  'ConsultingSession',
  'CoordinationActivity',
  'DefinedProcess',
  'Deployment',
  'DeploymentPlan',
  'Increment',
  'Issue',
  'Measure',
  'MeasureReading',
  'ResultReview',
  'Revision',
  'Tailoring',
  'TrainingDelivery',
  'TrainingItem',
  'TrainingWaiver',
];

interface Item {
  readonly record: { readonly id: string; readonly __typename: string; readonly practices?: { ref: string }[] } | null;
  readonly event: { readonly __typename: string };
}

const rows = () => ({
  ...featureRows(() => app),
  ...trainingRows(() => app),
  ...processRows(() => app),
  ...consultingRows(() => app),
  ...coordinationRows(() => app),
});

/** Who does what not even administrators may. */
const CALLERS: Readonly<Partial<Record<RecordTakes, Role>>> = {
  targetLead: 'PROJECT_LEAD',
  author: 'PROJECT_LEAD',
  writer: 'VIEWER',
};

/** Every practice that anything shows. */
const practices = practicesShownBy(Object.keys(evidenceTags), 'action proposal');
const shown = new Map<string, readonly Item[]>();

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  const { people } = organization;
  for (const [mutation, { takes, input }] of Object.entries(rows())) {
    const { bearer } = people[CALLERS[takes] ?? 'ADMINISTRATOR'];
    expect(await act(app.url, mutation, await input(organization), bearer), mutation).toHaveProperty('record');
  }
  const suggestion = {
    title: 'Suggested',
    description: 'Something',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
    practices: ['OPM SP 3.2', 'CAR SP 2.1'],
  };
  const { bearer } = people.DEPLOYMENT_LEAD;
  const { record } = await act(app.url, 'suggestImprovement', suggestion, bearer);
  for (const [index, verb] of ['analyzeImprovement', 'selectImprovement'].entries()) {
    await act(app.url, verb, { improvementId: record.id, version: index + 1 }, bearer);
  }
  const days = { plannedStart: '2026-02-01', plannedEnd: '2026-04-01' };
  const planned = { improvementId: record.id, unitId: organization.ledUnit.globalId, ...days };
  expect(await act(app.url, 'planDeployment', planned, bearer)).toHaveProperty('record');
  // Half of all improvements came from action proposals: what shows those shows CAR SP 2.1, too.
  const { prisma } = app.services.database;
  const improvements = await prisma.improvement.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
  const ids = improvements.flatMap(({ id }, index) => (index % 2 === 0 ? id : []));
  await prisma.improvement.updateMany({ where: { id: { in: ids } }, data: { origin: 'CAR_ACTION_PROPOSAL' } });
  for (const ref of practices) shown.set(ref, await evidence(ref));
}, 180_000);

const BACK = RECORD_TYPES.map((type) => `... on ${type} { practices { ref } }`).join(' ');

async function evidence(ref: string): Promise<Item[]> {
  const query = `query ($ref: String!, $after: String) { practice(ref: $ref) { evidence(first: 100, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { event { __typename } record { id __typename ${BACK} } }
  } } }`;
  const items: Item[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await ask(app.url, query, { ref, after }, organization.people.VIEWER.bearer);
    expect(errors, ref).toBeUndefined();
    const page = data?.['practice'].evidence;
    items.push(...(page.nodes as Item[]));
    if (!page.pageInfo.hasNextPage) {
      expect(items).toHaveLength(page.totalCount as number);
      return items;
    }
    after = page.pageInfo.endCursor as string;
  }
}

const all = () => [...shown].flatMap(([ref, items]) => items.map((item) => ({ ref, ...item })));

describe('from a practice to its records and back', () => {
  it('every practice that a tag names has evidence', () => {
    expect(practices.filter((ref) => shown.get(ref)?.length === 0)).toEqual([]);
  });

  it.each(RECORD_TYPES)('a %s is reached from each practice that it shows, and leads back to it', (type) => {
    const found = all().filter(({ record }) => record?.__typename === type);
    expect(found.length).toBeGreaterThan(0);
    for (const { ref, record } of found)
      expect(
        record?.practices?.map((practice) => practice.ref),
        ref,
      ).toContain(ref);
    const named = new Set(found.flatMap(({ record }) => record?.practices?.map(({ ref }) => ref) ?? []));
    expect([...named].filter((ref) => !found.some((item) => item.ref === ref))).toEqual([]);
  });

  it.each(['consultingSessions', 'coordinationActivities', 'tailorings', 'trainingDeliveries', 'trainingItems'])(
    '%s below a practice are those that show it, and no others',
    async (list) => {
      const read = async (
        selection: string,
        field: string,
      ): Promise<{ id: string; practices: { ref: string }[] }[]> => {
        const query = selection.replace('LIST', `${list}(first: 100) { nodes { id practices { ref } } }`);
        const { data, errors } = await ask(app.url, query, {}, organization.people.VIEWER.bearer);
        expect(errors).toBeUndefined();
        return (field ? data?.[field] : data)[list].nodes;
      };
      const records = await read('{ LIST }', '');
      expect(records.length).toBeGreaterThan(0);
      for (const ref of [...practices, 'OT SP 2.3']) {
        const below = await read(`{ practice(ref: "${ref}") { LIST } }`, 'practice');
        const showing = records.filter((record) => record.practices.some((practice) => practice.ref === ref));
        expect(new Set(below.map(({ id }) => id)), ref).toEqual(new Set(showing.map(({ id }) => id)));
      }
    },
  );

  it('an improvement is reached from each practice that it addresses, and leads back to it', async () => {
    for (const ref of ['OPM SP 3.2', 'CAR SP 2.1']) {
      const query = `{ practice(ref: "${ref}") { improvements(filter: { text: "Suggested" }) { nodes { practices { ref } } } } }`;
      const { data } = await ask(app.url, query, {}, organization.people.VIEWER.bearer);
      expect(data?.['practice'].improvements.nodes).toEqual([
        { practices: [{ ref: 'OPM SP 3.2' }, { ref: 'CAR SP 2.1' }] },
      ]);
    }
  });

  it('leaves no other type of record out', () => {
    const types = new Set(all().flatMap(({ record }) => record?.__typename ?? []));
    expect([...types].filter((type) => !RECORD_TYPES.includes(type))).toEqual(['Improvement']);
  });
});
