import { expect, it } from 'vitest';
import { putDeployment } from '../commands/fixtures.js';
import { putSession } from '../consulting/fixtures.js';
import { putActivity } from '../coordination/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const own = useOrganization(app);

it('people list what they own, lead and did', async () => {
  const { prisma } = app.services.database;
  const { PROJECT_LEAD: person, SPONSOR: other, VIEWER } = own.people;
  const issue = await putIssue(app, own, { ownerId: person.id });
  await putIssue(app, own, { ownerId: other.id });
  const session = await putSession(app, own, { consultantId: person.id });
  await putSession(app, own, { consultantId: other.id });
  const activity = await putActivity(app, own, [own.ledUnit.id], { ownerId: person.id });
  await putActivity(app, own, [], { ownerId: other.id });
  const deployment = await putDeployment(app, own.id, own.ledUnit.id);
  const blocker = { deploymentId: deployment.id, openedAt: new Date('2026-01-01'), ownerId: person.id };
  await prisma.blocker.create({ data: { ...blocker, reason: 'Still there.' } });
  await prisma.blocker.create({ data: { ...blocker, reason: 'Gone.', removedAt: new Date('2026-01-02') } });
  await prisma.blocker.create({ data: { ...blocker, reason: 'Another person.', ownerId: other.id } });

  const { data, errors } = await ask(
    app.url,
    `query ($id: ID!) { node(id: $id) { ... on Person {
      ledUnits { name }
      ownedIssues { totalCount nodes { id } }
      ownedBlockers(filter: { removed: false }) { totalCount nodes { reason } }
      allBlockers: ownedBlockers(first: 1) { totalCount nodes { reason } }
      ownedCoordinationActivities { totalCount nodes { id } }
      completedCoordinationShares { totalCount nodes { activity { id } } }
      ledConsultingSessions { totalCount nodes { id } } } } }`,
    { id: person.globalId },
    VIEWER.bearer,
  );
  expect(errors).toBeUndefined();
  expect(data?.['node']).toEqual({
    ledUnits: [{ name: 'Led project' }],
    ownedIssues: { totalCount: 1, nodes: [{ id: issue.globalId }] },
    ownedBlockers: { totalCount: 1, nodes: [{ reason: 'Still there.' }] },
    allBlockers: { totalCount: 2, nodes: [{ reason: 'Still there.' }] },
    ownedCoordinationActivities: { totalCount: 1, nodes: [{ id: activity.globalId }] },
    completedCoordinationShares: { totalCount: 1, nodes: [{ activity: { id: activity.globalId } }] },
    ledConsultingSessions: { totalCount: 1, nodes: [{ id: session.globalId }] },
  });
});
