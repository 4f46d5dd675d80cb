-- CreateEnum
CREATE TYPE "ConsultingState" AS ENUM ('REQUESTED', 'SCHEDULED', 'DELIVERED', 'CLOSED', 'DECLINED');

-- CreateTable
CREATE TABLE "ConsultingSession" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "state" "ConsultingState" NOT NULL DEFAULT 'REQUESTED',
    "topics" TEXT NOT NULL,
    "requestedById" UUID NOT NULL,
    "consultantId" UUID,
    "scheduledOn" DATE,
    "deliveredOn" DATE,
    "hours" DOUBLE PRECISION,
    "outcome" TEXT,
    "followUp" TEXT,
    "followUpDone" TEXT,
    "inPlaceOfTraining" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsultingSession_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConsultingSession_organizationId_createdAt_id_idx" ON "ConsultingSession"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ConsultingSession_organizationId_state_idx" ON "ConsultingSession"("organizationId", "state");

-- CreateIndex
CREATE INDEX "ConsultingSession_improvementId_idx" ON "ConsultingSession"("improvementId");

-- CreateIndex
CREATE INDEX "ConsultingSession_unitId_idx" ON "ConsultingSession"("unitId");

-- CreateIndex
CREATE INDEX "ConsultingSession_requestedById_idx" ON "ConsultingSession"("requestedById");

-- CreateIndex
CREATE INDEX "ConsultingSession_consultantId_idx" ON "ConsultingSession"("consultantId");

-- AddForeignKey
ALTER TABLE "ConsultingSession" ADD CONSTRAINT "ConsultingSession_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultingSession" ADD CONSTRAINT "ConsultingSession_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultingSession" ADD CONSTRAINT "ConsultingSession_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultingSession" ADD CONSTRAINT "ConsultingSession_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultingSession" ADD CONSTRAINT "ConsultingSession_consultantId_fkey" FOREIGN KEY ("consultantId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
