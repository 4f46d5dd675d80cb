-- CreateEnum
CREATE TYPE "CommentState" AS ENUM ('OPEN', 'RESOLVED', 'REMOVED');

-- CreateTable
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID,
    "planId" UUID,
    "incrementId" UUID,
    "deploymentId" UUID,
    "issueId" UUID,
    "reviewId" UUID,
    "trainingItemId" UUID,
    "inReplyToId" UUID,
    "state" "CommentState" NOT NULL DEFAULT 'OPEN',
    "body" TEXT,
    "authorId" UUID NOT NULL,
    "revisedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,
    "resolvedAt" TIMESTAMPTZ(3),
    "removedById" UUID,
    "removedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateTable
CREATE TABLE "CommentMention" (
    "organizationId" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "CommentMention_pkey" PRIMARY KEY ("commentId","personId","organizationId")
);

-- CreateIndex
CREATE INDEX "Comment_organizationId_createdAt_id_idx" ON "Comment"("organizationId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_improvementId_createdAt_id_idx" ON "Comment"("improvementId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_planId_createdAt_id_idx" ON "Comment"("planId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_incrementId_createdAt_id_idx" ON "Comment"("incrementId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_deploymentId_createdAt_id_idx" ON "Comment"("deploymentId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_issueId_createdAt_id_idx" ON "Comment"("issueId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_reviewId_createdAt_id_idx" ON "Comment"("reviewId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_trainingItemId_createdAt_id_idx" ON "Comment"("trainingItemId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_inReplyToId_createdAt_id_idx" ON "Comment"("inReplyToId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_authorId_createdAt_id_idx" ON "Comment"("authorId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_resolvedById_idx" ON "Comment"("resolvedById");

-- CreateIndex
CREATE INDEX "Comment_removedById_idx" ON "Comment"("removedById");

-- CreateIndex
CREATE INDEX "CommentMention_personId_idx" ON "CommentMention"("personId");

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_improvementId_organizationId_fkey" FOREIGN KEY ("improvementId", "organizationId") REFERENCES "Improvement"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_planId_organizationId_fkey" FOREIGN KEY ("planId", "organizationId") REFERENCES "DeploymentPlan"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_incrementId_organizationId_fkey" FOREIGN KEY ("incrementId", "organizationId") REFERENCES "Increment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_deploymentId_organizationId_fkey" FOREIGN KEY ("deploymentId", "organizationId") REFERENCES "Deployment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_issueId_organizationId_fkey" FOREIGN KEY ("issueId", "organizationId") REFERENCES "Issue"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_reviewId_organizationId_fkey" FOREIGN KEY ("reviewId", "organizationId") REFERENCES "ResultReview"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_trainingItemId_organizationId_fkey" FOREIGN KEY ("trainingItemId", "organizationId") REFERENCES "TrainingItem"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_inReplyToId_organizationId_fkey" FOREIGN KEY ("inReplyToId", "organizationId") REFERENCES "Comment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_organizationId_fkey" FOREIGN KEY ("authorId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_resolvedById_organizationId_fkey" FOREIGN KEY ("resolvedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_removedById_organizationId_fkey" FOREIGN KEY ("removedById", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CommentMention" ADD CONSTRAINT "CommentMention_commentId_organizationId_fkey" FOREIGN KEY ("commentId", "organizationId") REFERENCES "Comment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CommentMention" ADD CONSTRAINT "CommentMention_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A comment is about one record, and has a text until it is removed.
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_one_record"
  CHECK (num_nonnulls("improvementId", "planId", "incrementId", "deploymentId", "issueId", "reviewId", "trainingItemId") = 1);
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_text" CHECK (("body" IS NULL) = ("state" = 'REMOVED'));
