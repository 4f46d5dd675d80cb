import { z } from 'zod';
import { mutation, mutations } from '../../schema/mutations.js';
import { blockDeployment, unblockDeployment } from '../operations/blocking.js';
import {
  completeImprovementDeployment,
  planDeployment,
  replanDeployment,
  rescheduleDeployment,
} from '../operations/planning.js';
import { rescheduleDeployments } from '../operations/rescheduling.js';
import * as reporting from '../operations/reporting.js';
import { reinstateUnit, retireUnit } from '../operations/retiring.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Deployment } from './deployment.js';

mutations(
  planDeployment,
  rescheduleDeployment,
  replanDeployment,
  ...Object.values(reporting),
  blockDeployment,
  unblockDeployment,
  completeImprovementDeployment,
  retireUnit,
  reinstateUnit,
);

mutation(rescheduleDeployments, (t) => ({
  deployments: t.prismaField({
    type: [Deployment],
    description: 'The deployments as they are now, in the order of the input.',
    resolve: async (query, { facts }, _args, context) => {
      const ids = z.array(z.string()).parse(facts?.['deploymentIds']);
      const { organizationId } = await context.actor();
      const where = { organizationId, id: { in: ids } };
      const rows = await context.services.database.prisma.deployment.findMany({ ...query, where });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
  }),
}));

viewerCan(Deployment, {
  state: true,
  resumeState: true,
  unitId: true,
  adoptedById: true,
  rescheduleRequestedAt: true,
  improvement: { select: { state: true } },
  unit: { select: { name: true, retiredAt: true } },
});
