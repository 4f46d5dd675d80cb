-- AlterTable
ALTER TABLE "Issuer" ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "subjectClaim" TEXT NOT NULL DEFAULT 'sub';

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "checkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "refreshToken" TEXT,
ADD COLUMN     "sub" TEXT;

-- CreateIndex
CREATE INDEX "Session_checkedAt_idx" ON "Session"("checkedAt");
