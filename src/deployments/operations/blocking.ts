import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { jsonFields } from '../../log/event-log.js';
import { personOf } from '../../organization/operations/person.js';
import { notFound } from '../../user-error.js';
import { changeDeployment } from './deployment.js';
import type { BlockerChange, LoadedDeployment } from './deployment.js';

const target = { deploymentId: recordId, version: recordVersion };

/** Reports something in the way of a deployment. More than one thing may be. */
export const blockDeployment = plainCommand({
  name: 'blockDeployment',
  input: z.object({ ...target, reason: text, ownerId: optional(recordId) }),
  perform: (work, { reason, ownerId, ...input }) =>
    changeDeployment(
      work,
      { ...input, note: reason },
      'DeploymentBlocked',
      () => ({}),
      async ({ id, blockers }) => {
        if (ownerId) await personOf(work, ownerId);
        const blocker = await work.db.blocker.create({
          data: { deploymentId: id, reason, ownerId, openedAt: work.now },
        });
        return { openBlockers: blockers.length + 1, after: { blocker: jsonFields({ ...blocker }) } };
      },
    ),
});

/** Removes something that was in the way; with the last one gone, the deployment goes on where it was. */
export const unblockDeployment = plainCommand({
  name: 'unblockDeployment',
  input: z.object({ ...target, blockerId: recordId, resolution: text }),
  perform: (work, { blockerId, resolution, ...input }) =>
    changeDeployment(
      work,
      { ...input, note: resolution },
      'DeploymentUnblocked',
      () => ({}),
      async ({ blockers }) => {
        const blocker = blockers.find(({ id }) => id === blockerId);
        if (!blocker) throw notFound('Blocker');
        const removed = await work.db.blocker.update({
          where: { id: blocker.id },
          data: { removedAt: work.now, resolution },
        });
        return {
          openBlockers: blockers.length - 1,
          before: { blocker: jsonFields({ ...blocker }) },
          after: { blocker: jsonFields({ ...removed }) },
        };
      },
    ),
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
