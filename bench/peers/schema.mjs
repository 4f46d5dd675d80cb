/** The part of our schema that the subscribers use, as the other servers serve it. */
import pg from 'pg';

export const typeDefs = /* GraphQL */ `
  type Query {
    ready: Boolean!
  }
  type Subscription {
    events: Event!
  }
  interface Event {
    id: ID!
    position: Int!
    cursor: String!
    occurredAt: String!
    note: String
    recordVersion: Int!
    improvement: Improvement
    actor: Person
  }
  type ImprovementRevised implements Event {
    id: ID!
    position: Int!
    cursor: String!
    occurredAt: String!
    note: String
    recordVersion: Int!
    improvement: Improvement
    actor: Person
  }
  type Improvement {
    title: String!
    state: String!
  }
  type Person {
    name: String!
  }
`;

/** The type of every event: each library wants to be told in its own way. */
export const typeOfEvent = () => 'ImprovementRevised';

/** Where all events of one server are published: the servers of a run have one Redis. */
export const TOPIC = `DEPLOYMENT_EVENTS:${process.pid}`;

/**
 * Resolvers; the two fields that refer to other records read them from Postgres.
 * @param {string} databaseUrl
 * @param {object} subscription the resolver of the subscription's field
 */
export function makeResolvers(databaseUrl, subscription) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });
  pool.on('error', () => undefined);
  const one = async (sql, id) => (await pool.query(sql, [id])).rows[0] ?? null;
  const event = {
    improvement: ({ improvementId }) =>
      one('SELECT "title", "state" FROM "Improvement" WHERE "id" = $1', improvementId),
    actor: ({ actorId }) => one('SELECT "name" FROM "Person" WHERE "id" = $1', actorId),
  };
  return { Query: { ready: () => true }, Subscription: { events: subscription }, ImprovementRevised: event };
}
