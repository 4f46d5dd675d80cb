import { moveField } from '../../improvements/schema/mutations.js';
import { planPayload, planTarget } from '../../plans/schema/mutations.js';
import { commandField } from '../../schema/command-field.js';
import { closeImprovement, closePlan, rejectImprovement } from '../operations/closing.js';
import { acceptDeviation, confirmPlan } from '../operations/confirming.js';

const ids = { planId: 'DeploymentPlan' };

for (const [command, description] of [
  [
    confirmPlan,
    'A second person confirms that the deployment is complete, each deployment confirmed, or waived or rolled back with a reason, and no issue open that no sponsor accepted: ACTIVE to CONFIRMED. Deployment leads; never the person who activated the plan.',
  ],
  [
    closePlan,
    'Nothing more is to be done for a plan, its review having decided on every topic: REVIEWED to CLOSED. Deployment leads.',
  ],
] as const) {
  commandField({
    command,
    description,
    payload: planPayload,
    ids,
    fields: (t) => ({
      ...planTarget(t),
      note: t.string({ description: 'What else is to be said; at most 4,000 characters.' }),
    }),
  });
}

commandField({
  command: acceptDeviation,
  description:
    'Accepts something that is not as a plan has it: in all, of a deployment, or an issue that stays open. An issue that is opened again is to be accepted again. Sponsors.',
  payload: planPayload,
  ids: { ...ids, deploymentId: 'Deployment', issueId: 'Issue' },
  fields: (t) => ({
    ...planTarget(t),
    deploymentId: t.id({ description: "The deployment of the plan's improvement that deviates." }),
    issueId: t.id({ description: "The issue of the plan's improvement that may stay open." }),
    deviation: t.string({ required: true, description: 'What is not as it was planned, at most 4,000 characters.' }),
    reason: t.string({ required: true, description: 'Why that is accepted, at most 4,000 characters.' }),
  }),
});

moveField(
  closeImprovement,
  'Nothing more is to be done for it, nor by a plan of it: DEPLOYED to CLOSED. Deployment leads.',
);

moveField(
  rejectImprovement,
  'It is decided against; what was deployed is waived or rolled back first, and its plans are over. Deployment leads.',
);
