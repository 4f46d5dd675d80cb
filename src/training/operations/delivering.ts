import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { day, demandNotInFuture, line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { TrainingDelivery, TrainingItem } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { demandPeople } from '../../organization/operations/person.js';
import { unitOf } from '../../organization/operations/unit.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { TrainingDeliveryEventType } from '../events.js';
import { headCountOf } from '../rules.js';
import { itemOf, publishedOf, stateAfter } from './item.js';

const headCount = z.int().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.');
const attendeeIds = z.array(recordId).max(500, 'At most 500 people by name.');

/** Records that an item was delivered in a unit, and to whom: OT SP 2.1 and 2.2. */
export const deliverTraining = plainCommand({
  name: 'deliverTraining',
  input: z.object({
    trainingItemId: recordId,
    unitId: recordId,
    deliveredOn: day,
    trainer: line,
    headCount: optional(headCount),
    attendeeIds: attendeeIds.default([]),
    note: optional(text),
  }),
  async perform(work, { trainingItemId, headCount: counted, attendeeIds: named, note, ...fields }) {
    const item = await itemOf(work, trainingItemId);
    const unit = await unitOf(work, fields.unitId);
    const people = await demandPeople(work, named);
    demandUnit(work.actor, work.command, unit.id);
    await stateAfter(work, item);
    demandNotInFuture(fields.deliveredOn, work.now, 'deliveredOn');
    const inUse = publishedOf(item);
    if (!inUse) throw new Error(`The training item ${item.id} is published and has no version in use.`);
    const delivery = await work.db.trainingDelivery.create({
      data: {
        ...fields,
        organizationId: work.actor.organizationId,
        itemId: item.id,
        versionId: inUse.id,
        headCount: headCountOf(counted, people.length),
        createdAt: work.now,
        updatedAt: work.now,
        attendees: { create: people.map((personId) => ({ personId })) },
      },
    });
    const record = { ...delivery, attendeeIds: people };
    work.created(record, header('TrainingDelivered', 'TrainingDelivery', item, unit.id, note));
    return delivery;
  },
});

/** Corrects what was recorded of a delivery; what is left out stays. The names replace the names before. */
export const correctTrainingDelivery = plainCommand({
  name: 'correctTrainingDelivery',
  input: z.object({
    deliveryId: recordId,
    version: recordVersion,
    deliveredOn: optional(day),
    trainer: optional(line),
    headCount: optional(headCount),
    attendeeIds: optional(attendeeIds),
    reason: text,
  }),
  async perform(work, { deliveryId, version, reason, attendeeIds: named, ...corrected }) {
    const { attendees, item, ...delivery } = await deliveryOf(work, deliveryId);
    const before = attendees.map(({ personId }) => personId);
    const after = named ? await demandPeople(work, named) : before;
    demandUnit(work.actor, work.command, delivery.unitId);
    work.demandVersion(delivery, version, 'TrainingDelivery');
    demandSupported(await lockImprovement(work, item.improvementId));
    const patch = {
      deliveredOn: corrected.deliveredOn ?? delivery.deliveredOn,
      trainer: corrected.trainer ?? delivery.trainer,
      headCount: headCountOf(corrected.headCount ?? delivery.headCount, after.length),
    };
    demandNotInFuture(patch.deliveredOn, work.now, 'deliveredOn');
    await work.db.trainingAttendee.deleteMany({ where: { deliveryId: delivery.id } });
    await work.db.trainingAttendee.createMany({
      data: after.map((personId) => ({ deliveryId: delivery.id, personId })),
    });
    const about = header('TrainingDeliveryCorrected', 'TrainingDelivery', item, delivery.unitId, reason);
    const relatedFields = { before: { attendeeIds: before }, after: { attendeeIds: after } };
    await work.change(work.db.trainingDelivery, delivery, patch, about, relatedFields);
    return delivery;
  },
});

/** A sponsor releases a unit from an item, with the reason: its people need not attend. */
export const waiveTraining = plainCommand({
  name: 'waiveTraining',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ trainingItemId: recordId, unitId: recordId, reason: text }),
  async perform(work, { trainingItemId, unitId, reason }) {
    const item = await itemOf(work, trainingItemId);
    const unit = await unitOf(work, unitId);
    await stateAfter(work, item);
    const taken = await work.db.trainingWaiver.count({ where: { itemId: item.id, unitId: unit.id } });
    if (taken) throw alreadyExists('TrainingWaiver', `of "${item.title}" for "${unit.name}"`);
    const { organizationId, personId: acceptedById } = work.actor;
    const waiver = await work.db.trainingWaiver.create({
      data: {
        organizationId,
        itemId: item.id,
        unitId: unit.id,
        reason,
        acceptedById,
        createdAt: work.now,
        updatedAt: work.now,
      },
    });
    work.created(waiver, header('TrainingWaived', 'TrainingWaiver', item, unit.id, reason));
    return waiver;
  },
});

/** A delivery of the actor's organization, with its item and who attended. */
async function deliveryOf(work: UnitOfWork, id: string) {
  const delivery = await work.db.trainingDelivery.findUnique({
    where: { id, organizationId: work.actor.organizationId },
    include: { item: true, attendees: { orderBy: { personId: 'asc' } } },
  });
  if (!delivery) throw notFound('TrainingDelivery');
  return delivery;
}

/** What the log says of every event of a delivery or a waiver. */
function header(
  type: TrainingDeliveryEventType,
  recordType: string,
  { improvementId }: TrainingItem,
  unitId: TrainingDelivery['unitId'],
  note: string | null,
) {
  return { type, recordType, improvementId, unitId, note };
}
