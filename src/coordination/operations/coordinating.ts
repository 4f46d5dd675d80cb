import { deploymentLeads, personOr, unitLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, ids, line, note, optional, reason, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { CoordinationActivity, Improvement } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { lockRelations } from '../../improvements/operations/relation.js';
import { demandSupported } from '../../improvements/rules.js';
import { personOf } from '../../organization/operations/person.js';
import { demandUnits, liveUnits, unitOf } from '../../organization/operations/unit.js';
import type { CoordinationEventType } from '../events.js';
import { coordinationStates, demandOpenShare, demandSeveralUnits, demandSharesDone } from '../rules.js';
import type { CoordinationVerb } from '../rules.js';
import { activityOf, demandImprovements, header, eventFields } from './activity.js';
import type { LoadedActivity } from './activity.js';

const relatedImprovementIds = ids(
  'Improvement',
  50,
  'The other improvements that it serves. They have to be connected with the main one by recorded relations.',
);
const unitIds = ids(
  'Unit',
  200,
  'The units that take part: projects, support groups and organizational groups. At least 2.',
);
const title = line('Short name.');
const description = text('What the units are to do together.');
const ownerId = id('Person', 'The owner.');
const dueOn = day('Due date.');

export const openCoordination = command({
  name: 'openCoordination',
  description: 'Opens a coordination activity of several units for an improvement or related improvements.',
  allowed: deploymentLeads,
  record: 'CoordinationActivity',
  event: 'CoordinationOpened',
  input: {
    improvementId: id('Improvement', 'The main improvement.'),
    relatedImprovementIds: relatedImprovementIds.default([]),
    unitIds,
    title,
    description,
    ownerId,
    dueOn,
    note,
  },
  async perform(work, { relatedImprovementIds, unitIds: given, note, ...fields }) {
    await lockRelations(work);
    const related = others(fields.improvementId, relatedImprovementIds);
    const unitIds = (await liveUnits(work, given)).map(({ id }) => id);
    await personOf(work, fields.ownerId);
    await demandImprovements(work, fields.improvementId, related);
    demandSeveralUnits(unitIds);
    const { organizationId } = work.actor;
    const activity = await work.db.coordinationActivity.create({
      data: {
        ...fields,
        organizationId,
        createdAt: work.now,
        updatedAt: work.now,
        related: { create: related.map((improvementId) => ({ organizationId, improvementId })) },
        shares: { create: unitIds.map((unitId) => ({ organizationId, unitId })) },
      },
    });
    const shares = unitIds.map((unitId) => ({ unitId, doneAt: null, doneById: null, note: null }));
    const record = { ...activity, ...eventFields(related, shares) };
    work.created(record, header('CoordinationOpened', activity, note));
    return activity;
  },
});

/** What a command changes: fields of the activity, and what belongs to it, already written; the unit concerned, if it is one. */
interface Change {
  readonly patch?: Partial<Omit<CoordinationActivity, 'id' | 'version' | 'state'>>;
  readonly after?: FieldValues;
  readonly unitId?: string;
}

/** Who may see to an activity. */
const owners = personOr<Pick<CoordinationActivity, 'ownerId'>>('owner', ({ ownerId }) => ownerId, deploymentLeads);

const target = {
  coordinationActivityId: id('CoordinationActivity', 'The coordination activity.'),
  version: version('CoordinationActivity'),
};

/** Describes a command on a coordination activity. */
const activityCommand = recordCommands<
  LoadedActivity & { improvement: Improvement },
  Pick<CoordinationActivity, 'state' | 'ownerId'> & { readonly improvement: Pick<Improvement, 'state'> },
  Change,
  CoordinationVerb,
  CoordinationEventType,
  typeof target
>({
  record: 'CoordinationActivity',
  target,
  async load(work, id) {
    const activity = await activityOf(work, id);
    return { ...activity, improvement: await lockImprovement(work, activity.improvementId) };
  },
  guard(verb, { state, improvement }) {
    demandSupported(improvement);
    coordinationStates.next(state, verb);
  },
  write(work, activity, { patch, after, unitId } = {}, { verb, type, note }) {
    const changed: Partial<CoordinationActivity> = { state: coordinationStates.next(activity.state, verb), ...patch };
    const relatedFields = after ? { before: eventFields(relatedOf(activity), activity.shares), after } : {};
    const about = header(type, activity, note, unitId);
    return work.change<CoordinationActivity, keyof CoordinationActivity>(
      work.db.coordinationActivity,
      activity,
      changed,
      about,
      relatedFields,
    );
  },
});

export const reviseCoordination = activityCommand({
  name: 'reviseCoordination',
  description: 'Changes a coordination activity. Omitted fields stay as they are, and so do shares that are done.',
  allowed: owners,
  event: 'CoordinationRevised',
  input: {
    relatedImprovementIds: optional(relatedImprovementIds),
    unitIds: optional(unitIds),
    title: optional(title),
    description: optional(description),
    ownerId: optional(ownerId),
    dueOn: optional(dueOn),
    note,
  },
  async prepare(work, { unitIds, ownerId }) {
    await lockRelations(work);
    if (unitIds) await demandUnits(work, unitIds);
    if (ownerId) await personOf(work, ownerId);
  },
  async change(work, activity, { relatedImprovementIds, unitIds, title, description, ownerId, dueOn }) {
    const before = { related: relatedOf(activity), units: activity.shares.map(({ unitId }) => unitId) };
    const related = relatedImprovementIds ? others(activity.improvementId, relatedImprovementIds) : before.related;
    if (relatedImprovementIds) await demandImprovements(work, activity.improvementId, related);
    const units = unitIds ? [...new Set(unitIds)].sort() : before.units;
    demandSeveralUnits(units);
    await liveUnits(
      work,
      units.filter((unitId) => !before.units.includes(unitId)),
    );
    const { id: activityId, organizationId } = activity;
    await work.db.coordinationImprovement.deleteMany({ where: { activityId } });
    await work.db.coordinationImprovement.createMany({
      data: related.map((improvementId) => ({ organizationId, activityId, improvementId })),
    });
    await work.db.coordinationShare.deleteMany({ where: { activityId, unitId: { notIn: units } } });
    const data = units.map((unitId) => ({ organizationId, activityId, unitId }));
    await work.db.coordinationShare.createMany({ data, skipDuplicates: true });
    return {
      patch: {
        title: title ?? activity.title,
        description: description ?? activity.description,
        ownerId: ownerId ?? activity.ownerId,
        dueOn: dueOn ?? activity.dueOn,
      },
      after: await fieldsNow(work, activityId),
    };
  },
});

export const completeCoordinationShare = activityCommand({
  name: 'completeCoordinationShare',
  description: 'Records that a unit did its share of a coordination activity.',
  // The unit is that of the input, not one of the record: who may report on it is decided there.
  allowed: { minimumRole: unitLeads.minimumRole, sentence: unitLeads.sentence },
  event: 'CoordinationShareDone',
  input: { unitId: id('Unit', 'The unit that did its share.'), note: optional(text('What was done.')) },
  async prepare(work, { unitId }) {
    await unitOf(work, unitId);
    work.demandAllowed(unitLeads, { unitId });
  },
  async change(work, activity, { unitId, note }) {
    demandOpenShare(activity.shares.find((share) => share.unitId === unitId));
    await work.db.coordinationShare.update({
      where: { activityId_unitId: { activityId: activity.id, unitId } },
      data: { doneAt: work.now, doneById: work.actor.personId, note },
    });
    return { after: await fieldsNow(work, activity.id), unitId };
  },
});

export const completeCoordination = activityCommand({
  name: 'completeCoordination',
  description: 'Completes a coordination activity in which every unit did its share: OPEN to DONE.',
  allowed: owners,
  event: 'CoordinationCompleted',
  input: { outcome: text('The outcome.'), note },
  change(_work, { shares }, { outcome }) {
    demandSharesDone(shares.map(({ unit, doneAt }) => ({ unitName: unit.name, doneAt })));
    return { patch: { outcome } };
  },
});

export const dropCoordination = activityCommand({
  name: 'dropCoordination',
  description: 'Drops a coordination activity: OPEN to DROPPED.',
  allowed: owners,
  event: 'CoordinationDropped',
  input: { reason },
  noteFrom: 'reason',
  change: (_work, _activity, { reason }) => ({ patch: { reason } }),
});

async function fieldsNow(work: UnitOfWork, id: string): Promise<FieldValues> {
  const now = await activityOf(work, id);
  return eventFields(relatedOf(now), now.shares);
}

function relatedOf({ related }: LoadedActivity): string[] {
  return related.map(({ improvementId }) => improvementId);
}

/** The improvements besides the first, each once and in order. */
function others(improvementId: string, relatedIds: readonly string[]): string[] {
  return [...new Set(relatedIds)].filter((id) => id !== improvementId).sort();
}
