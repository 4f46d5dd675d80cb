-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "DeploymentPlan" ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3);

-- What was confirmed before: as the log tells, where that was not archived.
UPDATE "Deployment" d SET "confirmedAt" = (
    SELECT MAX(e."occurredAt") FROM "Event" e WHERE e."recordId" = d."id" AND e."type" = 'DeploymentConfirmed')
 WHERE d."confirmedById" IS NOT NULL;
UPDATE "DeploymentPlan" p SET "confirmedAt" = (
    SELECT MAX(e."occurredAt") FROM "Event" e WHERE e."recordId" = p."id" AND e."type" = 'PlanConfirmed')
 WHERE p."confirmedById" IS NOT NULL;
