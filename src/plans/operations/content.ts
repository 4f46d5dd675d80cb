import type { z } from 'zod';
import { day, id, ids, line, list, object, optional, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { PlanAgreement, PlanExclusion, PlanTarget, PlanVersion } from '../../generated/prisma/client.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { demandUnits, liveUnits } from '../../organization/operations/unit.js';
import { invalidInput } from '../../user-error.js';

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

const exclusion = object('PlanExclusionInput', 'A unit that a plan excludes, and why.', {
  unitId: id('Unit', 'The unit.'),
  reason: text('Why it is excluded.'),
});
const barrier = object('PlanBarrierInput', 'A possible barrier to a deployment, and the countermeasure.', {
  barrier: line('The possible barrier.'),
  counterStrategy: text('The countermeasure.'),
});
const risk = object('PlanRiskInput', 'A risk of a deployment, and its mitigation.', {
  risk: line('The risk.'),
  mitigation: text('The mitigation.'),
});

/** What a plan says, OPM SP 3.1. */
export const contentForm = {
  targetUnitIds: ids('Unit', 1_000, 'The units in which it is to be deployed.'),
  exclusions: list(exclusion, 1_000, 'The excluded units, and why.'),
  barriers: list(barrier, 50, 'The possible barriers.'),
  risks: list(risk, 50, 'The risks.'),
  plannedStart: day('Planned first day of the deployment.'),
  plannedEnd: day('Planned day by which every target has adopted the improvement; not before plannedStart.'),
  trainingNotes: optional(text('How people are trained and informed.')),
  consultingNotes: optional(text('How projects are supported.')),
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

/** Writes a version of a plan: a new one, or the one before again, if it has the same number since no one has to agree again. */
export async function writeContent(
  work: UnitOfWork,
  planId: string,
  number: number,
  content: Content,
  before?: LoadedVersion,
): Promise<LoadedVersion> {
  await demandContent(work, content, before);
  const { targetUnitIds, exclusions, ...fields } = content;
  const { organizationId, personId } = work.actor;
  const written = { ...fields, organizationId, planId, number };
  const { id: versionId } =
    before?.number === number
      ? await work.db.planVersion.update({ where: { id: before.id }, data: fields })
      : await work.db.planVersion.create({ data: { ...written, writtenById: personId, createdAt: work.now } });
  await work.db.planTarget.deleteMany({ where: { versionId } });
  await work.db.planExclusion.deleteMany({ where: { versionId } });
  await work.db.planTarget.createMany({ data: targetUnitIds.map((unitId) => ({ organizationId, versionId, unitId })) });
  await work.db.planExclusion.createMany({ data: exclusions.map((each) => ({ organizationId, versionId, ...each })) });
  return work.db.planVersion.findUniqueOrThrow({ where: { id: versionId }, include: versionParts });
}

/** A version as it appears in the events of its plan: its number, its content, and the responses to it. */
export function toldVersion(version: LoadedVersion): FieldValues {
  const { id: versionId, number, writtenById, createdAt } = version;
  const agreements = version.agreements.map(toldAgreement);
  return jsonFields({ content: { id: versionId, number, writtenById, createdAt, ...contentOf(version) }, agreements });
}

/** A response to a version as it appears in the events of its plan. */
export function toldAgreement({
  organizationId: _organizationId,
  versionId: _versionId,
  ...agreement
}: PlanAgreement): Omit<PlanAgreement, 'organizationId' | 'versionId'> {
  return agreement;
}

/** Refuses content that contradicts itself, names a unit which the organization does not have, or adds a retired target. */
async function demandContent(
  work: UnitOfWork,
  { targetUnitIds, exclusions, plannedStart, plannedEnd }: Content,
  before: LoadedVersion | undefined,
): Promise<void> {
  const named = [
    ...targetUnitIds.map((unitId, index) => ({ unitId, path: `targetUnitIds.${index}` })),
    ...exclusions.map(({ unitId }, index) => ({ unitId, path: `exclusions.${index}.unitId` })),
  ];
  const first = new Map(named.toReversed().map(({ unitId, path }) => [unitId, path]));
  const kept = new Set(before?.targets.map(({ unitId }) => unitId));
  const added = new Set(targetUnitIds.filter((unitId) => !kept.has(unitId)));
  await liveUnits(work, [...added]);
  const others = [...first.keys()].filter((unitId) => !added.has(unitId));
  if (others.length > 0) await demandUnits(work, others);
  const issues = named
    .filter(({ unitId, path }) => first.get(unitId) !== path)
    .map(({ path }) => ({ path, message: 'The unit is named already.' }));
  if (plannedEnd < plannedStart) issues.push({ path: 'plannedEnd', message: 'Must not be before plannedStart.' });
  if (issues.length > 0) throw invalidInput(issues);
}
