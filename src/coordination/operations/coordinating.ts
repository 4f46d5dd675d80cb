import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { day, line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { CoordinationActivity } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { lockRelations } from '../../improvements/operations/relation.js';
import { demandSupported } from '../../improvements/rules.js';
import { personOf } from '../../organization/operations/person.js';
import { demandUnits, unitOf } from '../../organization/operations/unit.js';
import type { CoordinationEventType } from '../events.js';
import { demandOpenShare, demandSeveralUnits, demandSharesDone, nextCoordinationState } from '../rules.js';
import type { CoordinationVerb } from '../rules.js';
import { activityOf, demandImprovements, header, eventFields } from './activity.js';
import type { LoadedActivity } from './activity.js';

const target = { coordinationActivityId: recordId, version: recordVersion };
const relatedForm = z.array(recordId).max(50, 'At most 50 improvements.');
const unitsForm = z.array(recordId).max(200, 'At most 200 units.');

/** Several units are to do something together for an improvement, or for related ones: → OPEN. */
export const openCoordination = plainCommand({
  name: 'openCoordination',
  input: z.object({
    improvementId: recordId,
    relatedImprovementIds: relatedForm.default([]),
    unitIds: unitsForm,
    title: line,
    description: text,
    ownerId: recordId,
    dueOn: day,
    note: optional(text),
  }),
  async perform(work, { relatedImprovementIds, unitIds: given, note, ...fields }) {
    await lockRelations(work);
    const related = others(fields.improvementId, relatedImprovementIds);
    const unitIds = await demandUnits(work, given);
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
        related: { create: related.map((improvementId) => ({ improvementId })) },
        shares: { create: unitIds.map((unitId) => ({ unitId })) },
      },
    });
    const shares = unitIds.map((unitId) => ({ unitId, doneAt: null, doneById: null, note: null }));
    const record = { ...activity, ...eventFields(related, shares) };
    work.created(record, header('CoordinationOpened', activity, note));
    return activity;
  },
});

/** Changes what is to be done, by whom and until when; what is left out stays, and so do the shares that were done. */
export const reviseCoordination = plainCommand({
  name: 'reviseCoordination',
  input: z.object({
    ...target,
    relatedImprovementIds: optional(relatedForm),
    unitIds: optional(unitsForm),
    title: optional(line),
    description: optional(text),
    ownerId: optional(recordId),
    dueOn: optional(day),
    note: optional(text),
  }),
  async perform(work, { relatedImprovementIds, unitIds: given, title, description, ownerId, dueOn, ...input }) {
    await lockRelations(work);
    const unitIds = given && (await demandUnits(work, given));
    if (ownerId) await personOf(work, ownerId);
    return changeActivity(work, input, 'CoordinationRevised', async (activity) => {
      const before = { related: relatedOf(activity), units: activity.shares.map(({ unitId }) => unitId) };
      const related = relatedImprovementIds ? others(activity.improvementId, relatedImprovementIds) : before.related;
      if (relatedImprovementIds) await demandImprovements(work, activity.improvementId, related);
      const units = unitIds ?? before.units;
      demandSeveralUnits(units);
      const activityId = activity.id;
      await work.db.coordinationImprovement.deleteMany({ where: { activityId } });
      await work.db.coordinationImprovement.createMany({
        data: related.map((improvementId) => ({ activityId, improvementId })),
      });
      await work.db.coordinationShare.deleteMany({ where: { activityId, unitId: { notIn: units } } });
      const data = units.map((unitId) => ({ activityId, unitId }));
      await work.db.coordinationShare.createMany({ data, skipDuplicates: true });
      return {
        patch: {
          title: title ?? activity.title,
          description: description ?? activity.description,
          ownerId: ownerId ?? activity.ownerId,
          dueOn: dueOn ?? activity.dueOn,
        },
        after: await toldNow(work, activityId),
      };
    });
  },
});

/** A unit did its share. Whoever reports on the unit says so. */
export const completeCoordinationShare = plainCommand({
  name: 'completeCoordinationShare',
  input: z.object({ ...target, unitId: recordId, note: optional(text) }),
  async perform(work, { unitId, ...input }) {
    const activity = await activityOf(work, input.coordinationActivityId);
    await unitOf(work, unitId);
    demandUnit(work.actor, work.command, unitId);
    const decide = async (): Promise<Change> => {
      demandOpenShare(activity.shares.find((share) => share.unitId === unitId));
      await work.db.coordinationShare.update({
        where: { activityId_unitId: { activityId: activity.id, unitId } },
        data: { doneAt: work.now, doneById: work.actor.personId, note: input.note },
      });
      return { after: await toldNow(work, activity.id), unitId };
    };
    return changeActivity(work, input, 'CoordinationShareDone', decide);
  },
});

/** It was done together, every share of it: OPEN → DONE. */
export const completeCoordination = plainCommand({
  name: 'completeCoordination',
  input: z.object({ ...target, outcome: text, note: optional(text) }),
  perform: (work, { outcome, ...input }) =>
    changeActivity(work, input, 'CoordinationCompleted', ({ shares }) => {
      demandSharesDone(shares.map(({ unit, doneAt }) => ({ unitName: unit.name, doneAt })));
      return { patch: { outcome } };
    }),
});

/** It is given up, with a reason: OPEN → DROPPED. */
export const dropCoordination = plainCommand({
  name: 'dropCoordination',
  input: z.object({ ...target, reason: text }),
  perform: (work, { reason, ...input }) =>
    changeActivity(work, { ...input, note: reason }, 'CoordinationDropped', () => ({ patch: { reason } })),
});

/** What a command changes: fields of the activity, and what belongs to it, already written; the unit concerned, if it is one. */
interface Change {
  readonly patch?: Partial<Omit<CoordinationActivity, 'id' | 'version' | 'state'>>;
  readonly after?: FieldValues;
  readonly unitId?: string;
}

/** The one way in which an activity changes: load, version, life, rules, write, event. The verb names the command. */
async function changeActivity(
  work: UnitOfWork,
  input: { coordinationActivityId: string; version: number; note: string | null },
  type: CoordinationEventType,
  decide: (activity: LoadedActivity) => Change | Promise<Change>,
): Promise<LoadedActivity> {
  const activity = await activityOf(work, input.coordinationActivityId);
  work.demandVersion(activity, input.version, 'CoordinationActivity');
  demandSupported(await lockImprovement(work, activity.improvementId));
  const state = nextCoordinationState(activity.state, work.command as CoordinationVerb);
  const { patch, after, unitId } = await decide(activity);
  const changed: Partial<CoordinationActivity> = { state, ...patch };
  const about = header(type, activity, input.note, unitId);
  const relatedFields = after ? { before: eventFields(relatedOf(activity), activity.shares), after } : {};
  await work.change(work.db.coordinationActivity, activity, changed, about, relatedFields);
  return activity;
}

async function toldNow(work: UnitOfWork, id: string): Promise<FieldValues> {
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
