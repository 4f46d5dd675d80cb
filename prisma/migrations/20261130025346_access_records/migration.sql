-- CreateEnum
CREATE TYPE "AccessKind" AS ENUM ('SIGN_IN', 'SIGN_IN_FAILED', 'SESSION_ENDED', 'TOKEN_CREATED', 'TOKEN_ROTATED', 'TOKEN_REVOKED', 'LIST_EXPORTED', 'DOCUMENT_READ', 'CHECKPOINT_READ', 'COMMAND_REFUSED');

-- CreateTable
CREATE TABLE "AccessRecord" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "AccessKind" NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID,
    "tokenId" UUID,
    "about" TEXT,
    "address" TEXT,
    "agent" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "AccessRecord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AccessRecord_organizationId_occurredAt_idx" ON "AccessRecord"("organizationId", "occurredAt");

-- CreateIndex
CREATE INDEX "AccessRecord_organizationId_kind_occurredAt_idx" ON "AccessRecord"("organizationId", "kind", "occurredAt");

-- CreateIndex
CREATE INDEX "AccessRecord_organizationId_personId_occurredAt_idx" ON "AccessRecord"("organizationId", "personId", "occurredAt");

-- CreateIndex
CREATE INDEX "AccessRecord_organizationId_tokenId_occurredAt_idx" ON "AccessRecord"("organizationId", "tokenId", "occurredAt");

-- CreateIndex
CREATE INDEX "AccessRecord_occurredAt_idx" ON "AccessRecord"("occurredAt");

-- AddForeignKey
ALTER TABLE "AccessRecord" ADD CONSTRAINT "AccessRecord_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AccessRecord" ADD CONSTRAINT "AccessRecord_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AccessRecord" ADD CONSTRAINT "AccessRecord_tokenId_organizationId_fkey" FOREIGN KEY ("tokenId", "organizationId") REFERENCES "Token"("id", "organizationId") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Keeps records of access as they were written, whoever asks. A deletion passes in a transaction that names the time before
-- which records may go, as the servers do for those that are older than they are kept. The owner of the table can disable this.
CREATE FUNCTION access_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."occurredAt" < NULLIF(current_setting('uplift.access_before', true), '')::timestamptz THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'Records of access stay as they were written: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER access_guard BEFORE UPDATE OR DELETE ON "AccessRecord" FOR EACH ROW EXECUTE FUNCTION access_guard();
CREATE TRIGGER access_guard_all BEFORE TRUNCATE ON "AccessRecord" FOR EACH STATEMENT EXECUTE FUNCTION access_guard();
