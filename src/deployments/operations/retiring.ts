import { administrators } from '../../auth/allowed.js';
import { optional, text } from '../../commands/fields.js';
import { unitCommand } from '../../organization/operations/unit.js';
import { demandNotRetired, demandRetired } from '../../organization/rules.js';
import { demandNothingOpen, OPEN_STATES } from '../rules.js';

const note = optional(text('The reason.'));

export const retireUnit = unitCommand({
  name: 'retireUnit',
  description:
    'Retires a unit, such as a project that has finished: it leaves the matrix, coverage and waiting work, and nothing new begins in it. Its history stays. Refused while it has deployments that are neither over nor adopted.',
  allowed: administrators,
  event: 'UnitRetired',
  input: { reason: note },
  guard: (_actor, unit) => demandNotRetired(unit),
  async change({ db, now }, { id: unitId, name }, { reason }) {
    // Hazard: a deployment that begins meanwhile. Whatever begins holds the unit, so that it has come when we count.
    await db.$queryRaw`SELECT 1 FROM "Unit" WHERE "id" = ${unitId}::uuid FOR NO KEY UPDATE`;
    demandNothingOpen(name, await db.deployment.count({ where: { unitId, state: { in: [...OPEN_STATES] } } }));
    return { patch: { retiredAt: now }, note: reason };
  },
});

export const reinstateUnit = unitCommand({
  name: 'reinstateUnit',
  description: 'Reinstates a retired unit.',
  allowed: administrators,
  event: 'UnitReinstated',
  input: { reason: note },
  guard: (_actor, unit) => demandRetired(unit),
  change: (_work, _unit, { reason }) => ({ patch: { retiredAt: null }, note: reason }),
});
