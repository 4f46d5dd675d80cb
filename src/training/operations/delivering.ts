import { sponsors, unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, ids, integer, line, note, optional, reason, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { demandNotInFuture } from '../../commands/validators.js';
import type { Improvement, TrainingDelivery, TrainingItem } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { demandPeople } from '../../organization/operations/person.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { alreadyExists, notFound } from '../../user-error.js';
import type { TrainingDeliveryEventType } from '../events.js';
import { headCountOf } from '../rules.js';
import { itemOf, publishedOf, stateAfter, trainingItemId } from './item.js';

const deliveredOn = day('Day of the delivery; not in the future there.');
const trainer = line('Name of the person who trained or informed them.');
const headCount = integer(
  1,
  1_000_000,
  'Number of people who attended, including those named. Default: the number of people named.',
);
const attendeeIds = ids('Person', 500, 'The people known to have attended.');

/** OT SP 2.1 and 2.2. */
export const deliverTraining = command({
  name: 'deliverTraining',
  description: 'Records the delivery of a published training item in a unit, and who attended.',
  allowed: unitLeads,
  record: 'TrainingDelivery',
  event: 'TrainingDelivered',
  input: {
    trainingItemId,
    unitId: id('Unit', 'Where it was delivered.'),
    deliveredOn,
    trainer,
    headCount: optional(headCount),
    attendeeIds: attendeeIds.default([]),
    note,
  },
  async perform(work, { trainingItemId: itemId, headCount: counted, attendeeIds: named, note: why, ...fields }) {
    const item = await itemOf(work, itemId);
    const unit = await liveUnit(work, fields.unitId);
    const people = await demandPeople(work, named);
    work.demandAllowed(unitLeads, { unitId: unit.id });
    stateAfter('deliverTraining', item);
    demandNotInFuture(fields.deliveredOn, await work.today(unit.id), 'deliveredOn');
    const inUse = publishedOf(item);
    if (!inUse) throw new Error(`The training item ${item.id} is published and has no version in use.`);
    const { organizationId } = work.actor;
    const delivery = await work.db.trainingDelivery.create({
      data: {
        ...fields,
        organizationId,
        itemId: item.id,
        versionId: inUse.id,
        headCount: headCountOf(counted, people.length),
        createdAt: work.now,
        updatedAt: work.now,
        attendees: { create: people.map((personId) => ({ organizationId, personId })) },
      },
    });
    const record = { ...delivery, attendeeIds: people };
    work.created(record, header('TrainingDelivered', 'TrainingDelivery', item, unit.id, why));
    return delivery;
  },
});

const target = { deliveryId: id('TrainingDelivery', 'The delivery.'), version: version('TrainingDelivery') };

/** A delivery as it is loaded for a change. */
type LoadedDelivery = TrainingDelivery & { item: TrainingItem & { improvement: Improvement }; attendeeIds: string[] };

/** A delivery as far as permission and state depend on it. */
type JudgedDelivery = Pick<TrainingDelivery, 'unitId'> & {
  readonly item: { readonly improvement: Pick<Improvement, 'state'> };
};

interface DeliveryChange {
  readonly patch?: Pick<TrainingDelivery, 'deliveredOn' | 'trainer' | 'headCount'>;
  /** Who attended, already written. */
  readonly attendeeIds?: readonly string[];
}

const deliveryCommand = recordCommands<
  LoadedDelivery,
  JudgedDelivery,
  DeliveryChange,
  'correctTrainingDelivery',
  TrainingDeliveryEventType,
  typeof target
>({
  record: 'TrainingDelivery',
  target,
  load: deliveryOf,
  guard: (_verb, { item }) => demandSupported(item.improvement),
  write(work, delivery, { patch = {}, attendeeIds: attended = delivery.attendeeIds } = {}, { type, note: why }) {
    const relatedFields = { before: { attendeeIds: delivery.attendeeIds }, after: { attendeeIds: attended } };
    const about = header(type, 'TrainingDelivery', delivery.item, delivery.unitId, why);
    return work.change(work.db.trainingDelivery, delivery, patch, about, relatedFields);
  },
});

export const correctTrainingDelivery = deliveryCommand({
  name: 'correctTrainingDelivery',
  description: 'Corrects the record of a training delivery. Omitted fields stay as they are.',
  allowed: unitLeads,
  event: 'TrainingDeliveryCorrected',
  input: {
    deliveredOn: optional(deliveredOn),
    trainer: optional(trainer),
    headCount: optional(headCount),
    attendeeIds: optional(attendeeIds),
    reason,
  },
  noteFrom: 'reason',
  async change(work, delivery, { attendeeIds: named, ...corrected }) {
    const people = named ? await demandPeople(work, named) : delivery.attendeeIds;
    const patch = {
      deliveredOn: corrected.deliveredOn ?? delivery.deliveredOn,
      trainer: corrected.trainer ?? delivery.trainer,
      headCount: headCountOf(corrected.headCount ?? delivery.headCount, people.length),
    };
    demandNotInFuture(patch.deliveredOn, await work.today(delivery.unitId), 'deliveredOn');
    const { id: deliveryId, organizationId } = delivery;
    await work.db.trainingAttendee.deleteMany({ where: { deliveryId } });
    await work.db.trainingAttendee.createMany({
      data: people.map((personId) => ({ organizationId, deliveryId, personId })),
    });
    return { patch, attendeeIds: people };
  },
});

export const waiveTraining = command({
  name: 'waiveTraining',
  description: 'Waives a training item for a unit: its people need not attend.',
  allowed: sponsors,
  record: 'TrainingWaiver',
  event: 'TrainingWaived',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { trainingItemId, unitId: id('Unit', 'The unit.'), reason },
  async perform(work, { trainingItemId: itemId, unitId, reason: why }) {
    const item = await itemOf(work, itemId);
    const unit = await liveUnit(work, unitId);
    stateAfter('waiveTraining', item);
    const taken = await work.db.trainingWaiver.count({ where: { itemId: item.id, unitId: unit.id } });
    if (taken) throw alreadyExists('TrainingWaiver', `of "${item.title}" for "${unit.name}"`);
    const { organizationId, personId: acceptedById } = work.actor;
    const waiver = await work.db.trainingWaiver.create({
      data: {
        organizationId,
        itemId: item.id,
        unitId: unit.id,
        reason: why,
        acceptedById,
        createdAt: work.now,
        updatedAt: work.now,
      },
    });
    work.created(waiver, header('TrainingWaived', 'TrainingWaiver', item, unit.id, why));
    return waiver;
  },
});

/** A delivery of the actor's organization, with its item and who attended. The improvement is locked. */
async function deliveryOf(work: UnitOfWork, deliveryId: string): Promise<LoadedDelivery> {
  const found = await work.db.trainingDelivery.findUnique({
    where: { id: deliveryId, organizationId: work.actor.organizationId },
    include: { item: true, attendees: { orderBy: { personId: 'asc' } } },
  });
  if (!found) throw notFound('TrainingDelivery');
  const { attendees, item, ...delivery } = found;
  const improvement = await lockImprovement(work, item.improvementId);
  return { ...delivery, item: { ...item, improvement }, attendeeIds: attendees.map(({ personId }) => personId) };
}

/** What the log says of every event of a delivery or a waiver. */
function header(
  type: TrainingDeliveryEventType,
  recordType: string,
  { improvementId }: TrainingItem,
  unitId: TrainingDelivery['unitId'],
  why: string | null,
) {
  return { type, recordType, improvementId, unitId, note: why };
}
