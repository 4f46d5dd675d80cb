import { isInterfaceType } from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import { schema } from '../../src/graph/schema.js';
import { putParts } from './parts.js';
import { putGroup } from '../commands/fixtures.js';
import { putComment } from '../comments/fixtures.js';
import { putStatusUpdate } from '../status/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { putMeasure } from '../measures/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { putIssuer } from '../organization/issuer-rows.js';
import { putReview, putRevision } from '../reviews/fixtures.js';
import { putSession } from '../consulting/fixtures.js';
import { putActivity } from '../coordination/fixtures.js';
import { putAffirmation } from '../evidence/fixtures.js';
import { putProcessVersion, putTailoring } from '../processes/fixtures.js';
import { putDelivery, putTrainingItem, putWaiver } from '../training/fixtures.js';
import { putTemplate } from '../templates/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import { putWebhook } from '../webhooks/put-webhook.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
const SUPPORT = encodeGlobalId('ProcessAreaCategory', 'category:SUPPORT');

/** The data of an answer without errors. */
async function data(
  query: string,
  variables: Record<string, unknown> = {},
  bearer = organization.people.VIEWER.bearer,
) {
  const answer = await ask(app.url, query, variables, bearer);
  expect(answer.errors).toBeUndefined();
  expect(answer.status).toBe(200);
  return answer.data ?? {};
}

describe('OPM SP 3.2', () => {
  it('leads to the practices that the model names, by the query that was asked for', async () => {
    const { practice } = await data(`{
      practice(ref: "OPM SP 3.2") {
        references {
          kind
          target { __typename ... on Practice { ref } ... on Goal { ref } }
          practices { ref title }
        }
      }
    }`);
    expect(practice).toEqual({
      references: [
        {
          kind: 'OVERLAPS_WITH',
          target: { __typename: 'Practice', ref: 'CAR SP 2.1' },
          practices: [{ ref: 'CAR SP 2.1', title: 'Implement Action Proposals' }],
        },
        {
          kind: 'REFERS_TO',
          target: { __typename: 'Goal', ref: 'OPF SG 3' },
          practices: [
            { ref: 'OPF SP 3.1', title: 'Deploy Organizational Process Assets' },
            { ref: 'OPF SP 3.2', title: 'Deploy Standard Processes' },
            { ref: 'OPF SP 3.3', title: 'Monitor the Implementation' },
            { ref: 'OPF SP 3.4', title: 'Incorporate Experiences into Organizational Process Assets' },
          ],
        },
        {
          kind: 'REFERS_TO',
          target: { __typename: 'Goal', ref: 'OT SG 2' },
          practices: [
            { ref: 'OT SP 2.1', title: 'Deliver Training' },
            { ref: 'OT SP 2.2', title: 'Establish Training Records' },
            { ref: 'OT SP 2.3', title: 'Assess Training Effectiveness' },
          ],
        },
      ],
    });
  });

  it('does so in its subpractices 4 and 6', async () => {
    const { practice } = await data(`{
      practice(ref: "OPM SP 3.2") {
        references { place inferred subpractice { number practice { ref } } source { ... on Practice { ref } } }
        subpractices { number summary references { target { ... on Goal { ref } } } }
        exampleWorkProducts { number summary }
      }
    }`);
    const source = { ref: 'OPM SP 3.2' };
    expect(practice.references).toEqual([
      { place: 'note', inferred: false, subpractice: null, source },
      { place: 'subpractice 4', inferred: true, subpractice: { number: 4, practice: source }, source },
      { place: 'subpractice 6', inferred: true, subpractice: { number: 6, practice: source }, source },
    ]);
    const made = (practice.subpractices as { references: unknown[] }[]).map(({ references }) => references);
    expect(made).toEqual([[], [], [], [{ target: { ref: 'OPF SG 3' } }], [], [{ target: { ref: 'OT SG 2' } }], [], []]);
    expect(practice.exampleWorkProducts).toHaveLength(3);
  });

  it('has its place in the model', async () => {
    const { practice } = await data(`{
      practice(ref: "OPM SP 3.2") {
        ref kind number title
        goal { ref kind number title practices { ref } processArea { code } }
        processArea { code name maturityLevel { level name } category { code } origin highMaturity }
      }
    }`);
    expect(practice).toEqual({
      ref: 'OPM SP 3.2',
      kind: 'SPECIFIC',
      number: '3.2',
      title: 'Manage the Deployment',
      goal: {
        ref: 'OPM SG 3',
        kind: 'SPECIFIC',
        number: 3,
        title: 'Deploy Improvements',
        processArea: { code: 'OPM' },
        practices: [{ ref: 'OPM SP 3.1' }, { ref: 'OPM SP 3.2' }, { ref: 'OPM SP 3.3' }],
      },
      processArea: {
        code: 'OPM',
        name: 'Organizational Performance Management',
        origin: 'CORE',
        highMaturity: true,
        maturityLevel: { level: 5, name: 'Optimizing' },
        category: { code: 'PROCESS_MANAGEMENT' },
      },
    });
  });

  test.each(['opm sp 3.2', 'OPM SP3.2', 'OPM.SP3.2', ' OPM  SP 3.2 ', 'opmsp3.2'])('is found as "%s"', async (ref) => {
    const query = 'query ($ref: String!) { practice(ref: $ref) { ref } }';
    expect(await data(query, { ref })).toEqual({ practice: { ref: 'OPM SP 3.2' } });
  });

  test.each(['OPM SP 9.9', 'OPM SG 3', 'OPM', 'SP 3.2', '', 'x'.repeat(4_000)])('is not "%.20s"', async (ref) => {
    expect(await data('query ($ref: String!) { practice(ref: $ref) { ref } }', { ref })).toEqual({ practice: null });
  });
});

describe('the way back', () => {
  const back = `query ($ref: String!) { practice(ref: $ref) {
    referencedBy { kind place source { __typename ... on Practice { ref } ... on ProcessArea { code } } }
  } }`;

  it('leads from OT SP 2.1, which is meant through its goal', async () => {
    expect((await data(back, { ref: 'OT SP 2.1' }))['practice'].referencedBy).toEqual([
      { kind: 'REFERS_TO', place: 'subpractice 6', source: { __typename: 'Practice', ref: 'OPM SP 3.2' } },
      { kind: 'RELATED', place: null, source: { __typename: 'ProcessArea', code: 'OPM' } },
    ]);
  });

  it('leads from CAR SP 2.1', async () => {
    expect((await data(back, { ref: 'CAR SP 2.1' }))['practice'].referencedBy).toEqual([
      { kind: 'OVERLAPS_WITH', place: 'note', source: { __typename: 'Practice', ref: 'OPM SP 3.2' } },
      { kind: 'RELATED', place: null, source: { __typename: 'ProcessArea', code: 'OPM' } },
      { kind: 'RELATED', place: null, source: { __typename: 'ProcessArea', code: 'QPM' } },
    ]);
  });

  it('and there again', async () => {
    const { practice } = await data(`{ practice(ref: "OT SP 2.1") {
      referencedBy { source { ... on Practice { references { practices { ref } } } } }
    } }`);
    const [{ source }] = practice.referencedBy;
    const refs = (source.references as { practices: { ref: string }[] }[]).flatMap(({ practices }) => practices);
    expect(refs.map(({ ref }) => ref)).toContain('OT SP 2.1');
  });
});

describe('the views of the model', () => {
  it('by maturity level', async () => {
    const { maturityLevels } = await data('{ maturityLevels { level name processAreas { code } } }');
    const levels = (maturityLevels as { level: number; name: string; processAreas: { code: string }[] }[]).map(
      ({ level, name, processAreas }) => `${level} ${name}: ${processAreas.map(({ code }) => code).join(' ')}`,
    );
    expect(levels).toEqual([
      '1 Initial: ',
      '2 Managed: AM ARD CM MA PMC PP PPQA REQM SSAD',
      '3 Defined: ATM AVAL AVER DAR IPM OPD OPF OT RSKM',
      '4 Quantitatively Managed: OPP QPM',
      '5 Optimizing: CAR OPM',
    ]);
  });

  it('by category', async () => {
    const { categories } = await data('{ categories { code name processAreas { code category { code } } } }');
    const found = (categories as { code: string; processAreas: { code: string; category: { code: string } }[] }[]).map(
      ({ code, processAreas }) => {
        expect(processAreas.every(({ category }) => category.code === code)).toBe(true);
        return `${code}: ${processAreas
          .map((area) => area.code)
          .sort()
          .join(' ')}`;
      },
    );
    expect(found).toEqual([
      'PROCESS_MANAGEMENT: OPD OPF OPM OPP OT',
      'PROJECT_MANAGEMENT: AM IPM PMC PP QPM REQM RSKM SSAD',
      'ACQUISITION_ENGINEERING: ARD ATM AVAL AVER',
      'SUPPORT: CAR CM DAR MA PPQA',
    ]);
  });

  test.each([
    [{}, 22],
    [{ maturityLevel: 5 }, 2],
    [{ categoryIds: [SUPPORT] }, 5],
    [{ maturityLevel: 5, categoryIds: [SUPPORT] }, 1],
    [{ maturityLevel: 5, categoryIds: null, text: null }, 2],
    [{ text: 'organizational' }, 5],
    [{ text: 'org perf man' }, 1],
    [{ text: '' }, 22],
    [{ text: '%' }, 0],
    [{ text: '_' }, 0],
    [{ text: '\\' }, 0],
    [{ maturityLevel: 6 }, 0],
    [{ categoryIds: [] }, 0],
  ])('as areas that fit %j: %i', async (filter, count) => {
    const query = 'query ($filter: ProcessAreaFilter) { processAreas(filter: $filter) { code } }';
    expect((await data(query, { filter }))['processAreas']).toHaveLength(count);
  });

  it('with the neighbors of an area and why', async () => {
    const { processArea } = await data(`{ processArea(code: "opm") {
      code relatedProcessAreas { code } references { kind about target { ... on ProcessArea { code } } }
    } }`);
    const codes = ['CAR', 'DAR', 'MA', 'OPF', 'OPP', 'OT'];
    expect(processArea.relatedProcessAreas).toEqual(codes.map((code) => ({ code })));
    const about = expect.stringMatching(/\w+ \w+/) as unknown;
    expect(processArea.references).toEqual(codes.map((code) => ({ kind: 'RELATED', about, target: { code } })));
    expect(await data('{ processArea(code: "XYZ") { code } }')).toEqual({ processArea: null });
  });

  it('with all that it has, and the generic goals apart', async () => {
    const all = await data(`{
      processModel { code version } genericGoals { ref kind processArea { code } practices { ref kind processArea { code } } }
      processAreas { goals { practices { ref } } }
    }`);
    expect(all['processModel']).toEqual({ code: 'CMMI-ACQ', version: '1.3' });
    const goals = (all['processAreas'] as { goals: { practices: unknown[] }[] }[]).flatMap((area) => area.goals);
    expect(goals).toHaveLength(47);
    expect(goals.flatMap(({ practices }) => practices)).toHaveLength(163);
    const generic = all['genericGoals'] as { ref: string; practices: { ref: string }[] }[];
    expect(generic.map(({ ref, practices }) => [ref, practices.length])).toEqual([
      ['GG 1', 1],
      ['GG 2', 10],
      ['GG 3', 2],
    ]);
    expect(generic[1]).toMatchObject({ kind: 'GENERIC', processArea: null });
    expect(generic[1]?.practices[0]).toEqual({ ref: 'GP 2.1', kind: 'GENERIC', processArea: null });
  });
});

describe('a search', () => {
  const search = async (text: string, first?: number) => {
    const query = `query ($text: String!, $first: Int) { searchCatalog(text: $text, first: $first) {
      __typename ... on ProcessArea { code } ... on Goal { ref } ... on Practice { ref }
    } }`;
    const found = (await data(query, { text, first }))['searchCatalog'] as Record<string, string>[];
    return found.map((item) => `${item['__typename']} ${item['code'] ?? item['ref']}`);
  };

  it('finds areas, goals and practices, the best first', async () => {
    expect((await search('OPM', 3))[0]).toBe('ProcessArea OPM');
    expect(await search('opm sg 3', 1)).toEqual(['Goal OPM SG 3']);
    expect(await search('manage the deployment')).toEqual(['Practice OPM SP 3.2']);
    expect(await search('TRAINING', 3)).toEqual(['ProcessArea OT', 'Goal OT SG 1', 'Goal OT SG 2']);
  });

  it('is bounded', async () => {
    expect(await search('a')).toHaveLength(20);
    expect(await search('a', 100)).toHaveLength(100);
    expect(await search('')).toEqual([]);
    expect(await search('no such words anywhere')).toEqual([]);
  });
});

describe('a node', () => {
  const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';

  /** An id of each type, as the graph itself gives it. */
  async function idsByType(): Promise<Record<string, string>> {
    const { bearer } = organization.people.ADMINISTRATOR;
    const input = {
      title: 'Peer reviews',
      description: 'Of plans',
      kind: 'PROCESS',
      scale: 'INCREMENTAL',
      origin: 'SUGGESTION',
      practices: ['OPM SP 3.2'],
    };
    const change = async (mutation: string, input: Record<string, unknown>) => {
      const Name = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}`;
      const record = mutation.endsWith('Improvement') ? 'improvement' : 'deployment';
      const query = `mutation ($input: ${Name}Input!) { ${mutation}(input: $input) {
        __typename ... on ${Name}Payload { ${record} { id } }
      } }`;
      return (await data(query, { input }, bearer))[mutation][record].id as string;
    };
    const improvementId = await change('suggestImprovement', input);
    await change('analyzeImprovement', { improvementId, version: 1 });
    await change('selectImprovement', { improvementId, version: 2 });
    const deploymentId = await change('planDeployment', {
      improvementId,
      unitId: organization.ledUnit.globalId,
      plannedStart: '2026-01-01',
      plannedEnd: '2026-06-30',
    });
    const all = await data(
      '{ practice(ref: "OPM SP 3.2") { id goal { id } processArea { id category { id } } subpractices { id } references { id } exampleWorkProducts { id } } units { nodes { id } } viewer { id person { id } organization { id } } }',
    );
    const increment = await putIncrement(app, organization);
    const measure = await putMeasure(app, organization);
    const processVersion = await putProcessVersion(app, organization, organization.ledUnit.id);
    const { id: organizationId, people } = organization;
    const token = await putToken(app, { organizationId, personId: people.VIEWER.id });
    const accessRecord = await app.services.database.prisma.accessRecord.create({
      data: { organizationId, kind: 'LIST_EXPORTED', occurredAt: new Date() },
    });
    const webhook = await putWebhook(app, { organizationId, ownerId: people.ADMINISTRATOR.id });
    const group = await putGroup(app, organizationId, { members: [people.VIEWER.id], role: 'VIEWER' });
    const { members, mappings } = await app.services.database.prisma.group.findUniqueOrThrow({
      where: { id: group.id },
      include: { members: true, mappings: true },
    });
    return {
      Issuer: (await putIssuer(app, organizationId)).globalId,
      Group: group.globalId,
      GroupMember: encodeGlobalId('GroupMember', members[0]?.id ?? ''),
      GroupMapping: encodeGlobalId('GroupMapping', mappings[0]?.id ?? ''),
      Webhook: webhook.globalId,
      WebhookDelivery: webhook.delivery.globalId,
      DeploymentPlan: increment.plan.globalId,
      Increment: increment.globalId,
      Measure: measure.globalId,
      MeasureReading: measure.reading.globalId,
      ResultReview: (await putReview(app, organization)).globalId,
      Revision: (await putRevision(app, organization)).globalId,
      Issue: (await putIssue(app, organization)).globalId,
      Comment: (await putComment(app, organization)).globalId,
      StatusUpdate: (await putStatusUpdate(app, organization)).globalId,
      Practice: all['practice'].id,
      Goal: all['practice'].goal.id,
      ProcessArea: all['practice'].processArea.id,

      Unit: all['units'].nodes[0].id,
      Person: all['viewer'].person.id,

      Viewer: all['viewer'].id,
      Organization: all['viewer'].organization.id,

      Improvement: improvementId,
      Deployment: deploymentId,

      ProcessVersion: processVersion.globalId,
      DefinedProcess: processVersion.process.globalId,
      ConsultingSession: (await putSession(app, organization)).globalId,
      CoordinationActivity: (await putActivity(app, organization)).globalId,
      Affirmation: (await putAffirmation(app, organization)).globalId,
      Tailoring: (await putTailoring(app, organization)).globalId,
      TrainingItem: (await putTrainingItem(app, organization)).globalId,
      TrainingDelivery: (await putDelivery(app, organization)).globalId,
      TrainingWaiver: (await putWaiver(app, organization)).globalId,
      PlanTemplate: (await putTemplate(app, organization)).globalId,
      Token: token.globalId,
      AccessRecord: encodeGlobalId('AccessRecord', accessRecord.id),
      ...(await putParts(app, organization)),
      MaturityLevel: encodeGlobalId('MaturityLevel', 'level:5'),
      ProcessAreaCategory: all['practice'].processArea.category.id,
      Subpractice: all['practice'].subpractices[0].id,
      Reference: all['practice'].references[0].id,
      WorkProduct: all['practice'].exampleWorkProducts[0].id,
    };
  }

  const FOR_ADMINISTRATORS = ['AccessRecord', 'Webhook', 'WebhookDelivery'];

  const OF_THE_MODEL = [
    'Goal',
    'MaturityLevel',
    'Practice',
    'ProcessArea',
    'ProcessAreaCategory',
    'Reference',
    'Subpractice',
    'WorkProduct',
  ];

  it('is found again by its id, whatever its type', async () => {
    const ids = await idsByType();
    const type = schema.getType('Node');
    const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
    // Events are found in test/records/events.test.ts.
    const records = types.filter((each) => each.getInterfaces().every(({ name }) => name !== 'Event'));
    expect(Object.keys(ids).sort()).toEqual(records.map(({ name }) => name).sort());
    for (const [typename, id] of Object.entries(ids)) {
      const { VIEWER, ADMINISTRATOR } = organization.people;
      const { bearer } = FOR_ADMINISTRATORS.includes(typename) ? ADMINISTRATOR : VIEWER;
      expect(await data(node, { id }, bearer)).toEqual({ node: { __typename: typename, id } });
    }

    const { people } = await createTestOrganization(app);
    for (const [typename, id] of Object.entries(ids)) {
      const seen = OF_THE_MODEL.includes(typename) ? { __typename: typename, id } : null;
      expect(await data(node, { id }, people.ADMINISTRATOR.bearer)).toEqual({ node: seen });
    }
  });

  test.each([
    ['Practice', 'OPM.SP9.9'],
    ['Practice', 'OPM.SG3'],
    ['Goal', 'OPM.SP3.2'],
    ['ProcessArea', 'level:5'],
    ['Unit', '01a2042f-0c00-758e-9e02-d3a5a99f57d5'],
    ['Unit', 'not a UUID'],
    ['Deployment', "x' OR 1=1"],
  ])('that is not there is null: %s %s', async (typename, id) => {
    expect(await data(node, { id: encodeGlobalId(typename, id) })).toEqual({ node: null });
  });
});
