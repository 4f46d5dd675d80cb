-- CreateEnum
CREATE TYPE "RevisionKind" AS ENUM ('MEASURE', 'OBJECTIVE', 'PRIORITY', 'PLAN');

-- CreateEnum
CREATE TYPE "ReviewState" AS ENUM ('DRAFT', 'REVIEWED', 'SHARED');

-- CreateEnum
CREATE TYPE "ReviewTopic" AS ENUM ('LESSONS', 'MEASURES', 'OBJECTIVES', 'PRIORITIES', 'PLAN');

-- CreateEnum
CREATE TYPE "DecisionOutcome" AS ENUM ('CHANGE', 'NO_CHANGE');

-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "rollBackReason" TEXT;

-- AlterTable
ALTER TABLE "Improvement" ADD COLUMN     "priority" INTEGER;

-- CreateTable
CREATE TABLE "AcceptedDeviation" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "deploymentId" UUID,
    "issueId" UUID,
    "deviation" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "acceptedById" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AcceptedDeviation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "kind" "RevisionKind" NOT NULL,
    "recordId" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT,
    "reviewId" UUID,
    "revisedById" UUID NOT NULL,
    "revisedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultReview" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "state" "ReviewState" NOT NULL DEFAULT 'DRAFT',
    "summary" TEXT NOT NULL,
    "reviewedById" UUID,
    "reviewedAt" TIMESTAMPTZ(3),
    "sharedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResultReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewDecision" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "topic" "ReviewTopic" NOT NULL,
    "outcome" "DecisionOutcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lesson" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "unitId" UUID,
    "text" TEXT NOT NULL,
    "recordedById" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lesson_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AcceptedDeviation_planId_idx" ON "AcceptedDeviation"("planId");

-- CreateIndex
CREATE INDEX "AcceptedDeviation_deploymentId_idx" ON "AcceptedDeviation"("deploymentId");

-- CreateIndex
CREATE INDEX "AcceptedDeviation_issueId_idx" ON "AcceptedDeviation"("issueId");

-- CreateIndex
CREATE INDEX "AcceptedDeviation_acceptedById_idx" ON "AcceptedDeviation"("acceptedById");

-- CreateIndex
CREATE INDEX "Revision_organizationId_revisedAt_idx" ON "Revision"("organizationId", "revisedAt");

-- CreateIndex
CREATE INDEX "Revision_improvementId_revisedAt_idx" ON "Revision"("improvementId", "revisedAt");

-- CreateIndex
CREATE INDEX "Revision_reviewId_idx" ON "Revision"("reviewId");

-- CreateIndex
CREATE INDEX "Revision_revisedById_idx" ON "Revision"("revisedById");

-- CreateIndex
CREATE UNIQUE INDEX "ResultReview_planId_key" ON "ResultReview"("planId");

-- CreateIndex
CREATE INDEX "ResultReview_organizationId_state_idx" ON "ResultReview"("organizationId", "state");

-- CreateIndex
CREATE INDEX "ResultReview_reviewedById_idx" ON "ResultReview"("reviewedById");

-- CreateIndex
CREATE INDEX "ReviewDecision_decidedById_idx" ON "ReviewDecision"("decidedById");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewDecision_reviewId_topic_key" ON "ReviewDecision"("reviewId", "topic");

-- CreateIndex
CREATE INDEX "Lesson_reviewId_idx" ON "Lesson"("reviewId");

-- CreateIndex
CREATE INDEX "Lesson_unitId_idx" ON "Lesson"("unitId");

-- CreateIndex
CREATE INDEX "Lesson_organizationId_idx" ON "Lesson"("organizationId");

-- CreateIndex
CREATE INDEX "Lesson_recordedById_idx" ON "Lesson"("recordedById");

-- AddForeignKey
ALTER TABLE "AcceptedDeviation" ADD CONSTRAINT "AcceptedDeviation_planId_fkey" FOREIGN KEY ("planId") REFERENCES "DeploymentPlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AcceptedDeviation" ADD CONSTRAINT "AcceptedDeviation_deploymentId_fkey" FOREIGN KEY ("deploymentId") REFERENCES "Deployment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AcceptedDeviation" ADD CONSTRAINT "AcceptedDeviation_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AcceptedDeviation" ADD CONSTRAINT "AcceptedDeviation_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ResultReview"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_revisedById_fkey" FOREIGN KEY ("revisedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultReview" ADD CONSTRAINT "ResultReview_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultReview" ADD CONSTRAINT "ResultReview_planId_fkey" FOREIGN KEY ("planId") REFERENCES "DeploymentPlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultReview" ADD CONSTRAINT "ResultReview_reviewedById_fkey" FOREIGN KEY ("reviewedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ResultReview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lesson" ADD CONSTRAINT "Lesson_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lesson" ADD CONSTRAINT "Lesson_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ResultReview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lesson" ADD CONSTRAINT "Lesson_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lesson" ADD CONSTRAINT "Lesson_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Why deployments were rolled back before, in the words of the log.
UPDATE "Deployment" d SET "rollBackReason" = (
  SELECT e."note" FROM "Event" e
   WHERE e."recordId" = d."id" AND e."type" = 'DeploymentRolledBack' ORDER BY e."position" DESC LIMIT 1)
 WHERE d."state" = 'ROLLED_BACK';
