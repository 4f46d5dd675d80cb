-- AlterTable
ALTER TABLE "Webhook" ADD COLUMN     "document" TEXT;
