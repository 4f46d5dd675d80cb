import { getNamedType, isObjectType, isUnionType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.js';
import { baseRows } from '../commands/base-rows.js';
import { featureRows } from '../commands/feature-rows.js';
import { recordRows } from '../records/rows.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);

const rows = { ...baseRows(() => app), ...featureRows(() => app), ...recordRows(() => app) };

interface Created {
  readonly mutation: string;
  readonly payload: string;
  /** The field of the record, the one of its edge, and the type of that. */
  readonly record: string;
  readonly edge: string;
  readonly edgeType: string;
}

const created = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, type }): Created[] => {
  const result = getNamedType(type);
  const payload = isUnionType(result) ? result.getTypes().find((each) => each.name.endsWith('Payload')) : undefined;
  const edge = Object.values(payload?.getFields() ?? {}).find((field) => field.name.endsWith('Edge'));
  if (!payload || !edge) return [];
  const edgeType = getNamedType(edge.type).name;
  return [{ mutation: name, payload: payload.name, record: edge.name.replace(/Edge$/, ''), edge: edge.name, edgeType }];
});

/** The list of the whole organization whose items are such edges; undefined where there is none. */
function rootListOf(edgeType: string): string | undefined {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.find(({ type }) => {
    const connection = getNamedType(type);
    const edges = isObjectType(connection) ? connection.getFields()['edges'] : undefined;
    return edges && getNamedType(edges.type).name === edgeType;
  })?.name;
}

it('every type that has lists and is created has its edge in the payload', () => {
  expect(new Set(created.map(({ edgeType }) => edgeType))).toEqual(
    new Set(
      `Affirmation Comment ConsultingSession CoordinationActivity DefinedProcess Deployment DeploymentPlan Group Improvement Issue Measure
      MeasureReading Person PlanTemplate ResultReview StatusUpdate Tailoring TrainingDelivery TrainingItem TrainingWaiver Unit`
        .split(/\s+/)
        .map((type) => `${type}Edge`),
    ),
  );
});

describe.each(created)('$mutation', ({ mutation, payload, record, edge, edgeType }) => {
  it('answers with what it created as an item of the lists, by whose cursor the list goes on', async () => {
    const row = rows[mutation];
    if (!row) throw new Error(`There is no row for ${mutation}.`);
    const input = await row.input(organization);
    const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { PROJECT_LEAD, SPONSOR, ADMINISTRATOR } = organization.people;
    const { bearer } =
      { administrator: ADMINISTRATOR, unitLead: PROJECT_LEAD, author: PROJECT_LEAD }[row.takes as string] ?? SPONSOR;
    const { data, errors } = await ask(
      app.url,
      `mutation ($input: ${inputType}!) {
        result: ${mutation}(input: $input) {
          ... on ${payload} { ${record} { id } ${edge} { cursor node { id __typename } } }
          ... on UserError { message }
        }
      }`,
      { input },
      bearer,
    );
    expect(errors).toBeUndefined();
    const result = data?.['result'] as Record<string, unknown>;
    const made = result[record] as { id: string };
    const { cursor, node } = result[edge] as { cursor: string; node: { id: string; __typename: string } };
    expect(node).toEqual({ id: made.id, __typename: edgeType.replace(/Edge$/, '') });

    const list = rootListOf(edgeType);
    if (!list) return;
    const read = async (args: string) => {
      const answer = await ask(app.url, `{ ${list}(${args}) { edges { cursor node { id } } } }`, {}, bearer);
      return (answer.data?.[list] as { edges: { cursor: string; node: { id: string } }[] }).edges;
    };
    const all = await read('first: 100');
    const place = all.findIndex((each) => each.node.id === node.id);
    expect(all[place]?.cursor).toBe(cursor);
    expect(await read(`first: 100, after: ${JSON.stringify(cursor)}`)).toEqual(all.slice(place + 1));
  });
});
