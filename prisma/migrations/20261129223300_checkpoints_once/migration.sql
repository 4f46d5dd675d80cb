-- Takes no time: these columns only change the catalog of Postgres. Servers of the version before make their checkpoints as they did.
ALTER TABLE "EventLog" ADD COLUMN "checkpointAt" TIMESTAMPTZ(3), ADD COLUMN "checkpointPosition" INTEGER;
