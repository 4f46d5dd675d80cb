/**
 * The queries that are compared, in the words of each server. Aliases give all answers the same form, so that they can be compared;
 * only ids differ.
 *
 * Hazard: a peer that is not told the organization and the order answers an easier question, or one for which its plan falls apart.
 *
 * @param {{organizationId: string, deploymentId: string, deploymentGlobalId: string}} place
 */
export function queryTexts({ organizationId, deploymentId, deploymentGlobalId }) {
  const organization = { organization: organizationId };
  return [
    {
      name: 'no SQL',
      least: 1.5,
      ours: { query: '{ __typename }' },
      postgraphile: { query: '{ __typename }' },
      mercurius: { query: '{ __typename }' },
    },
    {
      name: 'a record by its id, with two related ones',
      least: 1.2,
      ours: {
        query: `query ($id: ID!) { record: node(id: $id) { ... on Deployment { id ${FIELDS} } } }`,
        variables: { id: deploymentGlobalId },
      },
      postgraphile: {
        query: `query ($id: UUID!) { record: deploymentByRowId(rowId: $id) { id ${THEIR_FIELDS} } }`,
        variables: { id: deploymentId },
      },
      mercurius: {
        query: `query ($id: ID!) { record: deployment(id: $id) { id ${FIELDS} } }`,
        variables: { id: deploymentId },
      },
    },
    {
      name: 'a page of 20 improvements',
      least: 1.2,
      ours: { query: '{ list: improvements(first: 20) { nodes { id title state version } } }' },
      postgraphile: {
        query: `query ($organization: UUID!) {
          list: allImprovements(first: 20, orderBy: [CREATED_AT_DESC, ROW_ID_ASC], condition: { organizationId: $organization }) {
            nodes { id title state version }
          }
        }`,
        variables: organization,
      },
      mercurius: {
        query:
          'query ($organization: ID!) { list: improvements(organization: $organization, first: 20) { nodes { id title state version } } }',
        variables: organization,
      },
    },
    {
      name: '50 deployments of a state, each with its unit and improvement',
      least: 1.2,
      ours: {
        query: `query ($states: [DeploymentState!]) {
          list: deployments(first: 50, filter: { states: $states }) { nodes { id ${FIELDS} } }
        }`,
        variables: { states: [STATE] },
      },
      postgraphile: {
        query: `query ($organization: UUID!, $state: DeploymentState!) {
          list: allDeployments(first: 50, orderBy: [PLANNED_END_ASC, ROW_ID_ASC], condition: { organizationId: $organization, state: $state }) {
            nodes { id ${THEIR_FIELDS} }
          }
        }`,
        variables: { ...organization, state: STATE },
      },
      mercurius: {
        query: `query ($organization: ID!, $state: String!) {
          list: deployments(organization: $organization, state: $state, first: 50) { nodes { id ${FIELDS} } }
        }`,
        variables: { ...organization, state: STATE },
      },
    },
    {
      name: 'how many deployments are in a state',
      least: 1.2,
      ours: {
        query: 'query ($states: [DeploymentState!]) { list: deployments(filter: { states: $states }) { totalCount } }',
        variables: { states: [STATE] },
      },
      postgraphile: {
        query: `query ($organization: UUID!, $state: DeploymentState!) {
          list: allDeployments(condition: { organizationId: $organization, state: $state }) { totalCount }
        }`,
        variables: { ...organization, state: STATE },
      },
      mercurius: {
        query: `query ($organization: ID!, $state: String!) {
          list: deployments(organization: $organization, state: $state, first: 1) { totalCount }
        }`,
        variables: { ...organization, state: STATE },
      },
    },
    {
      name: '10 improvements, each with 10 deployments and their units',
      least: 10,
      ours: {
        query: `{ list: improvements(first: 10) { nodes { title deployments(first: 10) { nodes { state plannedEnd unit { name } } } } } }`,
      },
      postgraphile: {
        query: `query ($organization: UUID!) {
          list: allImprovements(first: 10, orderBy: [CREATED_AT_DESC, ROW_ID_ASC], condition: { organizationId: $organization }) {
            nodes {
              title
              deployments: deploymentsByImprovementIdAndOrganizationId(first: 10, orderBy: [PLANNED_END_ASC, ROW_ID_ASC]) {
                nodes { state plannedEnd unit: unitByUnitIdAndOrganizationId { name } }
              }
            }
          }
        }`,
        variables: organization,
      },
      mercurius: {
        query: `query ($organization: ID!) {
          list: improvements(organization: $organization, first: 10) {
            nodes { title deployments(first: 10) { nodes { state plannedEnd unit { name } } } }
          }
        }`,
        variables: organization,
      },
      byHand: {
        values: [organizationId],
        sql: `SELECT json_build_object('list', json_build_object('nodes', json_agg(json_build_object(
                'title', i."title", 'deployments', json_build_object('nodes', d.nodes)) ORDER BY i."createdAt" DESC, i."id")))
                FROM (SELECT * FROM "Improvement" WHERE "organizationId" = $1 ORDER BY "createdAt" DESC, "id" LIMIT 10) i
               CROSS JOIN LATERAL (
                 SELECT COALESCE(json_agg(json_build_object('state', d."state", 'plannedEnd', d."plannedEnd", 'unit', json_build_object('name', u."name"))
                                 ORDER BY d."plannedEnd", d."id"), '[]') AS nodes
                   FROM (SELECT * FROM "Deployment" WHERE "improvementId" = i."id" ORDER BY "plannedEnd", "id" LIMIT 10) d
                   JOIN "Unit" u ON u."id" = d."unitId") d`,
      },
    },
  ];
}

/** A query on the process model, which is in memory: it stands beside JSON of the same answer. */
export const MODEL_QUERY = {
  name: 'OPM with its goals and practices, from memory',
  least: 0.5,
  query: '{ processArea(code: "OPM") { id code name goals { id ref title practices { id ref title summary } } } }',
};

const STATE = 'IN_PROGRESS';
const FIELDS = 'state percent plannedEnd version improvement { title } unit { name }';
const THEIR_FIELDS =
  'state percent plannedEnd version improvement: improvementByImprovementIdAndOrganizationId { title } unit: unitByUnitIdAndOrganizationId { name }';
