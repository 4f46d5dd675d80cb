import { z } from 'zod';
import { deploymentLeads, personOr, unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, note, optional, reason, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import { demandNotInFuture } from '../../commands/validators.js';
import type { ConsultingSession, Improvement } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { personOf } from '../../organization/operations/person.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import { unfinishedTraining } from '../../training/operations/queries.js';
import type { ConsultingEventType } from '../events.js';
import { consultingStates, demandFollowedUp } from '../rules.js';
import type { ConsultingVerb } from '../rules.js';

const topics = text('The topics on which help is requested.');

export const requestConsulting = command({
  name: 'requestConsulting',
  description: 'Requests consulting for a unit about an improvement.',
  allowed: unitLeads,
  record: 'ConsultingSession',
  event: 'ConsultingRequested',
  input: {
    improvementId: id('Improvement', 'The improvement that it is about.'),
    unitId: id('Unit', 'The unit that needs help.'),
    topics,
    note,
  },
  async perform(work, { note, ...fields }) {
    const improvement = await lockImprovement(work, fields.improvementId);
    const unit = await liveUnit(work, fields.unitId);
    work.demandAllowed(unitLeads, { unitId: unit.id });
    demandSupported(improvement);
    const { organizationId, personId: requestedById } = work.actor;
    const session = await work.db.consultingSession.create({
      data: { ...fields, organizationId, requestedById, createdAt: work.now, updatedAt: work.now },
    });
    work.created(session, header('ConsultingRequested', session, note));
    return session;
  },
});

type LoadedSession = ConsultingSession & { improvement: Improvement };
type Patch = Partial<Omit<ConsultingSession, 'id' | 'version' | 'state'>>;

const target = {
  consultingSessionId: id('ConsultingSession', 'The consulting session.'),
  version: version('ConsultingSession'),
};

/** Describes a command on a consulting session. */
const sessionCommand = recordCommands<
  LoadedSession,
  Pick<ConsultingSession, 'state' | 'unitId' | 'consultantId'> & { readonly improvement: Pick<Improvement, 'state'> },
  Patch,
  ConsultingVerb,
  ConsultingEventType,
  typeof target
>({
  record: 'ConsultingSession',
  target,
  async load(work, id) {
    const session = await work.db.consultingSession.findUnique({
      where: { id, organizationId: work.actor.organizationId },
    });
    if (!session) throw notFound('ConsultingSession');
    return { ...session, improvement: await lockImprovement(work, session.improvementId) };
  },
  guard(verb, { state, improvement }) {
    demandSupported(improvement);
    consultingStates.next(state, verb);
  },
  write(work, session, patch, { verb, type, note }) {
    const changed: Partial<LoadedSession> = { state: consultingStates.next(session.state, verb), ...patch };
    return work.change(work.db.consultingSession, session, changed, header(type, session, note));
  },
});

export const reviseConsulting = sessionCommand({
  name: 'reviseConsulting',
  description: 'Changes the topics of a consulting session before it is held.',
  allowed: unitLeads,
  event: 'ConsultingRevised',
  input: { topics, note },
  change: (_work, _session, { topics }) => ({ topics }),
});

export const scheduleConsulting = sessionCommand({
  name: 'scheduleConsulting',
  description: 'Sets or changes the date and the consultant of a consulting session: REQUESTED to SCHEDULED.',
  allowed: deploymentLeads,
  event: 'ConsultingScheduled',
  input: { consultantId: id('Person', 'The consultant.'), scheduledOn: day('Planned day of the session.'), note },
  async prepare(work, { consultantId }) {
    await personOf(work, consultantId);
  },
  change: (_work, _session, { consultantId, scheduledOn }) => ({ consultantId, scheduledOn }),
});

export const declineConsulting = sessionCommand({
  name: 'declineConsulting',
  description: 'Declines a consulting session, with a reason: to DECLINED.',
  allowed: deploymentLeads,
  event: 'ConsultingDeclined',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _session, { reason }) => ({ reason }),
});

/** Hours of one session, in quarters. */
const hours = z
  .number()
  .positive('More than 0.')
  .max(1_000, 'At most 1,000.')
  .multipleOf(0.25, 'In quarters of an hour.')
  .meta({ description: 'Hours of help, in steps of a quarter of an hour.' });

export const deliverConsulting = sessionCommand({
  name: 'deliverConsulting',
  description:
    'Records the help that was given: SCHEDULED to DELIVERED. It counts in place of training while that is not finished.',
  allowed: personOr<Pick<ConsultingSession, 'consultantId'>>(
    'consultant',
    ({ consultantId }) => consultantId,
    deploymentLeads,
  ),
  event: 'ConsultingDelivered',
  input: {
    deliveredOn: day('Day of the session; not in the future there.'),
    hours,
    outcome: text('The outcome.'),
    followUp: optional(text('The follow-up; omit it if nothing is left to do.')),
    note,
  },
  async change(work, { improvementId, unitId }, { deliveredOn, hours, outcome, followUp }) {
    demandNotInFuture(deliveredOn, await work.today(unitId), 'deliveredOn');
    const unfinished = await unfinishedTraining(work.db, improvementId);
    return { deliveredOn, hours, outcome, followUp, inPlaceOfTraining: unfinished.length > 0 };
  },
});

export const closeConsulting = sessionCommand({
  name: 'closeConsulting',
  description: 'Closes a consulting session with nothing left to do: DELIVERED to CLOSED.',
  allowed: unitLeads,
  event: 'ConsultingClosed',
  input: { followUpDone: optional(text('How the follow-up was done; required if there was one.')), note },
  change(_work, { followUp }, { followUpDone }) {
    demandFollowedUp(followUp, followUpDone);
    return { followUpDone };
  },
});

function header(type: ConsultingEventType, { improvementId, unitId }: ConsultingSession, note: string | null) {
  return { type, recordType: 'ConsultingSession', improvementId, unitId, note };
}
