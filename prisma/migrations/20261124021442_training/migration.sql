-- CreateEnum
CREATE TYPE "TrainingKind" AS ENUM ('TRAINING', 'COMMUNICATION');

-- CreateEnum
CREATE TYPE "TrainingState" AS ENUM ('NEEDED', 'DRAFT', 'PUBLISHED', 'SUPERSEDED');

-- CreateTable
CREATE TABLE "TrainingItem" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "kind" "TrainingKind" NOT NULL,
    "title" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "assetChange" TEXT NOT NULL,
    "assetChangedOn" DATE,
    "state" "TrainingState" NOT NULL DEFAULT 'NEEDED',
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TrainingItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrainingVersion" (
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "link" TEXT,
    "text" TEXT,
    "writtenById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "TrainingVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrainingDelivery" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "deliveredOn" DATE NOT NULL,
    "trainer" TEXT NOT NULL,
    "headCount" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TrainingDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrainingAttendee" (
    "deliveryId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "TrainingAttendee_pkey" PRIMARY KEY ("deliveryId","personId")
);

-- CreateTable
CREATE TABLE "TrainingWaiver" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "acceptedById" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TrainingWaiver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TrainingItem_organizationId_state_idx" ON "TrainingItem"("organizationId", "state");

-- CreateIndex
CREATE INDEX "TrainingItem_improvementId_idx" ON "TrainingItem"("improvementId");

-- CreateIndex
CREATE INDEX "TrainingVersion_writtenById_idx" ON "TrainingVersion"("writtenById");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingVersion_itemId_number_key" ON "TrainingVersion"("itemId", "number");

-- CreateIndex
CREATE INDEX "TrainingDelivery_organizationId_deliveredOn_id_idx" ON "TrainingDelivery"("organizationId", "deliveredOn", "id");

-- CreateIndex
CREATE INDEX "TrainingDelivery_itemId_idx" ON "TrainingDelivery"("itemId");

-- CreateIndex
CREATE INDEX "TrainingDelivery_versionId_idx" ON "TrainingDelivery"("versionId");

-- CreateIndex
CREATE INDEX "TrainingDelivery_unitId_idx" ON "TrainingDelivery"("unitId");

-- CreateIndex
CREATE INDEX "TrainingAttendee_personId_idx" ON "TrainingAttendee"("personId");

-- CreateIndex
CREATE INDEX "TrainingWaiver_unitId_idx" ON "TrainingWaiver"("unitId");

-- CreateIndex
CREATE INDEX "TrainingWaiver_acceptedById_idx" ON "TrainingWaiver"("acceptedById");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingWaiver_itemId_unitId_key" ON "TrainingWaiver"("itemId", "unitId");

-- AddForeignKey
ALTER TABLE "TrainingItem" ADD CONSTRAINT "TrainingItem_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingItem" ADD CONSTRAINT "TrainingItem_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingVersion" ADD CONSTRAINT "TrainingVersion_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "TrainingItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingVersion" ADD CONSTRAINT "TrainingVersion_writtenById_fkey" FOREIGN KEY ("writtenById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingDelivery" ADD CONSTRAINT "TrainingDelivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingDelivery" ADD CONSTRAINT "TrainingDelivery_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "TrainingItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingDelivery" ADD CONSTRAINT "TrainingDelivery_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "TrainingVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingDelivery" ADD CONSTRAINT "TrainingDelivery_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingAttendee" ADD CONSTRAINT "TrainingAttendee_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "TrainingDelivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingAttendee" ADD CONSTRAINT "TrainingAttendee_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingWaiver" ADD CONSTRAINT "TrainingWaiver_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingWaiver" ADD CONSTRAINT "TrainingWaiver_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "TrainingItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingWaiver" ADD CONSTRAINT "TrainingWaiver_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingWaiver" ADD CONSTRAINT "TrainingWaiver_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
