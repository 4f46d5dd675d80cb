import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { day, demandNotInFuture, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { ConsultingSession } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { personOf } from '../../organization/operations/person.js';
import { unitOf } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import { unfinishedTraining } from '../../training/operations/queries.js';
import type { ConsultingEventType } from '../events.js';
import { demandFollowedUp, nextConsultingState } from '../rules.js';
import type { ConsultingVerb } from '../rules.js';

const target = { consultingSessionId: recordId, version: recordVersion };

/** Hours of one session, in quarters. */
const hours = z
  .number()
  .positive('More than 0.')
  .max(1_000, 'At most 1,000.')
  .multipleOf(0.25, 'In quarters of an hour.');

/** A project asks for help with an improvement: → REQUESTED. */
export const requestConsulting = plainCommand({
  name: 'requestConsulting',
  input: z.object({ improvementId: recordId, unitId: recordId, topics: text, note: optional(text) }),
  async perform(work, { note, ...fields }) {
    const improvement = await lockImprovement(work, fields.improvementId);
    const unit = await unitOf(work, fields.unitId);
    demandUnit(work.actor, work.command, unit.id);
    demandSupported(improvement);
    const { organizationId, personId: requestedById } = work.actor;
    const session = await work.db.consultingSession.create({
      data: { ...fields, organizationId, requestedById, createdAt: work.now, updatedAt: work.now },
    });
    work.created(session, header('ConsultingRequested', session, note));
    return session;
  },
});

/** Changes what help is asked for. */
export const reviseConsulting = plainCommand({
  name: 'reviseConsulting',
  input: z.object({ ...target, topics: text, note: optional(text) }),
  perform: (work, { topics, ...input }) => changeSession(work, input, 'ConsultingRevised', () => ({ topics })),
});

/** Gives a session its day and somebody who helps: REQUESTED → SCHEDULED, or another day or person. */
export const scheduleConsulting = plainCommand({
  name: 'scheduleConsulting',
  input: z.object({ ...target, consultantId: recordId, scheduledOn: day, note: optional(text) }),
  async perform(work, { consultantId, scheduledOn, ...input }) {
    await personOf(work, consultantId);
    return changeSession(work, input, 'ConsultingScheduled', () => ({ consultantId, scheduledOn }));
  },
});

/** Gives no help, and says why: → DECLINED. */
export const declineConsulting = plainCommand({
  name: 'declineConsulting',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) =>
    changeSession(work, { ...input, note: reason }, 'ConsultingDeclined', () => ({ reason })),
});

/** Records the help that was given: SCHEDULED → DELIVERED. While training is not finished, the help stands in for it. */
export const deliverConsulting = plainCommand({
  name: 'deliverConsulting',
  input: z.object({
    ...target,
    deliveredOn: day,
    hours,
    outcome: text,
    followUp: optional(text),
    note: optional(text),
  }),
  perform: (work, { deliveredOn, hours: given, outcome, followUp, ...input }) =>
    changeSession(work, input, 'ConsultingDelivered', async ({ improvementId }) => {
      demandNotInFuture(deliveredOn, work.now, 'deliveredOn');
      const unfinished = await unfinishedTraining(work.db, improvementId);
      return { deliveredOn, hours: given, outcome, followUp, inPlaceOfTraining: unfinished.length > 0 };
    }),
});

/** Nothing is left to do: DELIVERED → CLOSED. */
export const closeConsulting = plainCommand({
  name: 'closeConsulting',
  input: z.object({ ...target, followUpDone: optional(text), note: optional(text) }),
  perform: (work, { followUpDone, ...input }) =>
    changeSession(work, input, 'ConsultingClosed', ({ followUp }) => {
      demandFollowedUp(followUp, followUpDone);
      return { followUpDone };
    }),
});

type Patch = Partial<Omit<ConsultingSession, 'id' | 'version' | 'state'>>;

/** The one way in which a session changes: load, who may, version, life, rules, write, event. The verb names the command. */
async function changeSession(
  work: UnitOfWork,
  { consultingSessionId: id, version, note }: { consultingSessionId: string; version: number; note: string | null },
  type: ConsultingEventType,
  decide: (session: ConsultingSession) => Patch | Promise<Patch>,
): Promise<ConsultingSession> {
  const { organizationId } = work.actor;
  const session = await work.db.consultingSession.findUnique({ where: { id, organizationId } });
  if (!session) throw notFound('ConsultingSession');
  demandUnit(work.actor, work.command, session.unitId);
  work.demandVersion(session, version, 'ConsultingSession');
  demandSupported(await lockImprovement(work, session.improvementId));
  const state = nextConsultingState(session.state, work.command as ConsultingVerb);
  const changed: Partial<ConsultingSession> = { state, ...(await decide(session)) };
  await work.change(work.db.consultingSession, session, changed, header(type, session, note));
  return session;
}

function header(type: ConsultingEventType, { improvementId, unitId }: ConsultingSession, note: string | null) {
  return { type, recordType: 'ConsultingSession', improvementId, unitId, note };
}
