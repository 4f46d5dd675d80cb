/**
 * Mercurius with its JIT and its loaders, over statements that were written by hand for the queries of the bench: what a team that
 * writes its own resolvers can have. It checks no token and trusts the organization that it is told.
 */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { answer } from '../lib/child.mjs';
import { createMeter } from '../lib/meter.mjs';

const { databaseUrl, connections } = JSON.parse(process.argv[2]);
const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
pool.on('error', () => undefined);
/** Names of prepared statements, which Postgres cuts at 63 bytes. */
const names = new Map();
const rows = async (text, values) => {
  const name = names.get(text) ?? `statement ${names.size}`;
  names.set(text, name);
  return (await pool.query({ name, text, values })).rows;
};

const schema = /* GraphQL */ `
  type Query {
    deployment(id: ID!): Deployment
    improvements(organization: ID!, first: Int!): ImprovementPage!
    deployments(organization: ID!, state: String!, first: Int!): DeploymentPage!
  }
  type ImprovementPage {
    nodes: [Improvement!]!
  }
  type DeploymentPage {
    nodes: [Deployment!]!
    totalCount: Int!
  }
  type Improvement {
    id: ID!
    title: String!
    state: String!
    version: Int!
    deployments(first: Int!): DeploymentPage!
  }
  type Deployment {
    id: ID!
    state: String!
    percent: Int!
    plannedEnd: String!
    version: Int!
    improvement: Improvement!
    unit: Unit!
  }
  type Unit {
    name: String!
  }
`;

const IMPROVEMENT = '"id", "title", "state", "version"';
const DEPLOYMENT = 'd."id", d."state", d."percent", d."plannedEnd"::text, d."version", d."improvementId", d."unitId"';

const resolvers = {
  Query: {
    deployment: async (_root, { id }) =>
      (await rows(`SELECT ${DEPLOYMENT} FROM "Deployment" d WHERE d."id" = $1`, [id]))[0] ?? null,
    improvements: async (_root, { organization, first }) => ({
      nodes: await rows(
        `SELECT ${IMPROVEMENT} FROM "Improvement" WHERE "organizationId" = $1 ORDER BY "createdAt" DESC, "id" LIMIT $2`,
        [organization, first],
      ),
    }),
    deployments: (_root, asked) => ({ asked }),
  },
  DeploymentPage: {
    nodes: ({ asked, nodes }) =>
      nodes ??
      rows(
        `SELECT ${DEPLOYMENT} FROM "Deployment" d WHERE d."organizationId" = $1 AND d."state" = $2
          ORDER BY d."plannedEnd", d."id" LIMIT $3`,
        [asked.organization, asked.state, asked.first],
      ),
    totalCount: async ({ asked: { organization, state } }) => {
      const counted = `SELECT COUNT(*)::int FROM "Deployment" WHERE "organizationId" = $1 AND "state" = $2`;
      return (await rows(counted, [organization, state]))[0].count;
    },
  },
};

/** Records of a table by the ids that objects refer to it with. */
const related = (table, columns, key) => async (queries) => {
  const ids = [...new Set(queries.map(({ obj }) => obj[key]))];
  const found = await rows(`SELECT ${columns} FROM "${table}" WHERE "id" = ANY($1::uuid[])`, [ids]);
  const byId = new Map(found.map((row) => [row.id, row]));
  return queries.map(({ obj }) => byId.get(obj[key]));
};

const loaders = {
  Deployment: {
    improvement: related('Improvement', IMPROVEMENT, 'improvementId'),
    unit: related('Unit', '"id", "name"', 'unitId'),
  },
  Improvement: {
    async deployments(queries) {
      const found = await rows(
        `SELECT d.* FROM unnest($1::uuid[]) p(id) CROSS JOIN LATERAL (
           SELECT ${DEPLOYMENT} FROM "Deployment" d WHERE d."improvementId" = p.id
            ORDER BY d."plannedEnd", d."id" LIMIT $2) d`,
        [queries.map(({ obj }) => obj.id), queries[0].params.first],
      );
      const pages = Map.groupBy(found, ({ improvementId }) => improvementId);
      return queries.map(({ obj }) => ({ nodes: pages.get(obj.id) ?? [] }));
    },
  },
};

const app = Fastify();
await app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
await app.listen({ host: '127.0.0.1', port: 0 });
const meter = createMeter();
answer(
  { ...meter.handlers, begin: () => meter.begin(), end: () => pool.end() },
  `http://127.0.0.1:${app.server.address().port}/graphql`,
);
