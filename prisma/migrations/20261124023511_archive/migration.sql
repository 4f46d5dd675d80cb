-- AlterTable
ALTER TABLE "EventLog" ADD COLUMN     "archivedThrough" INTEGER NOT NULL DEFAULT 0;
