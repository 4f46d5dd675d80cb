-- CreateEnum
CREATE TYPE "WebhookMode" AS ENUM ('ORDERED', 'PARK_FAILED');

-- CreateEnum
CREATE TYPE "WebhookStop" AS ENUM ('DISABLED', 'GONE', 'FAILING', 'OWNER_LEFT');

-- CreateEnum
CREATE TYPE "WebhookDeliveryState" AS ENUM ('DELIVERED', 'RETRYING', 'FAILED');

-- AlterEnum
ALTER TYPE "AccessKind" ADD VALUE 'WEBHOOK_CHANGED';

-- CreateTable
CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "mode" "WebhookMode" NOT NULL DEFAULT 'ORDERED',
    "secret" TEXT NOT NULL,
    "signingKey" TEXT NOT NULL,
    "oldSecret" TEXT,
    "oldSigningKey" TEXT,
    "oldSecretUntil" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "disabledFor" "WebhookStop",
    "position" INTEGER NOT NULL,
    "epoch" TEXT NOT NULL,
    "hash" BYTEA,
    "resets" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "senderId" UUID,
    "sendingUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "position" INTEGER,
    "state" "WebhookDeliveryState" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "status" INTEGER,
    "duration" INTEGER NOT NULL,
    "answer" TEXT,
    "error" TEXT,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateIndex
CREATE INDEX "Webhook_organizationId_createdAt_idx" ON "Webhook"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "Webhook_organizationId_name_idx" ON "Webhook"("organizationId", "name");

-- CreateIndex
CREATE INDEX "Webhook_ownerId_idx" ON "Webhook"("ownerId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_state_position_idx" ON "WebhookDelivery"("webhookId", "state", "position");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_lastAt_idx" ON "WebhookDelivery"("webhookId", "lastAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_lastAt_idx" ON "WebhookDelivery"("lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_webhookId_messageId_organizationId_key" ON "WebhookDelivery"("webhookId", "messageId", "organizationId");

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_ownerId_organizationId_fkey" FOREIGN KEY ("ownerId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_organizationId_fkey" FOREIGN KEY ("webhookId", "organizationId") REFERENCES "Webhook"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
