import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import * as reporting from '../operations/reporting.js';

const payload = (t: PayloadBuilder) => ({
  issue: t.prismaField({
    type: 'Issue',
    description: 'The issue as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.issue.findUniqueOrThrow({ ...query, where: recordKey(recordId, context) }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

const target = (t: InputBuilder) => ({
  issueId: t.id({ required: true, description: 'The issue.' }),
  version: t.int({
    required: true,
    description: 'Version of the issue that you have read; another one there now is a StaleVersionError.',
  }),
});
const note = (t: InputBuilder) => ({
  note: t.string({ description: 'Why, or what else is to be said; at most 4,000 characters.' }),
});
const ids = { issueId: 'Issue' };
const WHO = 'Leads of the unit, and deployment leads.';

commandField({
  command: reporting.openIssue,
  description: `Reports something in the way of an improvement: in all, or in a unit, a deployment or an increment of it. ${WHO}`,
  payload,
  ids: {
    improvementId: 'Improvement',
    unitId: 'Unit',
    deploymentId: 'Deployment',
    incrementId: 'Increment',
    ownerId: 'Person',
  },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'The improvement, selected or later, and not closed.' }),
    unitId: t.id({ description: 'The unit in which it shows; that of the deployment where one is given.' }),
    deploymentId: t.id({ description: 'The deployment in whose way it is.' }),
    incrementId: t.id({ description: "The increment of the improvement's plan in whose way it is." }),
    title: t.string({ required: true, description: 'Short name, at most 200 characters.' }),
    description: t.string({ required: true, description: 'What is in the way, at most 4,000 characters.' }),
    ownerId: t.id({ description: 'Who is to get it out of the way.' }),
  }),
});

commandField({
  command: reporting.reviseIssue,
  description: `Changes the words of an issue that is not closed; what is left out stays. ${WHO}`,
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    title: t.string({ description: 'Short name, at most 200 characters.' }),
    description: t.string({ description: 'What is in the way, at most 4,000 characters.' }),
    ...note(t),
  }),
});

commandField({
  command: reporting.assignIssue,
  description: `Decides who is to get an issue out of the way. ${WHO}`,
  payload,
  ids: { ...ids, ownerId: 'Person' },
  fields: (t) => ({ ...target(t), ownerId: t.id({ required: true, description: 'That person.' }), ...note(t) }),
});

commandField({
  command: reporting.startIssueAction,
  description: `Starts work on an issue: OPEN to IN_ACTION. ${WHO}`,
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...note(t) }),
});

commandField({
  command: reporting.closeIssue,
  description: `An issue is out of the way: OPEN or IN_ACTION to CLOSED. ${WHO}`,
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    resolution: t.string({ required: true, description: 'What was done about it, at most 4,000 characters.' }),
  }),
});

commandField({
  command: reporting.reopenIssue,
  description: `An issue that was closed is in the way again: CLOSED to OPEN. ${WHO}`,
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    reason: t.string({ required: true, description: 'Why, at most 4,000 characters.' }),
  }),
});
