-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "hasOwnDates" BOOLEAN NOT NULL DEFAULT false;
