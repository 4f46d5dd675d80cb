-- CreateIndex
CREATE INDEX "Event_organizationId_deploymentId_position_idx" ON "Event"("organizationId", "deploymentId", "position");

-- CreateIndex
CREATE INDEX "Event_organizationId_actorId_position_idx" ON "Event"("organizationId", "actorId", "position");
