import type { Work } from '../../commands/work.js';
import { deploymentLife, nextInLife } from '../rules.js';
import { header } from './deployment.js';

/**
 * Takes an improvement back out of the projects of some deployments, as part of another command. Those that have not
 * begun, or are over without it, stay as they are.
 */
export async function rollBackDeployments(work: Work, ids: readonly string[], reason: string): Promise<void> {
  await work.db.$queryRaw`
    SELECT 1 FROM "Deployment" d JOIN "Improvement" i ON i."id" = d."improvementId"
     WHERE d."id" = ANY(${[...ids]}::uuid[]) ORDER BY d."id" FOR NO KEY UPDATE OF d FOR SHARE OF i`;
  const deployments = await work.db.deployment.findMany({
    where: { id: { in: [...ids] }, state: { in: [...deploymentLife.rollBackDeployment.from] } },
    include: { improvement: true, blockers: { where: { removedAt: null } } },
    orderBy: { id: 'asc' },
  });
  for (const deployment of deployments) {
    const facts = { improvementState: deployment.improvement.state, openBlockers: deployment.blockers.length };
    const life = nextInLife({ ...deployment, ...facts }, 'rollBackDeployment');
    const about = header('DeploymentRolledBack', deployment, reason);
    await work.change(work.db.deployment, deployment, { ...life, rollBackReason: reason }, about);
  }
}
