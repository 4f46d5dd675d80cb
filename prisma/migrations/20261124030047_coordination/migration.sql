-- CreateEnum
CREATE TYPE "CoordinationState" AS ENUM ('OPEN', 'DONE', 'DROPPED');

-- CreateTable
CREATE TABLE "CoordinationActivity" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "state" "CoordinationState" NOT NULL DEFAULT 'OPEN',
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "dueOn" DATE NOT NULL,
    "outcome" TEXT,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CoordinationActivity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CoordinationImprovement" (
    "activityId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,

    CONSTRAINT "CoordinationImprovement_pkey" PRIMARY KEY ("activityId","improvementId")
);

-- CreateTable
CREATE TABLE "CoordinationShare" (
    "activityId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,
    "note" TEXT,

    CONSTRAINT "CoordinationShare_pkey" PRIMARY KEY ("activityId","unitId")
);

-- CreateIndex
CREATE INDEX "CoordinationActivity_organizationId_state_idx" ON "CoordinationActivity"("organizationId", "state");

-- CreateIndex
CREATE INDEX "CoordinationActivity_organizationId_dueOn_id_idx" ON "CoordinationActivity"("organizationId", "dueOn", "id");

-- CreateIndex
CREATE INDEX "CoordinationActivity_improvementId_idx" ON "CoordinationActivity"("improvementId");

-- CreateIndex
CREATE INDEX "CoordinationActivity_ownerId_idx" ON "CoordinationActivity"("ownerId");

-- CreateIndex
CREATE INDEX "CoordinationImprovement_improvementId_idx" ON "CoordinationImprovement"("improvementId");

-- CreateIndex
CREATE INDEX "CoordinationShare_unitId_idx" ON "CoordinationShare"("unitId");

-- CreateIndex
CREATE INDEX "CoordinationShare_doneById_idx" ON "CoordinationShare"("doneById");

-- AddForeignKey
ALTER TABLE "CoordinationActivity" ADD CONSTRAINT "CoordinationActivity_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationActivity" ADD CONSTRAINT "CoordinationActivity_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationActivity" ADD CONSTRAINT "CoordinationActivity_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationImprovement" ADD CONSTRAINT "CoordinationImprovement_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "CoordinationActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationImprovement" ADD CONSTRAINT "CoordinationImprovement_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationShare" ADD CONSTRAINT "CoordinationShare_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "CoordinationActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationShare" ADD CONSTRAINT "CoordinationShare_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoordinationShare" ADD CONSTRAINT "CoordinationShare_doneById_fkey" FOREIGN KEY ("doneById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
