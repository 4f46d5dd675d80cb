import { unitLeads } from '../../auth/allowed.js';
import { id, optional, reason, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Blocker } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { jsonFields } from '../../log/event-log.js';
import { personOf } from '../../organization/operations/person.js';
import { notFound } from '../../user-error.js';
import { deploymentCommand } from './deployment.js';
import type { BlockerChange, LoadedDeployment } from './deployment.js';

export const blockDeployment = deploymentCommand({
  name: 'blockDeployment',
  description: 'Reports a blocker of a deployment, which may have several.',
  allowed: unitLeads,
  event: 'DeploymentBlocked',
  input: { reason, ownerId: optional(id('Person', 'The person who is to resolve it.')) },
  noteFrom: 'reason',
  async change(work, { id, organizationId, blockers }, { reason, ownerId }) {
    if (ownerId) await personOf(work, ownerId);
    const blocker = await work.db.blocker.create({
      data: { organizationId, deploymentId: id, reason, ownerId, openedAt: work.now },
    });
    return { blockers: { openBlockers: blockers.length + 1, after: { blocker: eventFields(blocker) } } };
  },
});

export const unblockDeployment = deploymentCommand({
  name: 'unblockDeployment',
  description: 'Resolves a blocker; after the last one, the deployment resumes its former state.',
  allowed: unitLeads,
  event: 'DeploymentUnblocked',
  input: { blockerId: id('Blocker', 'The blocker.'), resolution: text('What was done about it.') },
  noteFrom: 'resolution',
  async change(work, { blockers }, { blockerId, resolution }) {
    const blocker = blockers.find(({ id }) => id === blockerId);
    if (!blocker) throw notFound('Blocker');
    const removed = await work.db.blocker.update({
      where: { id: blocker.id },
      data: { removedAt: work.now, resolution },
    });
    return {
      blockers: {
        openBlockers: blockers.length - 1,
        before: { blocker: eventFields(blocker) },
        after: { blocker: eventFields(removed) },
      },
    };
  },
});

/** Resolves the blockers of a deployment that is planned again: they blocked the earlier attempt. */
export async function removeBlockers(work: UnitOfWork, { blockers }: LoadedDeployment): Promise<BlockerChange> {
  if (blockers.length === 0) return { openBlockers: 0 };
  const removed = { removedAt: work.now, resolution: 'Planned again.' };
  await work.db.blocker.updateMany({ where: { id: { in: blockers.map(({ id }) => id) } }, data: removed });
  return {
    openBlockers: 0,
    before: { blockers: blockers.map(eventFields) },
    after: { blockers: blockers.map((blocker) => eventFields({ ...blocker, ...removed })) },
  };
}

/** A blocker as it appears in the events of its deployment. */
function eventFields({ organizationId: _organizationId, ...blocker }: Blocker): FieldValues {
  return jsonFields(blocker);
}
