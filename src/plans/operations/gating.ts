import { afterSignIn, deploymentLeads, sponsors } from '../../auth/allowed.js';
import { demandSponsor } from '../../auth/permissions.js';
import { enumOf, note, optional, reason, text } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { rollBackDeployments } from '../../deployments/operations/bulk.js';
import {
  demandConditionsMet,
  demandDeployments,
  demandDeploymentsAdopted,
  demandPassedBefore,
  GateDecision,
} from '../increment-rules.js';
import { incrementCommand } from './increment.js';
import type { LoadedIncrement } from './increment.js';

export const readyIncrement = incrementCommand({
  name: 'readyIncrement',
  description: 'Marks an increment that has deployments as ready to start: PLANNED to READY.',
  allowed: deploymentLeads,
  event: 'IncrementReadied',
  input: { note },
  change(_work, { deployments }) {
    demandDeployments(deployments.length);
    return {};
  },
});

/** Guard 2. */
export const startIncrement = incrementCommand({
  name: 'startIncrement',
  description:
    'Starts an increment whose entry conditions are met, after the previous one has passed its gate: READY to RUNNING.',
  allowed: deploymentLeads,
  event: 'IncrementStarted',
  input: { overrideReason: optional(text('Why it starts before the previous one has passed. Sponsors.')), note },
  prepare(work, { overrideReason }) {
    if (overrideReason !== null) demandSponsor(work.actor, work.command, 'to override the order of increments');
  },
  async change(work, { planId, ordinal, conditions, deployments }, { overrideReason }) {
    const before = await work.db.increment.findFirst({
      where: { planId, ordinal: { lt: ordinal } },
      orderBy: { ordinal: 'desc' },
    });
    demandPassedBefore(before, overrideReason);
    demandDeployments(deployments.length);
    demandConditionsMet(
      'entry',
      conditions.filter(({ kind }) => kind === 'ENTRY'),
    );
    const overridden = overrideReason !== null && before !== null && before.state !== 'PASSED';
    const override = overridden ? { overrideReason, overriddenById: work.actor.personId } : {};
    return { patch: { actualStart: await work.today(null), ...override }, note: overrideReason };
  },
});

export const bringIncrementToGate = incrementCommand({
  name: 'bringIncrementToGate',
  description: 'Brings an increment to its gate, where a sponsor decides: RUNNING to AT_GATE.',
  allowed: deploymentLeads,
  event: 'IncrementBroughtToGate',
  input: { note },
});

/** Guard 2. With an increment that is rolled back, its deployments that have begun fall back, too. */
export const decideGate = incrementCommand({
  name: 'decideGate',
  description:
    'Decides at the gate of an increment: AT_GATE to PASSED, HELD or ROLLED_BACK. It passes only with each deployment adopted, confirmed, waived or rolled back and its exit conditions met.',
  allowed: afterSignIn('GATE', sponsors),
  event: 'GateDecided',
  input: { decision: enumOf(GateDecision, 'GateDecision', 'The decision.'), reason },
  noteFrom: 'reason',
  async change(work, increment, { decision, reason: gateReason }) {
    if (decision === 'PASS') await demandPassable(work, increment);
    const deploymentIds = increment.deployments.map(({ deploymentId }) => deploymentId);
    if (decision === 'ROLL_BACK') await rollBackDeployments(work, deploymentIds, gateReason);
    const over = decision === 'HOLD' ? {} : { actualEnd: await work.today(null) };
    return { patch: { gateDecidedById: work.actor.personId, gateReason, ...over }, decision };
  },
});

export const resumeIncrement = incrementCommand({
  name: 'resumeIncrement',
  description: 'Resumes an increment that was held at its gate: HELD to RUNNING.',
  allowed: deploymentLeads,
  event: 'IncrementResumed',
  input: { note },
});

/** Guard 2: an increment passes once its deployments are adopted or over, and its exit conditions are met. */
async function demandPassable(work: UnitOfWork, { id, conditions }: LoadedIncrement): Promise<void> {
  // Hazard: a deployment that is planned again while the gate is passed on its waiver.
  await work.db.$queryRaw`
    SELECT 1 FROM "Deployment" d JOIN "IncrementDeployment" i ON i."deploymentId" = d."id"
     WHERE i."incrementId" = ${id}::uuid ORDER BY d."id" FOR SHARE OF d`;
  const deployments = await work.db.deployment.findMany({
    where: { increments: { some: { incrementId: id } } },
    include: { unit: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  demandDeploymentsAdopted(deployments.map(({ state, unit }) => ({ state, unitName: unit.name })));
  demandConditionsMet(
    'exit',
    conditions.filter(({ kind }) => kind === 'EXIT'),
  );
}
