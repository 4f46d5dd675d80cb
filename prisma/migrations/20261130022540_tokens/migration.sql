-- CreateTable
CREATE TABLE "Token" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "unitIds" UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "lastUsedFrom" TEXT,
    "revokedAt" TIMESTAMPTZ(3),
    "replacesId" UUID,

    CONSTRAINT "Token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Token_hash_key" ON "Token"("hash");

-- CreateIndex
CREATE INDEX "Token_personId_idx" ON "Token"("personId");

-- CreateIndex
CREATE INDEX "Token_organizationId_createdAt_idx" ON "Token"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "Token_organizationId_expiresAt_idx" ON "Token"("organizationId", "expiresAt");

-- CreateIndex
CREATE INDEX "Token_organizationId_name_idx" ON "Token"("organizationId", "name");

-- CreateIndex
CREATE INDEX "Token_revokedAt_idx" ON "Token"("revokedAt");

-- CreateIndex
CREATE INDEX "Token_expiresAt_idx" ON "Token"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Token_id_organizationId_key" ON "Token"("id", "organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Token_replacesId_organizationId_key" ON "Token"("replacesId", "organizationId");

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_replacesId_organizationId_fkey" FOREIGN KEY ("replacesId", "organizationId") REFERENCES "Token"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
