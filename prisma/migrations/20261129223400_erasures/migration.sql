-- Counts the events of a log whose texts were erased, so that servers notice that they hold texts which are gone.
ALTER TABLE "EventLog" ADD COLUMN "erasures" INTEGER NOT NULL DEFAULT 0;

CREATE FUNCTION log_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "EventLog" SET "erasures" = "erasures" + 1 WHERE "organizationId" = NEW."organizationId";
  RETURN NULL;
END $$;
CREATE TRIGGER log_erased AFTER UPDATE ON "Event" FOR EACH ROW WHEN (NEW."proof" IS DISTINCT FROM OLD."proof") EXECUTE FUNCTION log_erased();
