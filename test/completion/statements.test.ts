import { beforeAll, expect, it } from 'vitest';
import { putIssue } from '../issues/fixtures.js';
import { putMeasure } from '../measures/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  for (const state of ['REVIEWED', 'REVIEWED', 'REVIEWED', 'REVIEWED'] as const) {
    const { plan } = await putReview(app, organization, { state });
    const improvementId = plan.improvement.id;
    await putIssue(app, organization, { improvementId, ownerId: organization.people.SPONSOR.id });
    await putIssue(app, organization, { improvementId });
    await putMeasure(app, organization, { improvementId });
    await putMeasure(app, organization, { improvementId });
  }
});

it('the records of many improvements take as many statements as those of one', async () => {
  const query = `query ($first: Int!) { improvements(first: $first) { nodes {
    issues { totalCount nodes { owner { name } unit { name } } }
    measures { nodes { baselines { unit { name } } readings { nodes { value unit { name } } } effect { missing } earlyAgainstLate { missing } } }
    revisions { nodes { kind } }
    plans { nodes { unmetForConfirmation { missing } deviations { reason } review { state decisions { topic } lessons { text unit { name } } revisions { kind } } } }
  } } }`;
  const count = async (first: number): Promise<number> => {
    app.forgetStatements();
    const answer = await ask(app.url, query, { first }, organization.people.PROJECT_LEAD.bearer);
    expect(answer.errors).toBeUndefined();
    const { nodes } = answer.data?.['improvements'] as { nodes: { plans: { nodes: { review: object }[] } }[] };
    expect(nodes).toHaveLength(first);
    expect(nodes.map(({ plans }) => plans.nodes[0]?.review)).toEqual(
      nodes.map(() => expect.objectContaining({ lessons: [{ text: 'Ask earlier.', unit: { name: 'Led project' } }] })),
    );
    return app.statements.filter((sql) => /^\s*(SELECT|WITH)/i.test(sql)).length;
  };
  // The first execution of an operation may ask once for what is remembered after.
  await count(1);
  const one = await count(1);
  expect(await count(4)).toBe(one);
  expect(one).toBeLessThanOrEqual(40);
});
