-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "deferredUntil" DATE,
ADD COLUMN     "expectedEnd" DATE,
ADD COLUMN     "percentBeforeAdoption" INTEGER,
ADD COLUMN     "rescheduleRequestedAt" TIMESTAMPTZ(3);
