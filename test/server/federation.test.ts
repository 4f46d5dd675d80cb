import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { schema } from '../../src/graph/schema.js';
import { subgraphOf } from '../../src/graph/subgraph.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putDeployment } from '../commands/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp({ parts: { schema: subgraphOf(schema) } });
const own = useOrganization(app);
const foreign = useOrganization(app, 'foreign');

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Unit { id name } ... on Deployment { id percent unit { name } } ... on Practice { ref } } }`;

const entities = (representations: unknown, bearer = own.people.VIEWER.bearer) =>
  ask(app.url, ENTITIES, { representations }, bearer);

describe('the subgraph', () => {
  it('composes with one that extends its entities', async () => {
    const { data } = await ask(app.url, '{ _service { sdl } }', {}, own.people.VIEWER.bearer);
    const other = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
      type Query { richest: Unit }
      type Unit @key(fields: "id") { id: ID! budget: Int }
      type PageInfo @shareable { hasNextPage: Boolean! }`;
    const { supergraphSdl, errors, hints } = composeServices([
      { name: 'uplift', url: 'http://uplift.example', typeDefs: parse(data?.['_service'].sdl as string) },
      { name: 'finance', url: 'http://finance.example', typeDefs: parse(other) },
    ]);
    expect(errors).toBeUndefined();
    expect(hints?.filter(({ message }) => !message.includes('PageInfo'))).toEqual([]);
    expect(supergraphSdl).toMatch(/type Unit implements Node[^{]*@join__type\(graph: FINANCE, key: "id"\)/);
  });

  it('finds entities of all kinds by their ids, and null for what is not there', async () => {
    const { globalId: id } = await putDeployment(app, own.id, own.ledUnit.id, { percent: 40 });
    const practice = encodeGlobalId('Practice', 'OPM.SP3.2');
    const { data, errors } = await entities([
      { __typename: 'Deployment', id },
      { __typename: 'Practice', id: practice },
      { __typename: 'Unit', id: own.ledUnit.globalId },
      { __typename: 'Unit', id: encodeGlobalId('Unit', '00000000-0000-4000-8000-000000000000') },
    ]);
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toEqual([
      { __typename: 'Deployment', id, percent: 40, unit: { name: 'Led project' } },
      { __typename: 'Practice', ref: 'OPM SP 3.2' },
      { __typename: 'Unit', id: own.ledUnit.globalId, name: 'Led project' },
      null,
    ]);
  });

  it('does not show what belongs to another organization', async () => {
    const representations = [{ __typename: 'Unit', id: own.ledUnit.globalId }];
    const { data, errors } = await entities(representations, foreign.people.ADMINISTRATOR.bearer);
    expect({ data, errors }).toEqual({ data: { _entities: [null] }, errors: undefined });
  });

  test.each([
    ['another type', { __typename: 'Deployment', id: encodeGlobalId('Unit', 'x') }],
    ['no id', { __typename: 'Unit' }],
    ['no type', { id: encodeGlobalId('Unit', 'x') }],
    ['no object', 'Unit'],
    ['no node', { __typename: 'Query', id: encodeGlobalId('Query', 'x') }],
  ])('refuses a representation of %s', async (_what, representation) => {
    const { data, errors } = await entities([representation]);
    expect(data).toEqual({ _entities: [null] });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  });

  it('counts the cost of each entity', async () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Unit { deployments(first: 100) { nodes { issues(first: 100) { nodes { id } } } } } } }`;
    const representations = Array.from({ length: 100 }, () => ({ __typename: 'Unit', id: own.ledUnit.globalId }));
    const { errors } = await ask(app.url, query, { representations }, own.people.VIEWER.bearer);
    expect(errors?.[0]?.extensions?.['bound']).toBe('maxComplexity');
  });
});
