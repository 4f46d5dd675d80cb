import { mutations } from '../../schema/mutations.js';
import { blockDeployment, unblockDeployment } from '../operations/blocking.js';
import {
  completeImprovementDeployment,
  planDeployment,
  replanDeployment,
  rescheduleDeployment,
} from '../operations/planning.js';
import * as reporting from '../operations/reporting.js';

mutations(
  planDeployment,
  rescheduleDeployment,
  replanDeployment,
  ...Object.values(reporting),
  blockDeployment,
  unblockDeployment,
  completeImprovementDeployment,
);
