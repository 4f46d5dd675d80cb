-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "issuerId" UUID;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "issuerId" UUID;

-- CreateTable
CREATE TABLE "Issuer" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecret" TEXT,
    "clientSecretSetAt" TIMESTAMPTZ(3),
    "audience" TEXT,
    "domains" TEXT[],
    "removedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Issuer_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateIndex
CREATE INDEX "Issuer_organizationId_idx" ON "Issuer"("organizationId");

-- CreateIndex
CREATE INDEX "Issuer_address_idx" ON "Issuer"("address");

-- CreateIndex
CREATE INDEX "Person_issuerId_idx" ON "Person"("issuerId");

-- CreateIndex
CREATE INDEX "Session_issuerId_idx" ON "Session"("issuerId");

-- AddForeignKey
ALTER TABLE "Issuer" ADD CONSTRAINT "Issuer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_issuerId_organizationId_fkey" FOREIGN KEY ("issuerId", "organizationId") REFERENCES "Issuer"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_issuerId_organizationId_fkey" FOREIGN KEY ("issuerId", "organizationId") REFERENCES "Issuer"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;
