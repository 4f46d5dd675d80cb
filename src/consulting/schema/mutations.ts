import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { note, reason, version } from '../../schema/inputs.js';
import type { InputBuilder } from '../../schema/inputs.js';
import { recordKey } from '../../schema/record-key.js';
import * as session from '../operations/session.js';

const payload = (t: PayloadBuilder) => ({
  consultingSession: t.prismaField({
    type: 'ConsultingSession',
    description: 'The consulting session as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.consultingSession.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const target = (t: InputBuilder) => ({
  consultingSessionId: t.id({ required: true, description: 'The consulting session.' }),
  ...version(t, 'consulting session'),
});
const topics = (t: InputBuilder) => ({
  topics: t.string({ required: true, description: 'What help is asked for, at most 4,000 characters.' }),
});
const ids = { consultingSessionId: 'ConsultingSession' };

commandField({
  command: session.requestConsulting,
  description: 'Asks for help for a unit with an improvement. Leads of the unit, and deployment leads.',
  payload,
  ids: { improvementId: 'Improvement', unitId: 'Unit' },
  fields: (t) => ({
    improvementId: t.id({ required: true, description: 'The improvement that it is about.' }),
    unitId: t.id({ required: true, description: 'The unit that needs help.' }),
    ...topics(t),
    ...note(t),
  }),
});

commandField({
  command: session.reviseConsulting,
  description: 'Changes what help is asked for, before it is given. Leads of the unit, and deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...topics(t), ...note(t) }),
});

commandField({
  command: session.scheduleConsulting,
  description:
    'Sets the date and the consultant of a consulting session: REQUESTED to SCHEDULED; or changes them. Deployment leads.',
  payload,
  ids: { ...ids, consultantId: 'Person' },
  fields: (t) => ({
    ...target(t),
    consultantId: t.id({ required: true, description: 'Who helps.' }),
    scheduledOn: t.field({ type: 'Date', required: true, description: 'Day on which the unit is to be helped.' }),
    ...note(t),
  }),
});

commandField({
  command: session.declineConsulting,
  description: 'Gives no help, and says why: to DECLINED. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...reason(t) }),
});

commandField({
  command: session.deliverConsulting,
  description:
    'Records the help that was given: SCHEDULED to DELIVERED. While training of the improvement is not finished, the help stands in for it. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    deliveredOn: t.field({
      type: 'Date',
      required: true,
      description: 'Day on which the unit was helped; not in the future (UTC).',
    }),
    hours: t.float({ required: true, description: 'Hours of help, in quarters of an hour, at most 1,000.' }),
    outcome: t.string({ required: true, description: 'The outcome, at most 4,000 characters.' }),
    followUp: t.string({ description: 'What is left to do, at most 4,000 characters; left out where nothing is.' }),
    ...note(t),
  }),
});

commandField({
  command: session.closeConsulting,
  description: 'Nothing is left to do: DELIVERED to CLOSED. Leads of the unit, and deployment leads.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    followUpDone: t.string({
      description: 'What was done about what was left to do, at most 4,000 characters; needed where something was.',
    }),
    ...note(t),
  }),
});
