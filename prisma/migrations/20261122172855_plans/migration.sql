-- CreateEnum
CREATE TYPE "ImprovementRelationKind" AS ENUM ('REQUIRES', 'CONFLICTS_WITH', 'BUNDLED_WITH', 'REPLACES');

-- CreateEnum
CREATE TYPE "PlanState" AS ENUM ('DRAFT', 'IN_REVIEW', 'AGREED', 'ACTIVE', 'SUSPENDED', 'CONFIRMED', 'REVIEWED', 'CLOSED', 'CANCELED');

-- CreateEnum
CREATE TYPE "IncrementState" AS ENUM ('PLANNED', 'READY', 'RUNNING', 'AT_GATE', 'PASSED', 'HELD', 'ROLLED_BACK');

-- CreateEnum
CREATE TYPE "ConditionKind" AS ENUM ('ENTRY', 'EXIT');

-- CreateTable
CREATE TABLE "ImprovementRelation" (
    "id" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "kind" "ImprovementRelationKind" NOT NULL,
    "toId" UUID NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImprovementRelation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeploymentPlan" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "state" "PlanState" NOT NULL DEFAULT 'DRAFT',
    "planVersion" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "activatedById" UUID,
    "confirmedById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeploymentPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanVersion" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "plannedStart" DATE NOT NULL,
    "plannedEnd" DATE NOT NULL,
    "barriers" JSONB NOT NULL DEFAULT '[]',
    "risks" JSONB NOT NULL DEFAULT '[]',
    "trainingNotes" TEXT,
    "consultingNotes" TEXT,
    "writtenById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanTarget" (
    "versionId" UUID NOT NULL,
    "unitId" UUID NOT NULL,

    CONSTRAINT "PlanTarget_pkey" PRIMARY KEY ("versionId","unitId")
);

-- CreateTable
CREATE TABLE "PlanExclusion" (
    "versionId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "PlanExclusion_pkey" PRIMARY KEY ("versionId","unitId")
);

-- CreateTable
CREATE TABLE "PlanAgreement" (
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "unitId" UUID,
    "agreed" BOOLEAN NOT NULL,
    "note" TEXT,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanAgreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Increment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" "IncrementState" NOT NULL DEFAULT 'PLANNED',
    "plannedStart" DATE NOT NULL,
    "plannedEnd" DATE NOT NULL,
    "actualStart" DATE,
    "actualEnd" DATE,
    "fallBack" TEXT NOT NULL,
    "overrideReason" TEXT,
    "overriddenById" UUID,
    "gateDecidedById" UUID,
    "gateReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Increment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncrementCondition" (
    "id" UUID NOT NULL,
    "incrementId" UUID NOT NULL,
    "kind" "ConditionKind" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "metAt" TIMESTAMPTZ(3),
    "metById" UUID,
    "evidence" TEXT,

    CONSTRAINT "IncrementCondition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncrementDeployment" (
    "incrementId" UUID NOT NULL,
    "deploymentId" UUID NOT NULL,

    CONSTRAINT "IncrementDeployment_pkey" PRIMARY KEY ("incrementId","deploymentId")
);

-- CreateIndex
CREATE INDEX "ImprovementRelation_toId_idx" ON "ImprovementRelation"("toId");

-- CreateIndex
CREATE UNIQUE INDEX "ImprovementRelation_fromId_kind_toId_key" ON "ImprovementRelation"("fromId", "kind", "toId");

-- CreateIndex
CREATE INDEX "DeploymentPlan_organizationId_state_idx" ON "DeploymentPlan"("organizationId", "state");

-- CreateIndex
CREATE INDEX "DeploymentPlan_improvementId_createdAt_idx" ON "DeploymentPlan"("improvementId", "createdAt");

-- CreateIndex
CREATE INDEX "PlanVersion_writtenById_idx" ON "PlanVersion"("writtenById");

-- CreateIndex
CREATE UNIQUE INDEX "PlanVersion_planId_number_key" ON "PlanVersion"("planId", "number");

-- CreateIndex
CREATE INDEX "PlanTarget_unitId_idx" ON "PlanTarget"("unitId");

-- CreateIndex
CREATE INDEX "PlanExclusion_unitId_idx" ON "PlanExclusion"("unitId");

-- CreateIndex
CREATE INDEX "PlanAgreement_versionId_idx" ON "PlanAgreement"("versionId");

-- CreateIndex
CREATE INDEX "PlanAgreement_personId_idx" ON "PlanAgreement"("personId");

-- CreateIndex
CREATE INDEX "PlanAgreement_unitId_idx" ON "PlanAgreement"("unitId");

-- CreateIndex
CREATE INDEX "Increment_organizationId_state_idx" ON "Increment"("organizationId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Increment_planId_ordinal_key" ON "Increment"("planId", "ordinal");

-- CreateIndex
CREATE INDEX "IncrementCondition_metById_idx" ON "IncrementCondition"("metById");

-- CreateIndex
CREATE UNIQUE INDEX "IncrementCondition_incrementId_kind_ordinal_key" ON "IncrementCondition"("incrementId", "kind", "ordinal");

-- CreateIndex
CREATE INDEX "IncrementDeployment_deploymentId_idx" ON "IncrementDeployment"("deploymentId");

-- AddForeignKey
ALTER TABLE "ImprovementRelation" ADD CONSTRAINT "ImprovementRelation_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImprovementRelation" ADD CONSTRAINT "ImprovementRelation_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeploymentPlan" ADD CONSTRAINT "DeploymentPlan_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeploymentPlan" ADD CONSTRAINT "DeploymentPlan_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeploymentPlan" ADD CONSTRAINT "DeploymentPlan_activatedById_fkey" FOREIGN KEY ("activatedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeploymentPlan" ADD CONSTRAINT "DeploymentPlan_confirmedById_fkey" FOREIGN KEY ("confirmedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_planId_fkey" FOREIGN KEY ("planId") REFERENCES "DeploymentPlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_writtenById_fkey" FOREIGN KEY ("writtenById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanTarget" ADD CONSTRAINT "PlanTarget_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "PlanVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanTarget" ADD CONSTRAINT "PlanTarget_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanExclusion" ADD CONSTRAINT "PlanExclusion_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "PlanVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanExclusion" ADD CONSTRAINT "PlanExclusion_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanAgreement" ADD CONSTRAINT "PlanAgreement_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "PlanVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanAgreement" ADD CONSTRAINT "PlanAgreement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanAgreement" ADD CONSTRAINT "PlanAgreement_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Increment" ADD CONSTRAINT "Increment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Increment" ADD CONSTRAINT "Increment_planId_fkey" FOREIGN KEY ("planId") REFERENCES "DeploymentPlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Increment" ADD CONSTRAINT "Increment_overriddenById_fkey" FOREIGN KEY ("overriddenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Increment" ADD CONSTRAINT "Increment_gateDecidedById_fkey" FOREIGN KEY ("gateDecidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncrementCondition" ADD CONSTRAINT "IncrementCondition_incrementId_fkey" FOREIGN KEY ("incrementId") REFERENCES "Increment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncrementCondition" ADD CONSTRAINT "IncrementCondition_metById_fkey" FOREIGN KEY ("metById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncrementDeployment" ADD CONSTRAINT "IncrementDeployment_incrementId_fkey" FOREIGN KEY ("incrementId") REFERENCES "Increment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncrementDeployment" ADD CONSTRAINT "IncrementDeployment_deploymentId_fkey" FOREIGN KEY ("deploymentId") REFERENCES "Deployment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
