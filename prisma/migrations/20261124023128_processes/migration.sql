-- CreateEnum
CREATE TYPE "TailoringState" AS ENUM ('RECORDED', 'WAIVER_REQUESTED', 'WAIVER_ACCEPTED', 'WAIVER_DECLINED', 'WITHDRAWN');

-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "processVersionId" UUID;

-- CreateTable
CREATE TABLE "DefinedProcess" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DefinedProcess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProcessVersion" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "processId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "issuedOn" DATE NOT NULL,
    "link" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProcessVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tailoring" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "state" "TailoringState" NOT NULL,
    "change" TEXT,
    "waiver" TEXT,
    "fromVersionId" UUID,
    "toVersionId" UUID,
    "decidedById" UUID,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Tailoring_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DefinedProcess_unitId_key" ON "DefinedProcess"("unitId");

-- CreateIndex
CREATE INDEX "DefinedProcess_organizationId_idx" ON "DefinedProcess"("organizationId");

-- CreateIndex
CREATE INDEX "ProcessVersion_organizationId_idx" ON "ProcessVersion"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "ProcessVersion_processId_number_key" ON "ProcessVersion"("processId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ProcessVersion_processId_label_key" ON "ProcessVersion"("processId", "label");

-- CreateIndex
CREATE INDEX "Tailoring_organizationId_createdAt_id_idx" ON "Tailoring"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Tailoring_improvementId_unitId_idx" ON "Tailoring"("improvementId", "unitId");

-- CreateIndex
CREATE INDEX "Tailoring_unitId_idx" ON "Tailoring"("unitId");

-- CreateIndex
CREATE INDEX "Tailoring_fromVersionId_idx" ON "Tailoring"("fromVersionId");

-- CreateIndex
CREATE INDEX "Tailoring_toVersionId_idx" ON "Tailoring"("toVersionId");

-- CreateIndex
CREATE INDEX "Tailoring_decidedById_idx" ON "Tailoring"("decidedById");

-- CreateIndex
CREATE INDEX "Deployment_processVersionId_idx" ON "Deployment"("processVersionId");

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_processVersionId_fkey" FOREIGN KEY ("processVersionId") REFERENCES "ProcessVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DefinedProcess" ADD CONSTRAINT "DefinedProcess_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DefinedProcess" ADD CONSTRAINT "DefinedProcess_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcessVersion" ADD CONSTRAINT "ProcessVersion_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcessVersion" ADD CONSTRAINT "ProcessVersion_processId_fkey" FOREIGN KEY ("processId") REFERENCES "DefinedProcess"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tailoring" ADD CONSTRAINT "Tailoring_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tailoring" ADD CONSTRAINT "Tailoring_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tailoring" ADD CONSTRAINT "Tailoring_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tailoring" ADD CONSTRAINT "Tailoring_fromVersionId_fkey" FOREIGN KEY ("fromVersionId") REFERENCES "ProcessVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tailoring" ADD CONSTRAINT "Tailoring_toVersionId_fkey" FOREIGN KEY ("toVersionId") REFERENCES "ProcessVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tailoring" ADD CONSTRAINT "Tailoring_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
