ALTER TABLE "Person" ADD COLUMN "email" TEXT, ADD COLUMN "locale" TEXT, ADD COLUMN "timeZone" TEXT;

-- The conditions always hold. They keep the columns from being keys: while a key changes, whoever writes an event of the person
-- waits for it, with the log locked that the change needs to end.
CREATE UNIQUE INDEX "Person_subject_once" ON "Person"("organizationId", "subject") WHERE "subject" IS NOT NULL;
CREATE UNIQUE INDEX "Person_email_once" ON "Person"("organizationId", "email") WHERE "email" IS NOT NULL;
DROP INDEX "Person_organizationId_subject_key";
