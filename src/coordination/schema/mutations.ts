import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { note, reason, version } from '../../schema/inputs.js';
import type { InputBuilder } from '../../schema/inputs.js';
import { recordKey } from '../../schema/record-key.js';
import * as coordinating from '../operations/coordinating.js';

const payload = (t: PayloadBuilder) => ({
  coordinationActivity: t.prismaField({
    type: 'CoordinationActivity',
    description: 'The coordination activity as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.coordinationActivity.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const target = (t: InputBuilder) => ({
  coordinationActivityId: t.id({ required: true, description: 'The coordination activity.' }),
  ...version(t, 'coordination activity'),
});
const content = (t: InputBuilder, required: boolean) => ({
  relatedImprovementIds: t.idList({
    description:
      'The other improvements that it is for, at most 50; relations that were recorded have to lead from one to the next.',
  }),
  unitIds: t.idList({
    required,
    description: 'The units that take part: projects, support groups and organizational groups, 2 to 200.',
  }),
  title: t.string({ required, description: 'Short name, at most 200 characters.' }),
  description: t.string({ required, description: 'What is to be done together, at most 4,000 characters.' }),
  ownerId: t.id({ required, description: 'Who sees to it.' }),
  dueOn: t.field({ type: 'Date', required, description: 'Day by which it is to be done.' }),
});
const contentIds = { relatedImprovementIds: 'Improvement', unitIds: 'Unit', ownerId: 'Person' };
const ids = { coordinationActivityId: 'CoordinationActivity' };

commandField({
  command: coordinating.openCoordination,
  description:
    'Several units are to do something together for an improvement, or for related ones: a new activity, OPEN. Deployment leads.',
  payload,
  ids: { improvementId: 'Improvement', ...contentIds },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'The improvement that it is for in the first place.' }),
    ...content(t, true),
    ...note(t),
  }),
});

commandField({
  command: coordinating.reviseCoordination,
  description:
    'Changes what is to be done together, by whom and until when; what is left out stays, and so do shares that were done. Deployment leads.',
  payload,
  ids: { ...ids, ...contentIds },
  fields: (t) => ({ ...target(t), ...content(t, false), ...note(t) }),
});

commandField({
  command: coordinating.completeCoordinationShare,
  description: 'A unit did its share of something that is done together. Leads of the unit, and deployment leads.',
  payload,
  ids: { ...ids, unitId: 'Unit' },
  fields: (t) => ({
    ...target(t),
    unitId: t.id({ required: true, description: 'The unit that did its share.' }),
    note: t.string({ description: 'What was done, at most 4,000 characters.' }),
  }),
});

commandField({
  command: coordinating.completeCoordination,
  description: 'It was done together, and every unit did its share: OPEN to DONE. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    outcome: t.string({ required: true, description: 'The outcome, at most 4,000 characters.' }),
    ...note(t),
  }),
});

commandField({
  command: coordinating.dropCoordination,
  description: 'Gives up what was to be done together: OPEN to DROPPED. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...reason(t) }),
});
