import { deploymentLeads } from '../../auth/allowed.js';
import { BATCH_TIMEOUT } from '../../commands/batch.js';
import { command } from '../../commands/command.js';
import { boolean, day, id, integer, list, note, object, optional, version } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { invalidInput, notFound, UserError } from '../../user-error.js';
import { demandInIncrement, demandOrder, demandWithinPlan, OVER_INCREMENT_STATES, shifted } from '../rules.js';
import type { PlannedDates } from '../rules.js';
import { lockDeployments } from './bulk.js';
import { currentPlans } from './current-plan.js';
import { header, stateAfter, writeDeployment } from './deployment.js';
import type { LoadedDeployment } from './deployment.js';

/** How many deployments are rescheduled at once, at most. */
const MOST = 500;

const one = object('RescheduledDeploymentInput', 'A deployment to be rescheduled, as you read it.', {
  deploymentId: id('Deployment', 'The deployment.'),
  version: version('Deployment'),
});

/** OPM SP 3.2 subpractice 1: what is planned together moves together. */
export const rescheduleDeployments = command({
  name: 'rescheduleDeployments',
  description:
    'Changes the planned dates of many deployments that are not over, all or none, in one of three ways: to the same dates, by a number of days, or back to those of their increment, with which they move from then on. Otherwise as `rescheduleDeployment`.',
  allowed: deploymentLeads,
  record: 'Deployment',
  event: 'DeploymentRescheduled',
  refusals: ['RuleViolationError', 'StaleVersionError'],
  timeout: BATCH_TIMEOUT,
  input: {
    deployments: list(one, MOST, 'The deployments, each once.'),
    plannedStart: optional(day('Planned first day of all of them. With plannedEnd.')),
    plannedEnd: optional(day('Planned day of adoption of all of them; not before plannedStart. With plannedStart.')),
    byDays: optional(integer(-3_650, 3_650, 'Instead: days by which each is moved, negative for earlier.')),
    likeIncrement: optional(boolean('Instead, if true: each takes the dates of its increment.')),
    note,
  },
  async perform(work, input) {
    const datesFor = newDates(input);
    const ids = input.deployments.map(({ deploymentId }) => deploymentId);
    if (ids.length === 0) throw invalidInput([{ path: 'deployments', message: 'Must not be empty.' }]);
    if (new Set(ids).size < ids.length) throw invalidInput([{ path: 'deployments', message: 'Name each once.' }]);
    const { organizationId } = work.actor;
    const found = new Map((await lockDeployments(work, ids)).map((each) => [each.id, each] as const));
    const deployments = input.deployments.map(({ deploymentId, version }) => {
      const deployment = found.get(deploymentId);
      if (deployment?.organizationId !== organizationId) throw notFound('Deployment');
      work.demandVersion(deployment, version, 'Deployment');
      return deployment;
    });
    const unitNames = await namesOf(work, deployments);
    const increments = input.likeIncrement ? await incrementsOf(work, ids) : undefined;
    const plans = await currentPlans(
      work,
      [...new Set(deployments.map(({ improvementId }) => improvementId))],
      deployments.map(({ unitId }) => unitId),
    );
    for (const deployment of deployments) {
      const dates = sayingWhere(unitNames.get(deployment.unitId), () => {
        const taken = datesFor(deployment, increments?.get(deployment.id));
        demandWithinPlan(plans.get(deployment.improvementId), taken);
        return {
          ...taken,
          ...stateAfter(deployment, 'rescheduleDeployment', { openBlockers: deployment.blockers.length }),
        };
      });
      const settled = { hasOwnDates: !increments, expectedEnd: null, rescheduleRequestedAt: null };
      const about = header('DeploymentRescheduled', deployment, input.note);
      await writeDeployment(work, deployment, { ...dates, ...settled }, about);
    }
    return { id: ids[0] ?? '', facts: { deploymentIds: ids } };
  },
});

/** What is asked for: how the new dates of a deployment follow from the old ones and from those of its increment. */
function newDates({
  plannedStart,
  plannedEnd,
  byDays,
  likeIncrement,
}: {
  plannedStart: Date | null;
  plannedEnd: Date | null;
  byDays: number | null;
  likeIncrement: boolean | null;
}): (deployment: PlannedDates, increment: PlannedDates | undefined) => PlannedDates {
  const ways = [plannedStart !== null || plannedEnd !== null, byDays !== null, likeIncrement === true];
  if (ways.filter(Boolean).length !== 1)
    throw invalidInput([
      { path: 'byDays', message: 'Give either plannedStart and plannedEnd, or byDays, or likeIncrement.' },
    ]);
  if (byDays !== null) return (deployment) => shifted(deployment, byDays);
  if (likeIncrement) return (_deployment, increment) => demandInIncrement(increment);
  if (plannedStart === null || plannedEnd === null)
    throw invalidInput([{ path: plannedStart === null ? 'plannedStart' : 'plannedEnd', message: 'Give both dates.' }]);
  const dates = { plannedStart, plannedEnd };
  demandOrder(dates);
  return () => dates;
}

/** The increment that each of some deployments is part of, of those that are not over. */
async function incrementsOf(work: UnitOfWork, deploymentIds: readonly string[]): Promise<Map<string, PlannedDates>> {
  const parts = await work.db.incrementDeployment.findMany({
    where: {
      deploymentId: { in: [...deploymentIds] },
      increment: { state: { notIn: [...OVER_INCREMENT_STATES] }, plan: { state: { not: 'CANCELED' } } },
    },
    select: { deploymentId: true, increment: { select: { plannedStart: true, plannedEnd: true } } },
  });
  return new Map(parts.map(({ deploymentId, increment }) => [deploymentId, increment]));
}

async function namesOf(work: UnitOfWork, deployments: readonly LoadedDeployment[]): Promise<Map<string, string>> {
  const where = { id: { in: deployments.map(({ unitId }) => unitId) } };
  const units = await work.db.unit.findMany({ where, select: { id: true, name: true } });
  return new Map(units.map(({ id, name }) => [id, name]));
}

/** Says in which unit something is refused. */
function sayingWhere<T>(unitName: string | undefined, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError({ ...error.userError, message: `In "${unitName}": ${error.userError.message}` });
  }
}
