-- CreateEnum
CREATE TYPE "DeploymentState" AS ENUM ('PLANNED', 'PREPARING', 'IN_PROGRESS', 'ADOPTED', 'CONFIRMED', 'BLOCKED', 'DEFERRED', 'WAIVED', 'ROLLED_BACK');

-- CreateEnum
CREATE TYPE "ImprovementKind" AS ENUM ('PROCESS', 'TECHNOLOGY');

-- CreateEnum
CREATE TYPE "ImprovementScale" AS ENUM ('INCREMENTAL', 'INNOVATIVE');

-- CreateEnum
CREATE TYPE "ImprovementOrigin" AS ENUM ('SUGGESTION', 'CAR_ACTION_PROPOSAL', 'APPRAISAL_FINDING', 'PILOT');

-- CreateEnum
CREATE TYPE "ImprovementState" AS ENUM ('SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING', 'DEPLOYED', 'CLOSED', 'REJECTED', 'ON_HOLD');

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('PROJECT', 'SUPPORT_GROUP', 'ORGANIZATIONAL_GROUP');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('VIEWER', 'PROJECT_LEAD', 'DEPLOYMENT_LEAD', 'SPONSOR', 'ADMINISTRATOR');

-- CreateTable
CREATE TABLE "CatalogImport" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CatalogImport_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "Deployment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "state" "DeploymentState" NOT NULL DEFAULT 'PLANNED',
    "resumeState" "DeploymentState",
    "percent" INTEGER NOT NULL DEFAULT 0,
    "plannedStart" DATE NOT NULL,
    "plannedEnd" DATE NOT NULL,
    "actualStart" DATE,
    "actualEnd" DATE,
    "processVersion" TEXT,
    "waiver" TEXT,
    "adoptedById" UUID,
    "confirmedById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Blocker" (
    "id" UUID NOT NULL,
    "deploymentId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "ownerId" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),
    "resolution" TEXT,

    CONSTRAINT "Blocker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Improvement" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" "ImprovementKind" NOT NULL,
    "scale" "ImprovementScale" NOT NULL,
    "origin" "ImprovementOrigin" NOT NULL,
    "state" "ImprovementState" NOT NULL DEFAULT 'SUGGESTED',
    "heldState" "ImprovementState",
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "practices" TEXT[],

    CONSTRAINT "Improvement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventLog" (
    "organizationId" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "epoch" TEXT NOT NULL,

    CONSTRAINT "EventLog_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "Event" (
    "organizationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID,
    "recordType" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "recordVersion" INTEGER NOT NULL,
    "improvementId" UUID,
    "deploymentId" UUID,
    "unitId" UUID,
    "note" TEXT,
    "before" JSONB,
    "after" JSONB NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("organizationId","position")
);

-- CreateTable
CREATE TABLE "CommandOutcome" (
    "organizationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "outcome" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommandOutcome_pkey" PRIMARY KEY ("organizationId","personId","key")
);

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "name" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitLead" (
    "unitId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "UnitLead_pkey" PRIMARY KEY ("unitId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "CatalogImport_id_key" ON "CatalogImport"("id");

-- CreateIndex
CREATE INDEX "Deployment_organizationId_state_idx" ON "Deployment"("organizationId", "state");

-- CreateIndex
CREATE INDEX "Deployment_organizationId_plannedEnd_id_idx" ON "Deployment"("organizationId", "plannedEnd", "id");

-- CreateIndex
CREATE INDEX "Deployment_unitId_idx" ON "Deployment"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Deployment_improvementId_unitId_key" ON "Deployment"("improvementId", "unitId");

-- CreateIndex
CREATE INDEX "Blocker_deploymentId_idx" ON "Blocker"("deploymentId");

-- CreateIndex
CREATE INDEX "Improvement_organizationId_state_idx" ON "Improvement"("organizationId", "state");

-- CreateIndex
CREATE INDEX "Improvement_practices_idx" ON "Improvement" USING GIN ("practices");

-- CreateIndex
CREATE UNIQUE INDEX "Improvement_organizationId_title_key" ON "Improvement"("organizationId", "title");

-- CreateIndex
CREATE INDEX "Event_recordId_recordVersion_idx" ON "Event"("recordId", "recordVersion");

-- CreateIndex
CREATE INDEX "Event_organizationId_improvementId_position_idx" ON "Event"("organizationId", "improvementId", "position");

-- CreateIndex
CREATE INDEX "Event_organizationId_unitId_position_idx" ON "Event"("organizationId", "unitId", "position");

-- CreateIndex
CREATE INDEX "CommandOutcome_createdAt_idx" ON "CommandOutcome"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Unit_organizationId_name_key" ON "Unit"("organizationId", "name");

-- CreateIndex
CREATE INDEX "Person_subject_idx" ON "Person"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "Person_organizationId_subject_key" ON "Person"("organizationId", "subject");

-- CreateIndex
CREATE INDEX "UnitLead_personId_idx" ON "UnitLead"("personId");

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_adoptedById_fkey" FOREIGN KEY ("adoptedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_confirmedById_fkey" FOREIGN KEY ("confirmedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Blocker" ADD CONSTRAINT "Blocker_deploymentId_fkey" FOREIGN KEY ("deploymentId") REFERENCES "Deployment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Blocker" ADD CONSTRAINT "Blocker_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Improvement" ADD CONSTRAINT "Improvement_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventLog" ADD CONSTRAINT "EventLog_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitLead" ADD CONSTRAINT "UnitLead_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitLead" ADD CONSTRAINT "UnitLead_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
