import { unitLeads } from '../../auth/allowed.js';
import { id, optional, reason, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { jsonFields } from '../../log/event-log.js';
import { personOf } from '../../organization/operations/person.js';
import { notFound } from '../../user-error.js';
import { deploymentCommand } from './deployment.js';
import type { BlockerChange, LoadedDeployment } from './deployment.js';

export const blockDeployment = deploymentCommand({
  name: 'blockDeployment',
  description: 'Reports something in the way of a deployment; more than one thing may be.',
  allowed: unitLeads,
  event: 'DeploymentBlocked',
  input: { reason, ownerId: optional(id('Person', 'The person who is to remove it.')) },
  noteFrom: 'reason',
  async change(work, { id, blockers }, { reason, ownerId }) {
    if (ownerId) await personOf(work, ownerId);
    const blocker = await work.db.blocker.create({ data: { deploymentId: id, reason, ownerId, openedAt: work.now } });
    return { blockers: { openBlockers: blockers.length + 1, after: { blocker: jsonFields({ ...blocker }) } } };
  },
});

export const unblockDeployment = deploymentCommand({
  name: 'unblockDeployment',
  description: 'Removes something that was in the way; after the last, the deployment goes on where it was.',
  allowed: unitLeads,
  event: 'DeploymentUnblocked',
  input: { blockerId: id('Blocker', 'What was in the way.'), resolution: text('What was done about it.') },
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
        before: { blocker: jsonFields({ ...blocker }) },
        after: { blocker: jsonFields({ ...removed }) },
      },
    };
  },
});

/** Removes whatever was in the way of a deployment that begins anew: it was in the way of the earlier try. */
export async function removeBlockers(work: UnitOfWork, { blockers }: LoadedDeployment): Promise<BlockerChange> {
  if (blockers.length === 0) return { openBlockers: 0 };
  const removed = { removedAt: work.now, resolution: 'Planned anew.' };
  await work.db.blocker.updateMany({ where: { id: { in: blockers.map(({ id }) => id) } }, data: removed });
  return {
    openBlockers: 0,
    before: jsonFields({ blockers }),
    after: jsonFields({ blockers: blockers.map((blocker) => ({ ...blocker, ...removed })) }),
  };
}
