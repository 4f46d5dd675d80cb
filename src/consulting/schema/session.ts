import { ConsultingState } from '../../generated/prisma/enums.js';
import { WHERE_EARLY } from '../../plans/operations/early-adopters.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';
import { earlyAdopters } from '../operations/queries.js';

/** Whether a unit is an early adopter of an improvement, by the two ids with a space between them. */
const earlyAdopter = batchLoader<string, boolean>((keys, { database }) => earlyAdopters(database.prisma, keys));

/** State of a consulting session, in the graph. */
export const ConsultingStateEnum = builder.enumType(ConsultingState, {
  name: 'ConsultingState',
  description: 'State of a consulting session.',
  values: {
    REQUESTED: { description: 'Requested.' },
    SCHEDULED: { description: 'Scheduled, with a date and a consultant.' },
    DELIVERED: { description: 'Help was given; a follow-up may be left.' },
    CLOSED: { description: 'Closed; nothing is left to do.' },
    DECLINED: { description: 'Declined, with a reason.' },
  },
});

/** A consulting session, in the graph. */
export const ConsultingSession = builder.prismaNode('ConsultingSession', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    improvement: t.relation('improvement'),
    unit: t.relation('unit'),
    state: t.expose('state', { type: ConsultingStateEnum }),
    topics: t.exposeString('topics'),
    requestedBy: t.relation('requestedBy'),
    consultant: t.relation('consultant', { nullable: true }),
    scheduledOn: t.expose('scheduledOn', { type: 'Date', nullable: true }),
    deliveredOn: t.expose('deliveredOn', { type: 'Date', nullable: true }),
    hours: t.exposeFloat('hours', { nullable: true }),
    outcome: t.exposeString('outcome', { nullable: true }),
    followUp: t.exposeString('followUp', { nullable: true }),
    followUpDone: t.exposeString('followUpDone', { nullable: true }),
    inPlaceOfTraining: t.exposeBoolean('inPlaceOfTraining'),
    earlyAdopter: t.boolean({
      description: `Whether the unit is an early adopter: ${WHERE_EARLY}.`,
      select: { improvementId: true, unitId: true },
      resolve: ({ improvementId, unitId }, _args, context) => earlyAdopter(context).load(`${improvementId} ${unitId}`),
    }),
    reason: t.exposeString('reason', { nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});
