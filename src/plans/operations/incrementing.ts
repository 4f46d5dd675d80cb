import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { day, line, optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { demandOrder, demandWithinPlan } from '../../deployments/rules.js';
import type { PlannedDates } from '../../deployments/rules.js';
import type { DeploymentPlan, Increment } from '../../generated/prisma/client.js';
import type { ConditionKind } from '../../generated/prisma/enums.js';
import { notFound } from '../../user-error.js';
import { demandAssignable, demandConditionInTime, demandNotMet, holdsDeployment } from '../increment-rules.js';
import { demandPlanOpen, demandRoomForIncrement } from '../rules.js';
import { changeIncrement, header, incrementParts, conditionFields } from './increment.js';
import type { LoadedIncrement } from './increment.js';
import { planOf } from './plan.js';

const conditions = z.array(line).max(50, 'At most 50 conditions.');

/** Form of an increment as it is added, besides its days. */
export const incrementForm = {
  title: line,
  entryConditions: conditions.default([]),
  exitConditions: conditions.default([]),
  fallBack: text,
};

/** An increment to be added. */
export type NewIncrement = z.output<z.ZodObject<typeof incrementForm>> & {
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
};

/** Adds a wave to a plan, after those that are there: OPM SP 3.2 subpractice 3, in increments rather than at once. */
export const addIncrement = plainCommand({
  name: 'addIncrement',
  input: z.object({ planId: recordId, ...incrementForm, plannedStart: day, plannedEnd: day, note: optional(text) }),
  async perform(work, { planId, note, ...fields }) {
    demandOrder(fields);
    const plan = await planOf(work, planId);
    demandPlanOpen(plan.state);
    demandWithinPlan({ ...plan.current, state: plan.state }, fields);
    const count = await work.db.increment.count({ where: { planId: plan.id } });
    demandRoomForIncrement(count);
    const [increment] = await addIncrements(work, plan, [fields], count, note);
    return increment;
  },
});

/** Adds increments after so many that a plan has, each with an event of its own: two statements, however many. */
export async function addIncrements<const Increments extends readonly NewIncrement[]>(
  work: UnitOfWork,
  plan: DeploymentPlan,
  increments: Increments,
  after: number,
  note: string | null,
): Promise<Each<Increments, Increment>> {
  const { organizationId } = work.actor;
  const rows = await work.db.increment.createManyAndReturn({
    data: increments.map(({ entryConditions: _entry, exitConditions: _exit, ...fields }, index) => ({
      ...fields,
      organizationId,
      planId: plan.id,
      ordinal: after + index + 1,
      createdAt: work.now,
      updatedAt: work.now,
    })),
  });
  const data = rows.flatMap(({ id: incrementId }, index) =>
    (['ENTRY', 'EXIT'] as const).flatMap((kind) =>
      (increments[index]?.[kind === 'ENTRY' ? 'entryConditions' : 'exitConditions'] ?? []).map((each, place) => ({
        incrementId,
        kind,
        ordinal: place + 1,
        text: each,
      })),
    ),
  );
  const added = data.length > 0 ? await work.db.incrementCondition.createManyAndReturn({ data }) : [];
  for (const row of rows) {
    const eventFields = {
      ...conditionFields(added.filter(({ incrementId }) => incrementId === row.id)),
      deploymentIds: [],
    };
    work.created({ ...row, ...eventFields }, header('IncrementAdded', plan, note));
  }
  return rows as Each<Increments, Increment>;
}

/**
 * Changes an increment that has not begun; what is left out stays. Conditions of a kind that are given take the place of
 * those that are not met; what was found to be met stays so.
 */
export const reviseIncrement = plainCommand({
  name: 'reviseIncrement',
  input: z.object({
    incrementId: recordId,
    version: recordVersion,
    title: optional(line),
    plannedStart: optional(day),
    plannedEnd: optional(day),
    entryConditions: optional(conditions),
    exitConditions: optional(conditions),
    fallBack: optional(text),
    note: optional(text),
  }),
  perform: (work, { title, plannedStart, plannedEnd, entryConditions, exitConditions, fallBack, ...input }) =>
    changeIncrement(work, input, 'IncrementRevised', async (increment) => {
      const patch = {
        title: title ?? increment.title,
        plannedStart: plannedStart ?? increment.plannedStart,
        plannedEnd: plannedEnd ?? increment.plannedEnd,
        fallBack: fallBack ?? increment.fallBack,
      };
      demandOrder(patch);
      if (plannedStart || plannedEnd) await demandDatesWithin(work, increment.plan, patch);
      if (entryConditions) await replaceUnmet(work, increment, 'ENTRY', entryConditions);
      if (exitConditions) await replaceUnmet(work, increment, 'EXIT', exitConditions);
      const where = { incrementId: increment.id };
      const after = await work.db.incrementCondition.findMany({ where, orderBy: incrementParts.conditions.orderBy });
      return { patch, relatedFields: { before: conditionFields(increment.conditions), after: conditionFields(after) } };
    }),
});

/** Decides which deployments are part of an increment that has not begun: these, and no others. */
export const assignDeploymentsToIncrement = plainCommand({
  name: 'assignDeploymentsToIncrement',
  input: z.object({
    incrementId: recordId,
    version: recordVersion,
    deploymentIds: z.array(recordId).max(1_000, 'At most 1,000 deployments.'),
    note: optional(text),
  }),
  perform: (work, { deploymentIds, ...input }) =>
    changeIncrement(work, input, 'IncrementDeploymentsAssigned', async (increment) => {
      const ids = [...new Set(deploymentIds)].sort();
      const deployments = await work.db.deployment.findMany({
        where: { id: { in: ids }, organizationId: work.actor.organizationId },
        include: {
          unit: { select: { name: true } },
          increments: {
            where: { incrementId: { not: increment.id }, increment: { planId: increment.planId } },
            select: { increment: { select: { ordinal: true, state: true } } },
          },
        },
        orderBy: { id: 'asc' },
      });
      if (deployments.length !== ids.length) throw notFound('Deployment');
      demandAssignable(
        deployments.map(({ improvementId, state, unit, increments }) => ({
          unitName: unit.name,
          ofPlan: improvementId === increment.plan.improvementId,
          elsewhere: increments.find((each) => holdsDeployment(each.increment.state, state))?.increment.ordinal ?? null,
        })),
      );
      await work.db.incrementDeployment.deleteMany({ where: { incrementId: increment.id } });
      await work.db.incrementDeployment.createMany({
        data: ids.map((deploymentId) => ({ incrementId: increment.id, deploymentId })),
      });
      const before = { deploymentIds: increment.deployments.map(({ deploymentId }) => deploymentId) };
      return { relatedFields: { before, after: { deploymentIds: ids } } };
    }),
});

/** A condition of an increment is found to be met: by whom, when and by what it was seen. */
export const meetCondition = plainCommand({
  name: 'meetCondition',
  input: z.object({ incrementId: recordId, version: recordVersion, conditionId: recordId, evidence: optional(text) }),
  perform: (work, { conditionId, evidence, ...input }) =>
    changeIncrement(work, { ...input, note: evidence }, 'IncrementConditionMet', async ({ conditions: all, state }) => {
      const condition = all.find(({ id }) => id === conditionId);
      if (!condition) throw notFound('IncrementCondition');
      demandConditionInTime(condition.kind, state);
      demandNotMet(condition);
      const met = await work.db.incrementCondition.update({
        where: { id: condition.id },
        data: { metAt: work.now, metById: work.actor.personId, evidence },
      });
      const after = all.map((each) => (each.id === met.id ? met : each));
      return { relatedFields: { before: conditionFields(all), after: conditionFields(after) } };
    }),
});

async function replaceUnmet(
  work: UnitOfWork,
  { id: incrementId, conditions: all }: LoadedIncrement,
  kind: ConditionKind,
  texts: readonly string[],
): Promise<void> {
  const last = Math.max(0, ...all.filter((each) => each.kind === kind && each.metAt).map(({ ordinal }) => ordinal));
  await work.db.incrementCondition.deleteMany({ where: { incrementId, kind, metAt: null } });
  await work.db.incrementCondition.createMany({
    data: texts.map((each, index) => ({ incrementId, kind, ordinal: last + index + 1, text: each })),
  });
}

async function demandDatesWithin(work: UnitOfWork, { id, planVersion, state }: DeploymentPlan, dates: PlannedDates) {
  const where = { planId_number: { planId: id, number: planVersion } };
  const { plannedStart, plannedEnd } = await work.db.planVersion.findUniqueOrThrow({ where });
  demandWithinPlan({ state, plannedStart, plannedEnd }, dates);
}
