import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { CoordinationActivity, CoordinationShare, Prisma } from '../../generated/prisma/client.js';
import { lockImprovement } from '../../improvements/operations/improvement.js';
import { demandSupported } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { notFound } from '../../user-error.js';
import type { CoordinationEventType } from '../events.js';
import { demandRelated } from '../rules.js';

/** An activity as it is loaded for a change: with its other improvements and the units that take part. */
export type LoadedActivity = Prisma.CoordinationActivityGetPayload<{ include: typeof activityParts }>;

/** How an activity is loaded with what belongs to it, in a fixed order. */
export const activityParts = {
  related: { orderBy: { improvementId: 'asc' } },
  shares: { orderBy: { unitId: 'asc' }, include: { unit: { select: { name: true } } } },
} as const satisfies Prisma.CoordinationActivityInclude;

/** An activity of the actor's organization, whose shares are held against changes by others. */
export async function activityOf(work: UnitOfWork, id: string): Promise<LoadedActivity> {
  const { organizationId } = work.actor;
  await work.db.$queryRaw`
    SELECT 1 FROM "CoordinationActivity"
     WHERE "id" = ${id}::uuid AND "organizationId" = ${organizationId}::uuid FOR NO KEY UPDATE`;
  const activity = await work.db.coordinationActivity.findUnique({
    where: { id, organizationId },
    include: activityParts,
  });
  if (!activity) throw notFound('CoordinationActivity');
  return activity;
}

/**
 * Locks the improvements of an activity, whose relations are locked already; refuses any that projects are not helped with,
 * and those that are not related.
 */
export async function demandImprovements(work: UnitOfWork, improvementId: string, relatedIds: readonly string[]) {
  const improvements = [await lockImprovement(work, improvementId)];
  for (const id of relatedIds) improvements.push(await lockImprovement(work, id));
  for (const improvement of improvements) demandSupported(improvement);
  const ids = improvements.map(({ id }) => id);
  const relations = await work.db.improvementRelation.findMany({ where: { fromId: { in: ids }, toId: { in: ids } } });
  demandRelated(improvements, relations);
}

/** Its other improvements and its shares as they appear in the events of an activity. */
export function eventFields(
  relatedIds: readonly string[],
  shares: readonly Omit<CoordinationShare, 'organizationId' | 'activityId'>[],
): FieldValues {
  const plain = shares.map(({ unitId, doneAt, doneById, note }) => ({ unitId, doneAt, doneById, note }));
  return jsonFields({ relatedImprovementIds: relatedIds, shares: plain });
}

/** What the log says of every event of an activity. */
export function header(
  type: CoordinationEventType,
  { improvementId }: CoordinationActivity,
  note: string | null,
  unitId: string | null = null,
) {
  return { type, recordType: 'CoordinationActivity', improvementId, unitId, note };
}
