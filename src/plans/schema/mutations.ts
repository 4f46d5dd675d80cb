import type { PayloadBuilder } from '../../schema/command-field.js';
import type { InputBuilder } from '../../schema/inputs.js';
import { mutations } from '../../schema/mutations.js';
import { recordKey } from '../../schema/record-key.js';
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
import './increment.js';

/** The payload of a command on a plan that is not described yet. */
export const planPayload = (t: PayloadBuilder) => ({
  plan: t.prismaField({
    type: 'DeploymentPlan',
    description: 'The plan as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.deploymentPlan.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

/** What names the plan of a command that is not described yet. */
export const planTarget = (t: InputBuilder) => ({
  planId: t.id({ required: true, description: 'The plan.' }),
  version: t.int({
    required: true,
    description: 'Version of the plan (`version`) that you have read; another one there now is a StaleVersionError.',
  }),
});

mutations(draftPlan, revisePlan, submitPlan, ...Object.values(agreeing), ...Object.values(running));
mutations(addIncrement, reviseIncrement, reorderIncrements, assignDeploymentsToIncrement, meetCondition);
mutations(...Object.values(gating));
