-- CreateEnum
CREATE TYPE "MeasureDirection" AS ENUM ('HIGHER_IS_BETTER', 'LOWER_IS_BETTER');

-- CreateTable
CREATE TABLE "Measure" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "improvementId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unitOfMeasurement" TEXT NOT NULL,
    "direction" "MeasureDirection" NOT NULL,
    "objective" DOUBLE PRECISION,
    "why" TEXT NOT NULL,
    "dropReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeasureBaseline" (
    "id" UUID NOT NULL,
    "measureId" UUID NOT NULL,
    "unitId" UUID,
    "periodStart" DATE NOT NULL,
    "periodEnd" DATE NOT NULL,
    "fixedById" UUID NOT NULL,
    "fixedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MeasureBaseline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeasureReading" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "measureId" UUID NOT NULL,
    "unitId" UUID,
    "day" DATE NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "recordedById" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MeasureReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Measure_organizationId_createdAt_idx" ON "Measure"("organizationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Measure_improvementId_name_key" ON "Measure"("improvementId", "name");

-- CreateIndex
CREATE INDEX "MeasureBaseline_unitId_idx" ON "MeasureBaseline"("unitId");

-- CreateIndex
CREATE INDEX "MeasureBaseline_fixedById_idx" ON "MeasureBaseline"("fixedById");

-- CreateIndex
CREATE UNIQUE INDEX "MeasureBaseline_measureId_unitId_key" ON "MeasureBaseline"("measureId", "unitId");

-- CreateIndex
CREATE INDEX "MeasureReading_organizationId_day_idx" ON "MeasureReading"("organizationId", "day");

-- CreateIndex
CREATE INDEX "MeasureReading_unitId_idx" ON "MeasureReading"("unitId");

-- CreateIndex
CREATE INDEX "MeasureReading_recordedById_idx" ON "MeasureReading"("recordedById");

-- CreateIndex
CREATE UNIQUE INDEX "MeasureReading_measureId_unitId_day_key" ON "MeasureReading"("measureId", "unitId", "day");

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_improvementId_fkey" FOREIGN KEY ("improvementId") REFERENCES "Improvement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureBaseline" ADD CONSTRAINT "MeasureBaseline_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureBaseline" ADD CONSTRAINT "MeasureBaseline_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureBaseline" ADD CONSTRAINT "MeasureBaseline_fixedById_fkey" FOREIGN KEY ("fixedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureReading" ADD CONSTRAINT "MeasureReading_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureReading" ADD CONSTRAINT "MeasureReading_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureReading" ADD CONSTRAINT "MeasureReading_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeasureReading" ADD CONSTRAINT "MeasureReading_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
