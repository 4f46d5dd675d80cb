import { z } from 'zod';
import { dayOf } from '../../clock.js';
import { plainCommand } from '../../commands/plain-command.js';
import { day, line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Measure, MeasureBaseline } from '../../generated/prisma/client.js';
import { MeasureDirection } from '../../generated/prisma/enums.js';
import { improvementOf } from '../../improvements/operations/improvement.js';
import { recordRevision } from '../../improvements/operations/revision.js';
import { demandImprovementState } from '../../improvements/rules.js';
import { jsonFields } from '../../log/event-log.js';
import { unitOf } from '../../organization/operations/unit.js';
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

const target = { measureId: recordId, version: recordVersion };

/** Value of a reading or an objective. */
export const measured = z.number().min(-LARGEST_VALUE, 'At least -1e15.').max(LARGEST_VALUE, 'At most 1e15.');

/** A measure as it is loaded for a change: with its baselines. */
export type LoadedMeasure = Measure & { baselines: MeasureBaseline[] };

/** Decides what shows an improvement's value. */
export const defineMeasure = plainCommand({
  name: 'defineMeasure',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({
    improvementId: recordId,
    name: line,
    unitOfMeasurement: line,
    direction: z.enum(MeasureDirection),
    objective: optional(measured),
    why: text,
  }),
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

/** Gives a measure up. Its readings stay. */
export const dropMeasure = plainCommand({
  name: 'dropMeasure',
  input: z.object({ ...target, reason: text }),
  async perform(work, { measureId, version, reason }) {
    const measure = await measureOf(work, measureId);
    work.demandVersion(measure, version, 'Measure');
    demandMeasured(measure);
    const { id: recordId, improvementId } = measure;
    const change = { before: { dropReason: null }, after: { dropReason: reason } };
    await recordRevision(work, { kind: 'MEASURE', recordId, improvementId, ...change, reason, reviewId: null });
    await work.change(work.db.measure, measure, change.after, header('MeasureDropped', measure, reason));
    return measure;
  },
});

/** Fixes what a measure was before the improvement, in a unit or in the whole: the readings of a period. Guard 8. */
export const fixBaseline = plainCommand({
  name: 'fixBaseline',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ ...target, unitId: optional(recordId), periodStart: day, periodEnd: day, note: optional(text) }),
  async perform(work, { measureId, version, unitId, periodStart, periodEnd, note }) {
    if (periodEnd < periodStart)
      throw invalidInput([{ path: 'periodEnd', message: 'Must not be before periodStart.' }]);
    demandPastDay(periodEnd, dayOf(work.now), 'periodEnd');
    const measure = await measureOf(work, measureId);
    if (unitId !== null) await unitOf(work, unitId);
    work.demandVersion(measure, version, 'Measure');
    demandMeasured(measure);
    demandBeforeFirstStart(await firstStart(work, measure.improvementId));
    if (measure.baselines.some((each) => each.unitId === unitId))
      throw alreadyExists('MeasureBaseline', unitId === null ? 'of the whole' : 'of the unit');
    const period = { gte: periodStart, lte: periodEnd };
    demandReadings(await work.db.measureReading.count({ where: { measureId: measure.id, unitId, day: period } }));
    const baseline = await work.db.measureBaseline.create({
      data: {
        measureId: measure.id,
        unitId,
        periodStart,
        periodEnd,
        fixedById: work.actor.personId,
        fixedAt: work.now,
      },
    });
    const relatedFields = {
      before: eventFields(measure.baselines),
      after: eventFields([...measure.baselines, baseline]),
    };
    const about = { ...header('BaselineFixed', measure, note), unitId };
    await work.change(work.db.measure, measure, {}, about, relatedFields);
    return measure;
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
 * before that. The log remembers what was planned anew since, as far as it has not been archived. Hazard: a project that
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
  return jsonFields({ baselines: baselines.map(({ measureId: _measureId, ...baseline }) => baseline) });
}
