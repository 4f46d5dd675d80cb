-- CreateEnum
CREATE TYPE "PlanTemplateState" AS ENUM ('ACTIVE', 'RETIRED');

-- AlterTable
ALTER TABLE "DeploymentPlan" ADD COLUMN     "templateId" UUID,
ADD COLUMN     "templateVersion" INTEGER;

-- CreateTable
CREATE TABLE "PlanTemplate" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "state" "PlanTemplateState" NOT NULL DEFAULT 'ACTIVE',
    "duration" INTEGER NOT NULL,
    "barriers" JSONB NOT NULL DEFAULT '[]',
    "risks" JSONB NOT NULL DEFAULT '[]',
    "trainingNotes" TEXT,
    "consultingNotes" TEXT,
    "increments" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlanTemplate_organizationId_name_id_idx" ON "PlanTemplate"("organizationId", "name", "id");

-- CreateIndex
CREATE INDEX "DeploymentPlan_templateId_createdAt_idx" ON "DeploymentPlan"("templateId", "createdAt");

-- AddForeignKey
ALTER TABLE "DeploymentPlan" ADD CONSTRAINT "DeploymentPlan_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "PlanTemplate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanTemplate" ADD CONSTRAINT "PlanTemplate_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
