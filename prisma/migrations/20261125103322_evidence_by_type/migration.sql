-- CreateIndex
CREATE INDEX "Event_organizationId_type_position_idx" ON "Event"("organizationId", "type", "position");
