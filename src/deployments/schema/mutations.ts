import { mutations } from '../../schema/mutations.js';
import { blockDeployment, unblockDeployment } from '../operations/blocking.js';
import {
  completeImprovementDeployment,
  planDeployment,
  replanDeployment,
  rescheduleDeployment,
} from '../operations/planning.js';
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

viewerCan(Deployment, {
  state: true,
  resumeState: true,
  unitId: true,
  adoptedById: true,
  rescheduleRequestedAt: true,
  improvement: { select: { state: true } },
  unit: { select: { name: true, retiredAt: true } },
});
