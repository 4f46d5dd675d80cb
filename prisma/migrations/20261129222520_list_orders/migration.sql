-- DropIndex
DROP INDEX "Deployment_organizationId_state_idx";

-- DropIndex
DROP INDEX "Deployment_unitId_idx";

-- CreateIndex
CREATE INDEX "Deployment_organizationId_state_plannedEnd_id_idx" ON "Deployment"("organizationId", "state", "plannedEnd", "id");

-- CreateIndex
CREATE INDEX "Deployment_improvementId_plannedEnd_id_idx" ON "Deployment"("improvementId", "plannedEnd", "id");

-- CreateIndex
CREATE INDEX "Deployment_unitId_plannedEnd_id_idx" ON "Deployment"("unitId", "plannedEnd", "id");

-- CreateIndex
CREATE INDEX "Improvement_organizationId_createdAt_id_idx" ON "Improvement"("organizationId", "createdAt" DESC, "id");
