-- Reads the whole log, while servers write.
ALTER TABLE "Event" VALIDATE CONSTRAINT "Event_organizationId_fkey", VALIDATE CONSTRAINT "Event_actorId_organizationId_fkey";
