-- CreateTable
CREATE TABLE "ErasedSubject" (
    "organizationId" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ErasedSubject_pkey" PRIMARY KEY ("hash","organizationId")
);

-- AddForeignKey
ALTER TABLE "ErasedSubject" ADD CONSTRAINT "ErasedSubject_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
