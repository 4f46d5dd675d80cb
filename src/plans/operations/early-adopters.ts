import { Prisma } from '../../generated/prisma/client.js';

/**
 * Whether the unit of a deployment `d` is an early adopter of its improvement, OPM SP 3.2 subpractice 3, as SQL: it is part
 * of the first increment of the first plan that was not canceled, and that was not rolled back. What a later plan begins
 * with is not early.
 */
export const isEarlyAdopter = Prisma.sql`
  EXISTS (SELECT 1 FROM "IncrementDeployment" x JOIN "Increment" n ON n."id" = x."incrementId"
           WHERE x."deploymentId" = d."id" AND n."ordinal" = 1 AND n."state" <> 'ROLLED_BACK'
             AND n."planId" = (SELECT p."id" FROM "DeploymentPlan" p
                                WHERE p."improvementId" = d."improvementId" AND p."state" <> 'CANCELED'
                                ORDER BY p."createdAt", p."id" LIMIT 1))`;

/** Where early adopters are, in words. */
export const WHERE_EARLY =
  'in the first increment, not rolled back, of the first plan of the improvement that was not canceled';
