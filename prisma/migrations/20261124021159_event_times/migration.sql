-- CreateIndex
CREATE INDEX "Event_organizationId_occurredAt_position_idx" ON "Event"("organizationId", "occurredAt", "position");
