-- AlterTable
ALTER TABLE "EventLog" ADD COLUMN     "hintKey" TEXT NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
