-- CreateEnum
CREATE TYPE "Health" AS ENUM ('ON_TRACK', 'AT_RISK', 'OFF_TRACK');

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "statusCadenceDays" INTEGER;

-- CreateTable
CREATE TABLE "StatusUpdate" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID,
    "planId" UUID,
    "unitId" UUID,
    "health" "Health" NOT NULL,
    "text" TEXT NOT NULL,
    "cadenceDays" INTEGER,
    "figures" JSONB NOT NULL,
    "previousId" UUID,
    "authorId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StatusUpdate_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateIndex
CREATE INDEX "StatusUpdate_organizationId_createdAt_id_idx" ON "StatusUpdate"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "StatusUpdate_improvementId_createdAt_id_idx" ON "StatusUpdate"("improvementId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "StatusUpdate_planId_createdAt_id_idx" ON "StatusUpdate"("planId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "StatusUpdate_unitId_createdAt_id_idx" ON "StatusUpdate"("unitId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "StatusUpdate_authorId_createdAt_id_idx" ON "StatusUpdate"("authorId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "StatusUpdate_previousId_idx" ON "StatusUpdate"("previousId");

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_planId_organizationId_fkey" FOREIGN KEY ("planId", "organizationId") REFERENCES "DeploymentPlan"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_previousId_organizationId_fkey" FOREIGN KEY ("previousId", "organizationId") REFERENCES "StatusUpdate"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_authorId_organizationId_fkey" FOREIGN KEY ("authorId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A status update is about one record.
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_one_record" CHECK (num_nonnulls("improvementId", "planId", "unitId") = 1);
