import { z } from 'zod';
import { day, line, optional, recordId, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { PlanAgreement, PlanExclusion, PlanTarget, PlanVersion } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { invalidInput, notFound } from '../../user-error.js';

/** A version of a plan with what belongs to it. */
export type LoadedVersion = PlanVersion & {
  targets: PlanTarget[];
  exclusions: PlanExclusion[];
  agreements: PlanAgreement[];
};

/** How a version is loaded with what belongs to it, in a fixed order. */
export const versionParts = {
  targets: { orderBy: { unitId: 'asc' } },
  exclusions: { orderBy: { unitId: 'asc' } },
  agreements: { orderBy: { id: 'asc' } },
} as const;

/** Form of what a plan says, OPM SP 3.1: at most 1,000 targets and exclusions, 50 barriers and risks. */
export const contentForm = {
  targetUnitIds: z.array(recordId).max(1_000, 'At most 1,000 targets.'),
  exclusions: z.array(z.object({ unitId: recordId, reason: text })).max(1_000, 'At most 1,000 exclusions.'),
  barriers: z.array(z.object({ barrier: line, counterStrategy: text })).max(50, 'At most 50 barriers.'),
  risks: z.array(z.object({ risk: line, mitigation: text })).max(50, 'At most 50 risks.'),
  plannedStart: day,
  plannedEnd: day,
  trainingNotes: optional(text),
  consultingNotes: optional(text),
};

/** What a plan says. */
export type Content = z.output<z.ZodObject<typeof contentForm>>;

/** What a version says. */
export function contentOf(version: LoadedVersion): Content {
  const { plannedStart, plannedEnd, trainingNotes, consultingNotes } = version;
  return {
    plannedStart,
    plannedEnd,
    trainingNotes,
    consultingNotes,
    targetUnitIds: version.targets.map(({ unitId }) => unitId),
    exclusions: version.exclusions.map(({ unitId, reason }) => ({ unitId, reason })),
    barriers: version.barriers as Content['barriers'],
    risks: version.risks as Content['risks'],
  };
}

/** Writes a version of a plan: a new one, or the current one anew, where nobody is asked again. */
export async function writeContent(
  work: UnitOfWork,
  planId: string,
  number: number,
  content: Content,
): Promise<LoadedVersion> {
  await demandUnits(work, content);
  const { targetUnitIds, exclusions, ...fields } = content;
  const { id } = await work.db.planVersion.upsert({
    where: { planId_number: { planId, number } },
    create: { ...fields, planId, number, writtenById: work.actor.personId, createdAt: work.now },
    update: fields,
  });
  await work.db.planTarget.deleteMany({ where: { versionId: id } });
  await work.db.planExclusion.deleteMany({ where: { versionId: id } });
  await work.db.planTarget.createMany({ data: targetUnitIds.map((unitId) => ({ versionId: id, unitId })) });
  await work.db.planExclusion.createMany({ data: exclusions.map((exclusion) => ({ versionId: id, ...exclusion })) });
  return work.db.planVersion.findUniqueOrThrow({ where: { id }, include: versionParts });
}

/** A version as it appears in the events of its plan: its number, its content, and the responses to it. */
export function toldVersion(version: LoadedVersion): FieldValues {
  const { id, number, writtenById, createdAt } = version;
  const agreements = version.agreements.map(toldAgreement);
  return jsonFields({ content: { id, number, writtenById, createdAt, ...contentOf(version) }, agreements });
}

/** A response to a version as it appears in the events of its plan. */
export function toldAgreement({
  versionId: _versionId,
  ...agreement
}: PlanAgreement): Omit<PlanAgreement, 'versionId'> {
  return agreement;
}

/** Refuses content that contradicts itself, or that names a unit which the organization does not have. */
async function demandUnits(
  work: UnitOfWork,
  { targetUnitIds, exclusions, plannedStart, plannedEnd }: Content,
): Promise<void> {
  const named = [
    ...targetUnitIds.map((unitId, index) => ({ unitId, path: `targetUnitIds.${index}` })),
    ...exclusions.map(({ unitId }, index) => ({ unitId, path: `exclusions.${index}.unitId` })),
  ];
  const first = new Map(named.toReversed().map(({ unitId, path }) => [unitId, path]));
  const ids = [...first.keys()];
  const { organizationId } = work.actor;
  const known = await work.db.unit.count({ where: { id: { in: ids }, organizationId } });
  if (known !== ids.length) throw notFound('Unit');
  const issues = named
    .filter(({ unitId, path }) => first.get(unitId) !== path)
    .map(({ path }) => ({ path, message: 'The unit is named already.' }));
  if (plannedEnd < plannedStart) issues.push({ path: 'plannedEnd', message: 'Must not be before plannedStart.' });
  if (issues.length > 0) throw invalidInput(issues);
}
