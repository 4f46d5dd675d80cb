-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "planId" UUID;

-- CreateIndex
CREATE INDEX "Event_organizationId_planId_position_idx" ON "Event"("organizationId", "planId", "position");

-- Events of plans and increments that are in the log already.
UPDATE "Event" SET "planId" = "recordId" WHERE "recordType" = 'DeploymentPlan';
UPDATE "Event" e SET "planId" = i."planId" FROM "Increment" i WHERE e."recordType" = 'Increment' AND e."recordId" = i."id";
