import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { note, reason, version } from '../../schema/inputs.js';
import type { InputBuilder } from '../../schema/inputs.js';
import { recordKey } from '../../schema/record-key.js';
import { correctTrainingDelivery, deliverTraining, waiveTraining } from '../operations/delivering.js';
import * as writing from '../operations/writing.js';
import { TrainingKindEnum } from './training-item.js';

const itemPayload = (t: PayloadBuilder) => ({
  trainingItem: t.prismaField({
    type: 'TrainingItem',
    description: 'The training item as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.trainingItem.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const deliveryPayload = (t: PayloadBuilder) => ({
  trainingDelivery: t.prismaField({
    type: 'TrainingDelivery',
    description: 'The delivery as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.trainingDelivery.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const waiverPayload = (t: PayloadBuilder) => ({
  trainingWaiver: t.prismaField({
    type: 'TrainingWaiver',
    description: 'The waiver.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.trainingWaiver.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const item = (t: InputBuilder) => ({ trainingItemId: t.id({ required: true, description: 'The training item.' }) });
const target = (t: InputBuilder) => ({ ...item(t), ...version(t, 'training item') });
const about = (t: InputBuilder, required: boolean) => ({
  title: t.string({ required, description: 'Short name, at most 200 characters.' }),
  audience: t.string({ required, description: 'Whom it is for, at most 200 characters.' }),
  assetChange: t.string({
    required,
    description: 'The process asset that the improvement changes and this item is about, at most 200 characters.',
  }),
  assetChangedOn: t.field({
    type: 'Date',
    description: 'Day on which the asset changed last. Material that was published earlier is pointed out.',
  }),
});
const delivery = (t: InputBuilder, required: boolean) => ({
  deliveredOn: t.field({
    type: 'Date',
    required,
    description: 'Day on which it was delivered; not in the future (UTC).',
  }),
  trainer: t.string({
    required,
    description: 'Name of the person who trained or informed them, at most 200 characters.',
  }),
  headCount: t.int({
    description: 'How many people attended, those who are named included. Default: as many as are named.',
  }),
  attendeeIds: t.idList({ description: 'The people who are known to have attended, at most 500.' }),
});

const ids = { trainingItemId: 'TrainingItem' };

commandField({
  command: writing.identifyTraining,
  description:
    'Records that people need training for an improvement, or have to be informed about it: a new item, NEEDED. Deployment leads.',
  payload: itemPayload,
  ids: { improvementId: 'Improvement' },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'What people are trained for or informed about.' }),
    kind: t.field({ type: TrainingKindEnum, required: true, description: 'Training, or communication.' }),
    ...about(t, true),
    ...note(t),
  }),
});

commandField({
  command: writing.reviseTraining,
  description: 'Changes what a training item is about and whom it is for; what is left out stays. Deployment leads.',
  payload: itemPayload,
  ids,
  fields: (t) => ({ ...target(t), ...about(t, false), ...note(t) }),
});

commandField({
  command: writing.draftTraining,
  description:
    'Writes a version of the material, or rewrites the draft: NEEDED to DRAFT. A published version stays in use meanwhile. Deployment leads.',
  payload: itemPayload,
  ids,
  fields: (t) => ({
    ...target(t),
    link: t.string({
      description: 'Where the material is to be found: an http or https address, at most 2,000 characters.',
    }),
    text: t.string({ description: 'The material itself, or what it holds, at most 4,000 characters.' }),
    ...note(t),
  }),
});

commandField({
  command: writing.publishTraining,
  description:
    'Puts the version that was drafted into use: DRAFT to PUBLISHED. It takes the place of the one before. Deployment leads.',
  payload: itemPayload,
  ids,
  fields: (t) => ({ ...target(t), ...note(t) }),
});

commandField({
  command: writing.supersedeTraining,
  description: 'Takes a training item out of use: PUBLISHED to SUPERSEDED. Deployment leads.',
  payload: itemPayload,
  ids,
  fields: (t) => ({ ...target(t), ...reason(t) }),
});

commandField({
  command: writing.dropTraining,
  description:
    'Gives up the need for a training item that was never published: NEEDED or DRAFT to SUPERSEDED. A plan can be confirmed without it. Sponsors.',
  payload: itemPayload,
  ids,
  fields: (t) => ({ ...target(t), ...reason(t) }),
});

commandField({
  command: deliverTraining,
  description:
    'Records that a published training item was delivered in a unit, and to whom. Leads of the unit, and deployment leads.',
  payload: deliveryPayload,
  ids: { ...ids, unitId: 'Unit', attendeeIds: 'Person' },
  fields: (t) => ({
    ...item(t),
    unitId: t.id({ required: true, description: 'Where it was delivered.' }),
    ...delivery(t, true),
    ...note(t),
  }),
});

commandField({
  command: correctTrainingDelivery,
  description:
    'Corrects what was recorded of a delivery of training; what is left out stays. Leads of the unit, and deployment leads.',
  payload: deliveryPayload,
  ids: { deliveryId: 'TrainingDelivery', attendeeIds: 'Person' },
  fields: (t) => ({
    deliveryId: t.id({ required: true, description: 'The delivery.' }),
    ...version(t, 'delivery'),
    ...delivery(t, false),
    ...reason(t),
  }),
});

commandField({
  command: waiveTraining,
  description: 'Releases a unit from a training item: its people need not attend. Sponsors.',
  payload: waiverPayload,
  ids: { ...ids, unitId: 'Unit' },
  fields: (t) => ({
    ...item(t),
    unitId: t.id({ required: true, description: 'The unit that is released.' }),
    ...reason(t),
  }),
});
