-- CreateIndex
CREATE INDEX "Blocker_ownerId_idx" ON "Blocker"("ownerId");
