import { mutations } from '../../schema/mutations.js';
import * as agreeing from '../operations/agreeing.js';
import * as gating from '../operations/gating.js';
import {
  addIncrement,
  assignDeploymentsToIncrement,
  meetCondition,
  reviseIncrement,
} from '../operations/incrementing.js';
import { reorderIncrements } from '../operations/reordering.js';
import * as running from '../operations/running.js';
import { draftPlan, revisePlan, submitPlan } from '../operations/writing.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Increment } from './increment.js';
import { DeploymentPlan } from './plan.js';

mutations(draftPlan, revisePlan, submitPlan, ...Object.values(agreeing), ...Object.values(running));
mutations(addIncrement, reviseIncrement, reorderIncrements, assignDeploymentsToIncrement, meetCondition);
mutations(...Object.values(gating));

viewerCan(DeploymentPlan, { state: true, activatedById: true, improvement: { select: { state: true } } });

viewerCan(Increment, { state: true, plan: { select: { state: true, improvement: { select: { state: true } } } } });
