-- CreateEnum
CREATE TYPE "AffirmationState" AS ENUM ('AFFIRMED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "Affirmation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "practiceRef" TEXT NOT NULL,
    "subpractice" INTEGER,
    "improvementId" UUID,
    "unitId" UUID,
    "text" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "state" "AffirmationState" NOT NULL DEFAULT 'AFFIRMED',
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Affirmation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Affirmation_organizationId_practiceRef_createdAt_idx" ON "Affirmation"("organizationId", "practiceRef", "createdAt");

-- CreateIndex
CREATE INDEX "Affirmation_improvementId_idx" ON "Affirmation"("improvementId");

-- CreateIndex
CREATE INDEX "Affirmation_unitId_idx" ON "Affirmation"("unitId");

-- CreateIndex
CREATE INDEX "Affirmation_personId_idx" ON "Affirmation"("personId");

-- AddForeignKey
ALTER TABLE "Affirmation" ADD CONSTRAINT "Affirmation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Affirmation" ADD CONSTRAINT "Affirmation_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Affirmation" ADD CONSTRAINT "Affirmation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Affirmation" ADD CONSTRAINT "Affirmation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
