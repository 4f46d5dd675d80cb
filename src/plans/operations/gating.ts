import { z } from 'zod';
import { demandSponsor } from '../../auth/permissions.js';
import { dayOf } from '../../clock.js';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { rollBackDeployments } from '../../deployments/operations/bulk.js';
import {
  demandConditionsMet,
  demandDeployments,
  demandDeploymentsAdopted,
  demandPassedBefore,
  GATE_DECISIONS,
} from '../increment-rules.js';
import { changeIncrement } from './increment.js';
import type { LoadedIncrement } from './increment.js';

const target = { incrementId: recordId, version: recordVersion };
const noteForm = z.object({ ...target, note: optional(text) });

/** An increment is ready to begin: PLANNED → READY. */
export const readyIncrement = plainCommand({
  name: 'readyIncrement',
  input: noteForm,
  perform: (work, input) =>
    changeIncrement(work, input, 'IncrementReadied', ({ deployments }) => {
      demandDeployments(deployments.length);
      return {};
    }),
});

/** An increment begins: READY → RUNNING, by guard 2. A sponsor may override the order of increments with a reason. */
export const startIncrement = plainCommand({
  name: 'startIncrement',
  input: z.object({ ...target, overrideReason: optional(text), note: optional(text) }),
  perform: (work, { overrideReason, ...input }) => {
    if (overrideReason !== null) demandSponsor(work.actor, work.command, 'to override the order of increments');
    return changeIncrement(
      work,
      { ...input, note: input.note ?? overrideReason },
      'IncrementStarted',
      async (increment) => {
        const { planId, ordinal, conditions, deployments } = increment;
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
        return { patch: { actualStart: dayOf(work.now), ...override } };
      },
    );
  },
});

/** An increment waits for a sponsor to decide: RUNNING → AT_GATE. */
export const bringIncrementToGate = plainCommand({
  name: 'bringIncrementToGate',
  input: noteForm,
  perform: (work, input) => changeIncrement(work, input, 'IncrementBroughtToGate'),
});

/**
 * A sponsor decides at the gate: AT_GATE → PASSED by guard 2, HELD or ROLLED_BACK. With an increment that is rolled back,
 * its deployments that have begun fall back, too.
 */
export const decideGate = plainCommand({
  name: 'decideGate',
  input: z.object({ ...target, decision: z.enum(GATE_DECISIONS), reason: text }),
  perform: (work, { decision, reason, ...input }) =>
    changeIncrement(
      work,
      { ...input, note: reason },
      'GateDecided',
      async (increment) => {
        if (decision === 'PASS') await demandPassable(work, increment);
        const deploymentIds = increment.deployments.map(({ deploymentId }) => deploymentId);
        if (decision === 'ROLL_BACK') await rollBackDeployments(work, deploymentIds, reason);
        const over = decision === 'HOLD' ? {} : { actualEnd: dayOf(work.now) };
        return { patch: { gateDecidedById: work.actor.personId, gateReason: reason, ...over } };
      },
      decision,
    ),
});

/** An increment that was held goes on: HELD → RUNNING. It comes to its gate again. */
export const resumeIncrement = plainCommand({
  name: 'resumeIncrement',
  input: noteForm,
  perform: (work, input) => changeIncrement(work, input, 'IncrementResumed'),
});

/** Guard 2: an increment passes once its deployments are adopted or over, and its exit conditions are met. */
async function demandPassable(work: UnitOfWork, { id, conditions }: LoadedIncrement): Promise<void> {
  // Hazard: a deployment that is begun anew while the gate is passed on its waiver.
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
