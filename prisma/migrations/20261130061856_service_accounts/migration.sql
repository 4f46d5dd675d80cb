-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "ownerId" UUID;

-- CreateIndex
CREATE INDEX "Person_ownerId_idx" ON "Person"("ownerId");

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_ownerId_organizationId_fkey" FOREIGN KEY ("ownerId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;
