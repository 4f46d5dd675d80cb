import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import * as gating from '../operations/gating.js';
import {
  addIncrement,
  assignDeploymentsToIncrement,
  meetCondition,
  reviseIncrement,
} from '../operations/incrementing.js';

const payload = (t: PayloadBuilder) => ({
  increment: t.prismaField({
    type: 'Increment',
    description: 'The increment as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.increment.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

const target = (t: InputBuilder) => ({
  incrementId: t.id({ required: true, description: 'The increment.' }),
  version: t.int({
    required: true,
    description: 'Version of the increment that you have read; another one there now is a StaleVersionError.',
  }),
});
const note = (t: InputBuilder) => ({
  note: t.string({ description: 'Why, or what else is to be said; at most 4,000 characters.' }),
});
const ids = { incrementId: 'Increment' };

commandField({
  command: addIncrement,
  description: 'Adds an increment to a plan, after those that are there. Deployment leads.',
  payload,
  ids: { planId: 'DeploymentPlan' },
  fields: (t) => ({
    planId: t.id({ required: true, description: 'The plan.' }),
    title: t.string({ required: true, description: 'Short name, at most 200 characters.' }),
    plannedStart: t.field({ type: 'Date', required: true, description: 'Day on which it is to begin.' }),
    plannedEnd: t.field({
      type: 'Date',
      required: true,
      description: 'Day on which it is to be at its gate; not before plannedStart.',
    }),
    entryConditions: t.stringList({
      description: 'What has to be so before it starts, at most 50 lines of at most 200 characters.',
    }),
    exitConditions: t.stringList({
      description: 'What has to be so before it passes its gate, at most 50 lines of at most 200 characters.',
    }),
    fallBack: t.string({
      required: true,
      description: 'What is done when it has to be rolled back, at most 4,000 characters.',
    }),
    ...note(t),
  }),
});

commandField({
  command: reviseIncrement,
  description: 'Changes an increment that has not begun; what is left out stays. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    title: t.string({ description: 'Short name, at most 200 characters.' }),
    plannedStart: t.field({ type: 'Date', description: 'Day on which it is to begin.' }),
    plannedEnd: t.field({ type: 'Date', description: 'Day on which it is to be at its gate.' }),
    entryConditions: t.stringList({
      description: 'Entry conditions in place of those that are not met, at most 50; those that are met stay.',
    }),
    exitConditions: t.stringList({
      description: 'Exit conditions in place of those that are not met, at most 50; those that are met stay.',
    }),
    fallBack: t.string({ description: 'What is done when it has to be rolled back, at most 4,000 characters.' }),
    ...note(t),
  }),
});

commandField({
  command: assignDeploymentsToIncrement,
  description:
    'Decides which deployments are part of an increment that has not begun: these, and no others. Deployment leads.',
  payload,
  ids: { ...ids, deploymentIds: 'Deployment' },
  fields: (t) => ({
    ...target(t),
    deploymentIds: t.idList({
      required: true,
      description: "Deployments of the plan's improvement that are part of no other increment, at most 1,000.",
    }),
    ...note(t),
  }),
});

commandField({
  command: meetCondition,
  description: 'A condition of an increment is found to be met. Deployment leads.',
  payload,
  ids: { ...ids, conditionId: 'IncrementCondition' },
  fields: (t) => ({
    ...target(t),
    conditionId: t.id({ required: true, description: 'The condition.' }),
    evidence: t.string({ description: 'By what it was seen, at most 4,000 characters.' }),
  }),
});

commandField({
  command: gating.startIncrement,
  description:
    'An increment begins, once the one before has passed and its entry conditions are met: READY to RUNNING. Deployment leads; only sponsors override the order of increments.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    overrideReason: t.string({
      description: 'Why it starts before the one before has passed, at most 4,000 characters. Sponsors.',
    }),
    ...note(t),
  }),
});

const GateDecisionEnum = builder.enumType('GateDecision', {
  description: 'What a sponsor decides at the gate of an increment.',
  values: {
    PASS: { description: 'It passes: the next increment may begin.' },
    HOLD: { description: 'It stops here until something is better.' },
    ROLL_BACK: { description: 'It is given up: its deployments that have begun are rolled back.' },
  } as const,
});

commandField({
  command: gating.decideGate,
  description:
    'Decides at the gate of an increment: AT_GATE to PASSED, HELD or ROLLED_BACK. It passes only with each deployment adopted, confirmed, waived or rolled back and its exit conditions met. Sponsors.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    decision: t.field({ type: GateDecisionEnum, required: true, description: 'What is decided.' }),
    reason: t.string({ required: true, description: 'Why, at most 4,000 characters.' }),
  }),
});

for (const [command, description] of [
  [gating.readyIncrement, 'An increment with deployments is ready to begin: PLANNED to READY. Deployment leads.'],
  [gating.bringIncrementToGate, 'An increment waits for a sponsor: RUNNING to AT_GATE. Deployment leads.'],
  [gating.resumeIncrement, 'An increment that was held goes on: HELD to RUNNING. Deployment leads.'],
] as const) {
  commandField({ command, description, payload, ids, fields: (t) => ({ ...target(t), ...note(t) }) });
}
