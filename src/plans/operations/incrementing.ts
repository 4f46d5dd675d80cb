import type { z } from 'zod';
import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { day, id, ids, line, list, note, optional, text } from '../../commands/fields.js';
import type { Each, UnitOfWork } from '../../commands/unit-of-work.js';
import { demandOrder, demandWithinPlan } from '../../deployments/rules.js';
import type { PlannedDates } from '../../deployments/rules.js';
import type { DeploymentPlan, Increment } from '../../generated/prisma/client.js';
import type { ConditionKind } from '../../generated/prisma/enums.js';
import { notFound } from '../../user-error.js';
import { demandAssignable, demandConditionInTime, demandNotMet, holdsDeployment } from '../increment-rules.js';
import { demandPlanOpen, demandRoomForIncrement } from '../rules.js';
import { conditionFields, giveDates, header, incrementCommand, incrementParts } from './increment.js';
import type { LoadedIncrement } from './increment.js';
import { planOf } from './plan.js';

const title = line('Short name.');
const fallBack = text('How to roll it back.');
const conditions = (description: string) =>
  list(line('The condition.'), 50, `${description} Lines of at most 200 characters.`);

/** An increment as it is added, besides its days. */
export const incrementForm = {
  title,
  entryConditions: conditions('Conditions that have to be met before it starts.').default([]),
  exitConditions: conditions('Conditions that have to be met before it passes its gate.').default([]),
  fallBack,
};

/** An increment to be added. */
export type NewIncrement = z.output<z.ZodObject<typeof incrementForm>> & {
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
};

/** OPM SP 3.2 subpractice 3: in increments rather than at once. */
export const addIncrement = command({
  name: 'addIncrement',
  description: 'Adds an increment to a plan, after the existing ones.',
  allowed: deploymentLeads,
  record: 'Increment',
  event: 'IncrementAdded',
  input: {
    planId: id('DeploymentPlan', 'The plan.'),
    ...incrementForm,
    plannedStart: day('Planned first day.'),
    plannedEnd: day('Planned day of its gate; not before plannedStart.'),
    note,
  },
  async perform(work, { planId, note: why, ...fields }) {
    demandOrder(fields);
    const plan = await planOf(work, planId);
    demandPlanOpen(plan.state);
    demandWithinPlan({ ...plan.current, state: plan.state }, fields);
    const count = await work.db.increment.count({ where: { planId: plan.id } });
    demandRoomForIncrement(count);
    const [increment] = await addIncrements(work, plan, [fields], count, why);
    return increment;
  },
});

/** Adds increments after so many that a plan has, each with an event of its own: two statements, however many. */
export async function addIncrements<const Increments extends readonly NewIncrement[]>(
  work: UnitOfWork,
  plan: DeploymentPlan,
  increments: Increments,
  after: number,
  why: string | null,
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
        organizationId,
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
    work.created({ ...row, ...eventFields }, header('IncrementAdded', plan, why));
  }
  return rows as Each<Increments, Increment>;
}

export const reviseIncrement = incrementCommand({
  name: 'reviseIncrement',
  description:
    'Changes an increment that has not started. Omitted fields stay as they are. Its deployments move with its dates, unless they have begun or were rescheduled by themselves.',
  allowed: deploymentLeads,
  event: 'IncrementRevised',
  input: {
    title: optional(title),
    plannedStart: optional(day('Planned first day.')),
    plannedEnd: optional(day('Planned day of its gate.')),
    entryConditions: optional(
      conditions('Entry conditions in place of those that are not met; those that are met stay.'),
    ),
    exitConditions: optional(
      conditions('Exit conditions in place of those that are not met; those that are met stay.'),
    ),
    fallBack: optional(fallBack),
    note,
  },
  async change(work, increment, { plannedStart, plannedEnd, entryConditions, exitConditions, ...words }) {
    const patch = {
      title: words.title ?? increment.title,
      plannedStart: plannedStart ?? increment.plannedStart,
      plannedEnd: plannedEnd ?? increment.plannedEnd,
      fallBack: words.fallBack ?? increment.fallBack,
    };
    demandOrder(patch);
    if (plannedStart || plannedEnd) {
      await demandDatesWithin(work, increment.plan, patch);
      await giveDates(
        work,
        patch,
        increment.deployments.map(({ deploymentId }) => deploymentId),
      );
    }
    if (entryConditions) await replaceUnmet(work, increment, 'ENTRY', entryConditions);
    if (exitConditions) await replaceUnmet(work, increment, 'EXIT', exitConditions);
    const where = { incrementId: increment.id };
    const after = await work.db.incrementCondition.findMany({ where, orderBy: incrementParts.conditions.orderBy });
    return { patch, relatedFields: { before: conditionFields(increment.conditions), after: conditionFields(after) } };
  },
});

export const assignDeploymentsToIncrement = incrementCommand({
  name: 'assignDeploymentsToIncrement',
  description:
    'Sets the deployments of an increment that has not started, replacing the present ones. Those that have not started take its dates, unless they were rescheduled individually.',
  allowed: deploymentLeads,
  event: 'IncrementDeploymentsAssigned',
  input: {
    deploymentIds: ids(
      'Deployment',
      1_000,
      "Deployments of the plan's improvement that are part of no other increment.",
    ),
    note,
  },
  async change(work, increment, input) {
    const deploymentIds = [...new Set(input.deploymentIds)].sort();
    const deployments = await work.db.deployment.findMany({
      where: { id: { in: deploymentIds }, organizationId: work.actor.organizationId },
      include: {
        unit: { select: { name: true } },
        increments: {
          where: { incrementId: { not: increment.id }, increment: { planId: increment.planId } },
          select: { increment: { select: { ordinal: true, state: true } } },
        },
      },
      orderBy: { id: 'asc' },
    });
    if (deployments.length !== deploymentIds.length) throw notFound('Deployment');
    demandAssignable(
      deployments.map(({ improvementId, state, unit, increments }) => ({
        unitName: unit.name,
        ofPlan: improvementId === increment.plan.improvementId,
        elsewhere: increments.find((each) => holdsDeployment(each.increment.state, state))?.increment.ordinal ?? null,
      })),
    );
    await work.db.incrementDeployment.deleteMany({ where: { incrementId: increment.id } });
    await work.db.incrementDeployment.createMany({
      data: deploymentIds.map((deploymentId) => ({
        organizationId: increment.organizationId,
        incrementId: increment.id,
        deploymentId,
      })),
    });
    await giveDates(work, increment, deploymentIds);
    const before = { deploymentIds: increment.deployments.map(({ deploymentId }) => deploymentId) };
    return { relatedFields: { before, after: { deploymentIds } } };
  },
});

export const meetCondition = incrementCommand({
  name: 'meetCondition',
  description: 'Records that a condition of an increment is met.',
  allowed: deploymentLeads,
  event: 'IncrementConditionMet',
  input: {
    conditionId: id('IncrementCondition', 'The condition.'),
    evidence: optional(text('How this was established.')),
  },
  noteFrom: 'evidence',
  async change(work, { conditions: all, state }, { conditionId, evidence }) {
    const condition = all.find((each) => each.id === conditionId);
    if (!condition) throw notFound('IncrementCondition');
    demandConditionInTime(condition.kind, state);
    demandNotMet(condition);
    const met = await work.db.incrementCondition.update({
      where: { id: condition.id },
      data: { metAt: work.now, metById: work.actor.personId, evidence },
    });
    const after = all.map((each) => (each.id === met.id ? met : each));
    return { relatedFields: { before: conditionFields(all), after: conditionFields(after) } };
  },
});

async function replaceUnmet(
  work: UnitOfWork,
  { id: incrementId, organizationId, conditions: all }: LoadedIncrement,
  kind: ConditionKind,
  texts: readonly string[],
): Promise<void> {
  const last = Math.max(0, ...all.filter((each) => each.kind === kind && each.metAt).map(({ ordinal }) => ordinal));
  await work.db.incrementCondition.deleteMany({ where: { incrementId, kind, metAt: null } });
  await work.db.incrementCondition.createMany({
    data: texts.map((each, index) => ({ organizationId, incrementId, kind, ordinal: last + index + 1, text: each })),
  });
}

async function demandDatesWithin(work: UnitOfWork, { id, planVersion, state }: DeploymentPlan, dates: PlannedDates) {
  const where = { planId_number: { planId: id, number: planVersion } };
  const { plannedStart, plannedEnd } = await work.db.planVersion.findUniqueOrThrow({ where });
  demandWithinPlan({ state, plannedStart, plannedEnd }, dates);
}
