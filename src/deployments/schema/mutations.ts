import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import { moveField } from '../../improvements/schema/mutations.js';
import { blockDeployment, unblockDeployment } from '../operations/blocking.js';
import {
  completeImprovementDeployment,
  planDeployment,
  replanDeployment,
  rescheduleDeployment,
} from '../operations/planning.js';
import * as reporting from '../operations/reporting.js';

const payload = (t: PayloadBuilder) => ({
  deployment: t.prismaField({
    type: 'Deployment',
    description: 'The deployment as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.deployment.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

const target = (t: InputBuilder) => ({
  deploymentId: t.id({ required: true, description: 'The deployment.' }),
  version: t.int({
    required: true,
    description: 'Version of the deployment that you have read; another one there now is a StaleVersionError.',
  }),
});
const note = (t: InputBuilder) => ({
  note: t.string({ description: 'Why, or what else is to be said; at most 4,000 characters.' }),
});
const reason = (t: InputBuilder) => ({
  reason: t.string({ required: true, description: 'Why, at most 4,000 characters.' }),
});
const dates = (t: InputBuilder) => ({
  plannedStart: t.field({ type: 'Date', required: true, description: 'Day on which it is to begin.' }),
  plannedEnd: t.field({
    type: 'Date',
    required: true,
    description: 'Day by which it is to be adopted; not before plannedStart.',
  }),
});

const ids = { deploymentId: 'Deployment' };

commandField({
  command: planDeployment,
  description:
    'Plans the deployment of an improvement in a unit. Once its plan is confirmed, that takes a next plan. Deployment leads.',
  payload,
  ids: { improvementId: 'Improvement', unitId: 'Unit' },
  fields: (t) => ({
    improvementId: t.id({
      required: true,
      description: 'What is to be deployed: an improvement that is selected or being deployed.',
    }),
    unitId: t.id({ required: true, description: 'Where.' }),
    ...dates(t),
    ...note(t),
  }),
});

commandField({
  command: rescheduleDeployment,
  description:
    'Changes the planned dates of a deployment that is not over. Once the plan was put before its stakeholders, within the dates of the plan: stakeholders are not asked again, and the event has both dates. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...dates(t), ...note(t) }),
});

commandField({
  command: replanDeployment,
  description:
    'Starts a waived or rolled-back deployment again. Once the plan of its improvement is confirmed, that takes a next plan. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...dates(t), ...note(t) }),
});

commandField({
  command: reporting.recordProgress,
  description: 'A project reports how far it has come. Leads of the unit, and deployment leads.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    percent: t.int({ required: true, description: 'How far, 0 to 100 percent.' }),
    ...note(t),
  }),
});

commandField({
  command: blockDeployment,
  description:
    'Reports something in the way of a deployment; more than one thing may be. Leads of the unit, and deployment leads.',
  payload,
  ids: { ...ids, ownerId: 'Person' },
  fields: (t) => ({ ...target(t), ...reason(t), ownerId: t.id({ description: 'The person who is to remove it.' }) }),
});

commandField({
  command: unblockDeployment,
  description:
    'Removes something that was in the way; after the last, the deployment goes on where it was. Leads of the unit, and deployment leads.',
  payload,
  ids: { ...ids, blockerId: 'Blocker' },
  fields: (t) => ({
    ...target(t),
    blockerId: t.id({ required: true, description: 'What was in the way.' }),
    resolution: t.string({ required: true, description: 'What was done about it, at most 4,000 characters.' }),
  }),
});

commandField({
  command: reporting.adoptDeployment,
  description:
    'A project works with the improvement, by a version of its defined process or with a waiver: exactly one of the two. Where neither is given, the newest tailoring on file counts, or else the newest accepted waiver. Leads of the unit, and deployment leads.',
  payload,
  ids: { ...ids, processVersionId: 'ProcessVersion' },
  fields: (t) => ({
    ...target(t),
    processVersion: t.string({
      description: "Version of the project's defined process that carries the change, at most 200 characters.",
    }),
    processVersionId: t.id({
      description: 'The same, by its id. A label that the defined process of the unit has is linked to that version.',
    }),
    waiver: t.string({
      description: 'Why there is no such version, at most 4,000 characters: a waiver given on the spot. Sponsors.',
    }),
    ...note(t),
  }),
});

for (const [command, description] of [
  [
    reporting.prepareDeployment,
    'A project begins to get ready: PLANNED to PREPARING. Leads of the unit, and deployment leads.',
  ],
  [
    reporting.confirmDeployment,
    'A second person confirms that a deployment is complete: ADOPTED to CONFIRMED. Leads of the unit, and deployment leads; never the person who reported it as adopted.',
  ],
  [reporting.resumeDeployment, 'Takes up a deployment that was put off, where it was. Deployment leads.'],
] as const) {
  commandField({ command, description, payload, ids, fields: (t) => ({ ...target(t), ...note(t) }) });
}

for (const [command, description] of [
  [reporting.deferDeployment, 'Puts a deployment off. Deployment leads.'],
  [reporting.waiveDeployment, 'Releases a project from an improvement. Sponsors.'],
  [reporting.rollBackDeployment, 'Takes an improvement back out of a project. Deployment leads.'],
] as const) {
  commandField({ command, description, payload, ids, fields: (t) => ({ ...target(t), ...reason(t) }) });
}

moveField(
  completeImprovementDeployment,
  'The deployment of an improvement is complete, each of its deployments confirmed, waived or rolled back: DEPLOYING to DEPLOYED. Deployment leads.',
);
