import { z } from 'zod';
import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, enumOf, id, line, optional, reason, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Measure, MeasureBaseline } from '../../generated/prisma/client.js';
import { MeasureDirection } from '../../generated/prisma/enums.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { recordRevision } from '../../improvements/operations/revision.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import type { FieldValues } from '../../log/event.js';
import { liveUnit } from '../../organization/operations/unit.js';
import { alreadyExists, invalidInput, notFound } from '../../user-error.js';
import type { MeasureEventType } from '../events.js';
import {
  demandBeforeFirstStart,
  demandMeasured,
  demandPastDay,
  demandReadings,
  LARGEST_VALUE,
  MEASURABLE,
} from '../rules.js';

/** Value of a reading or an objective. */
export const measured = (description: string) =>
  z.number().min(-LARGEST_VALUE, 'At least -1e15.').max(LARGEST_VALUE, 'At most 1e15.').meta({ description });

/** What a measure is and why it is measured. */
export const content = {
  unitOfMeasurement: line('Unit of measurement, such as days.'),
  direction: enumOf(MeasureDirection, 'MeasureDirection', 'Whether higher or lower values are better.'),
  why: text('Why this is measured.'),
};

/** A measure as it is loaded for a change: with its baselines. */
export type LoadedMeasure = Measure & { baselines: MeasureBaseline[] };

export const defineMeasure = command({
  name: 'defineMeasure',
  description: "Defines a measure that shows an improvement's value.",
  allowed: deploymentLeads,
  record: 'Measure',
  event: 'MeasureDefined',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    improvementId: id('Improvement', 'The improvement, neither closed nor rejected.'),
    name: line('Short name, unique among the measures of the improvement.'),
    ...content,
    objective: optional(measured('The objective: the value to reach.')),
  },
  async perform(work, input) {
    const improvement = await improvementOf(work, input.improvementId);
    demandImprovementState(improvement, MEASURABLE);
    await demandFreeName(work, input.improvementId, input.name);
    const measure = await work.db.measure.create({
      data: { ...input, organizationId: work.actor.organizationId, createdAt: work.now, updatedAt: work.now },
    });
    const record = { ...measure, baselines: [] };
    work.created(record, header('MeasureDefined', measure, null));
    return measure;
  },
});

/** What a command changes: fields of the measure, and its baselines, already written; the unit concerned, if it is one. */
interface Change {
  readonly patch?: Partial<
    Pick<Measure, 'name' | 'unitOfMeasurement' | 'direction' | 'why' | 'objective' | 'dropReason'>
  >;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
  readonly unitId?: string | null;
}

const target = { measureId: id('Measure', 'The measure.'), version: version('Measure') };

/** Describes a command on a measure. */
export const measureCommand = recordCommands<
  LoadedMeasure,
  Pick<Measure, 'name' | 'dropReason'>,
  Change,
  'dropMeasure' | 'fixBaseline' | 'reviseMeasure' | 'reviseObjective',
  MeasureEventType,
  typeof target
>({
  record: 'Measure',
  target,
  load: measureOf,
  guard: (_verb, measure) => demandMeasured(measure),
  write: (work, measure, { patch = {}, relatedFields, unitId = null } = {}, { type, note }) =>
    work.change<Measure, keyof Measure>(
      work.db.measure,
      measure,
      patch,
      { ...header(type, measure, note), unitId },
      relatedFields,
    ),
});

export const dropMeasure = measureCommand({
  name: 'dropMeasure',
  description: 'Drops a measure; its readings stay.',
  allowed: deploymentLeads,
  event: 'MeasureDropped',
  input: { reason },
  noteFrom: 'reason',
  async change(work, { id: recordId, improvementId }, { reason }) {
    const change = { before: { dropReason: null }, after: { dropReason: reason } };
    await recordRevision(work, { kind: 'MEASURE', recordId, improvementId, ...change, reason, reviewId: null });
    return { patch: change.after };
  },
});

/** Guard 8. */
export const fixBaseline = measureCommand({
  name: 'fixBaseline',
  description:
    'Fixes the baseline of a measure: the readings of a period before the improvement, which cannot be changed afterwards. Only before the first increment or deployment of the improvement begins, even if that is replanned later; once per unit.',
  allowed: deploymentLeads,
  event: 'BaselineFixed',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: {
    unitId: optional(id('Unit', 'The unit. Default: the whole organization.')),
    periodStart: day('First day of the period.'),
    periodEnd: day('Last day of it; not before periodStart.'),
    note: optional(text('A note.')),
  },
  async prepare(work, { unitId, periodStart, periodEnd }) {
    if (periodEnd < periodStart)
      throw invalidInput([{ path: 'periodEnd', message: 'Must not be before periodStart.' }]);
    if (unitId !== null) await liveUnit(work, unitId);
    demandPastDay(periodEnd, await work.today(unitId), 'periodEnd');
  },
  async change(work, { id: measureId, improvementId, baselines }, { unitId, periodStart, periodEnd }) {
    demandBeforeFirstStart(await firstStart(work, improvementId));
    if (baselines.some((each) => each.unitId === unitId))
      throw alreadyExists('MeasureBaseline', unitId === null ? 'of the whole' : 'of the unit');
    const period = { gte: periodStart, lte: periodEnd };
    demandReadings(await work.db.measureReading.count({ where: { measureId, unitId, day: period } }));
    const { organizationId, personId } = work.actor;
    const fixed = { organizationId, fixedById: personId, fixedAt: work.now };
    const data = { measureId, unitId, periodStart, periodEnd, ...fixed };
    const baseline = await work.db.measureBaseline.create({ data });
    return { relatedFields: { before: eventFields(baselines), after: eventFields([...baselines, baseline]) }, unitId };
  },
});

/** What the log says of every event of a measure. */
export function header(type: MeasureEventType, { improvementId }: Measure, note: string | null) {
  return { type, recordType: 'Measure', improvementId, note };
}

/**
 * A measure of the actor's organization, held with its readings against changes by others. The plans of its improvement
 * are held first. Hazard: an increment that starts while a baseline is fixed.
 */
export async function measureOf(work: UnitOfWork, id: string): Promise<LoadedMeasure> {
  const where = { id, organizationId: work.actor.organizationId };
  await work.db.$queryRaw`
    SELECT 1 FROM "DeploymentPlan" p JOIN "Measure" m ON m."improvementId" = p."improvementId"
     WHERE m."id" = ${id}::uuid AND m."organizationId" = ${where.organizationId}::uuid ORDER BY p."id" FOR SHARE OF p`;
  await work.db.$queryRaw`
    SELECT 1 FROM "Measure"
     WHERE "id" = ${id}::uuid AND "organizationId" = ${where.organizationId}::uuid FOR NO KEY UPDATE`;
  const include = { baselines: { orderBy: { id: 'asc' } } } as const;
  const measure = await work.db.measure.findUnique({ where, include });
  if (!measure) throw notFound('Measure');
  return measure;
}

/** Refuses a name that another measure of the improvement has. */
export async function demandFreeName(work: UnitOfWork, improvementId: string, name: string): Promise<void> {
  if (await work.db.measure.count({ where: { improvementId, name } })) throw alreadyExists('Measure', `"${name}"`);
}

/**
 * Day on which the first increment of an improvement began, by whichever of its plans, or a project began with it; null
 * before that. The log remembers what was planned again since, as far as it has not been archived. Hazard: a project that
 * begins while a baseline is fixed, so its deployments are held.
 */
async function firstStart(work: UnitOfWork, improvementId: string): Promise<Date | null> {
  await work.db.$queryRaw`
    SELECT 1 FROM "Deployment" WHERE "improvementId" = ${improvementId}::uuid ORDER BY "id" FOR SHARE`;
  const [first] = await work.db.$queryRaw<{ day: Date | null }[]>`
    SELECT MIN(s.day) AS day FROM (
      SELECT d."actualStart" FROM "Deployment" d WHERE d."improvementId" = ${improvementId}::uuid
      UNION ALL
      SELECT n."actualStart" FROM "Increment" n JOIN "DeploymentPlan" p ON p."id" = n."planId"
       WHERE p."improvementId" = ${improvementId}::uuid
      UNION ALL
      SELECT (e."after" ->> 'actualStart')::date FROM "Event" e
       WHERE e."organizationId" = ${work.actor.organizationId}::uuid AND e."improvementId" = ${improvementId}::uuid
         AND e."recordType" IN ('Deployment', 'Increment')) s(day)`;
  return first?.day ?? null;
}

/** Baselines as they appear in the events of their measure. */
function eventFields(baselines: readonly MeasureBaseline[]) {
  return jsonFields({
    baselines: baselines.map(({ organizationId: _organizationId, measureId: _measureId, ...baseline }) => baseline),
  });
}
