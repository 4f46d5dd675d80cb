-- CreateTable
CREATE TABLE "DayMark" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "timeZone" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DayMark_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateTable
CREATE TABLE "Lateness" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "deploymentId" UUID,
    "incrementId" UUID,
    "plannedEnd" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lateness_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateIndex
CREATE UNIQUE INDEX "DayMark_organizationId_timeZone_key" ON "DayMark"("organizationId", "timeZone");

-- CreateIndex
CREATE UNIQUE INDEX "Lateness_organizationId_deploymentId_plannedEnd_key" ON "Lateness"("organizationId", "deploymentId", "plannedEnd");

-- CreateIndex
CREATE UNIQUE INDEX "Lateness_organizationId_incrementId_plannedEnd_key" ON "Lateness"("organizationId", "incrementId", "plannedEnd");

-- AddForeignKey
ALTER TABLE "DayMark" ADD CONSTRAINT "DayMark_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Lateness" ADD CONSTRAINT "Lateness_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Lateness" ADD CONSTRAINT "Lateness_deploymentId_organizationId_fkey" FOREIGN KEY ("deploymentId", "organizationId") REFERENCES "Deployment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Lateness" ADD CONSTRAINT "Lateness_incrementId_organizationId_fkey" FOREIGN KEY ("incrementId", "organizationId") REFERENCES "Increment"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
