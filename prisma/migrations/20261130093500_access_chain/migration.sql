-- The head of the chain of records of access, by organization. Apart from that of the log: neither waits for the other.
CREATE TABLE "AccessLog" (
    "organizationId" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "hash" BYTEA NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000',
    "forgottenThrough" INTEGER NOT NULL DEFAULT 0,
    "forgottenHash" BYTEA NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000',

    CONSTRAINT "AccessLog_pkey" PRIMARY KEY ("organizationId")
);

-- AddForeignKey
ALTER TABLE "AccessLog" ADD CONSTRAINT "AccessLog_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AlterTable
ALTER TABLE "EventLog" ADD COLUMN "checkpointAccessPosition" INTEGER;

-- AlterTable
ALTER TABLE "AccessRecord" ADD COLUMN "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "hash" BYTEA NOT NULL DEFAULT '\x',
ADD COLUMN "salt" BYTEA,
ADD COLUMN "origin" BYTEA;

-- The commitment that stands for address and agent: SHA-256(salt, both as JSON by RFC 8785). Once they were erased, it is all that is left.
CREATE FUNCTION access_origin(r "AccessRecord") RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF r."salt" IS NULL THEN RETURN r."origin"; END IF;
  RETURN sha256(r."salt" || convert_to('{"address":' || COALESCE(to_json(r."address")::text, 'null')
    || ',"agent":' || COALESCE(to_json(r."agent")::text, 'null') || '}', 'UTF8'));
END $$;

-- What of a record is hashed, as JSON by RFC 8785: all of it but its place.
CREATE FUNCTION access_body(r "AccessRecord") RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN '{"about":' || COALESCE(to_json(r."about")::text, 'null')
    || ',"count":' || r."count"
    || ',"id":"' || r."id"
    || '","kind":' || to_json(r."kind"::text)::text
    || ',"organizationId":"' || r."organizationId"
    || '","origin":"' || encode(access_origin(r), 'hex')
    || '","personId":' || COALESCE('"' || r."personId" || '"', 'null')
    || ',"tokenId":' || COALESCE('"' || r."tokenId" || '"', 'null')
    || ',"v":1}';
END $$;

-- SHA-256(hash before, SHA-256 of the body, place), with a place such as `41 2026-11-24T02:07:41.123Z`: position and time.
CREATE FUNCTION access_hash(previous bytea, r "AccessRecord") RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN sha256(previous || sha256(convert_to(access_body(r), 'UTF8'))
    || convert_to(r."position" || to_char(r."occurredAt" AT TIME ZONE 'UTC', ' YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'UTF8'));
END $$;

-- Chains the records that are there, in the order in which they occurred.
ALTER TABLE "AccessRecord" DISABLE TRIGGER access_guard;
DO $$ DECLARE r "AccessRecord"; of uuid; n int; h bytea; BEGIN
  FOR r IN SELECT * FROM "AccessRecord" ORDER BY "organizationId", "occurredAt", "id" LOOP
    IF r."organizationId" IS DISTINCT FROM of THEN
      of := r."organizationId";
      n := 0;
      h := decode(repeat('00', 32), 'hex');
      INSERT INTO "AccessLog" ("organizationId") VALUES (of);
    END IF;
    n := n + 1;
    r."position" := n;
    r."salt" := uuid_send(gen_random_uuid());
    h := access_hash(h, r);
    UPDATE "AccessRecord" SET "position" = n, "salt" = r."salt", "hash" = h WHERE "id" = r."id" AND "organizationId" = of;
  END LOOP;
  UPDATE "AccessLog" l SET "position" = a."position", "hash" = a."hash" FROM "AccessRecord" a
   WHERE a."organizationId" = l."organizationId"
     AND a."position" = (SELECT MAX(m."position") FROM "AccessRecord" m WHERE m."organizationId" = l."organizationId");
END $$;
ALTER TABLE "AccessRecord" ENABLE TRIGGER access_guard;

-- CreateIndex
CREATE UNIQUE INDEX "AccessRecord_organizationId_position_key" ON "AccessRecord"("organizationId", "position");

-- Gives each record its place and its hash, whoever inserts it. The head is locked until the transaction ends: let it be its last write.
CREATE FUNCTION access_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head "AccessLog";
BEGIN
  SELECT * INTO head FROM "AccessLog" WHERE "organizationId" = NEW."organizationId" FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO "AccessLog" ("organizationId") VALUES (NEW."organizationId") ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM "AccessLog" WHERE "organizationId" = NEW."organizationId" FOR NO KEY UPDATE;
  END IF;
  NEW."position" := head."position" + 1;
  NEW."salt" := uuid_send(gen_random_uuid());
  NEW."origin" := NULL;
  NEW."hash" := access_hash(head."hash", NEW);
  UPDATE "AccessLog" SET "position" = NEW."position", "hash" = NEW."hash" WHERE "organizationId" = NEW."organizationId";
  RETURN NEW;
END $$;
CREATE TRIGGER access_append BEFORE INSERT ON "AccessRecord" FOR EACH ROW EXECUTE FUNCTION access_append();

-- Keeps records of access as they were written, whoever asks. A deletion passes of what `access_forget` lets go of, and an update that
-- leaves all as it is that the hash is over: so address and agent can be erased. The owner of the table can disable this, and the chain tells.
CREATE OR REPLACE FUNCTION access_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."occurredAt" < NULLIF(current_setting('uplift.access_before', true), '')::timestamptz AND OLD."position" <=
      (SELECT l."forgottenThrough" FROM "AccessLog" l WHERE l."organizationId" = OLD."organizationId") THEN RETURN OLD; END IF;
  ELSIF TG_OP = 'UPDATE' AND NEW."address" IS NULL AND NEW."agent" IS NULL AND NEW."salt" IS NULL AND NEW."position" = OLD."position"
    AND NEW."occurredAt" = OLD."occurredAt" AND NEW."hash" = OLD."hash" AND access_body(NEW) = access_body(OLD) THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Records of access stay as they were written: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- Erases from where somebody asked, in all records of theirs: so many. The commitment stays, and the salt from which it could be guessed goes.
CREATE FUNCTION access_erase(organization uuid, person uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE erased int;
BEGIN
  UPDATE "AccessRecord" r SET "address" = NULL, "agent" = NULL, "salt" = NULL, "origin" = access_origin(r)
   WHERE r."organizationId" = organization AND r."personId" = person AND (r."address" IS NOT NULL OR r."agent" IS NOT NULL);
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- Lets go of the oldest records of each organization as far as all of them are older than a moment: so many, at most `most` of each. The
-- hash of the last of them is kept, from which the chain goes on.
CREATE FUNCTION access_forget(before timestamptz, most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE head "AccessLog"; last "AccessRecord"; gone int; total int := 0;
BEGIN
  PERFORM set_config('uplift.access_before', before::text, true);
  FOR head IN SELECT * FROM "AccessLog" l WHERE l."forgottenThrough" < l."position" ORDER BY l."organizationId" LOOP
    CONTINUE WHEN NOT EXISTS (SELECT 1 FROM "AccessRecord" r WHERE r."organizationId" = head."organizationId"
                                 AND r."position" = head."forgottenThrough" + 1 AND r."occurredAt" < before);
    SELECT * INTO head FROM "AccessLog" l WHERE l."organizationId" = head."organizationId" FOR NO KEY UPDATE;
    last := NULL;
    SELECT r.* INTO last FROM "AccessRecord" r JOIN (
        SELECT o."position", bool_and(o."occurredAt" < before) OVER (ORDER BY o."position") AS "isOld" FROM (
          SELECT a."position", a."occurredAt" FROM "AccessRecord" a
           WHERE a."organizationId" = head."organizationId" AND a."position" > head."forgottenThrough" ORDER BY a."position" LIMIT most) o) o
        ON o."position" = r."position" AND o."isOld"
     WHERE r."organizationId" = head."organizationId" ORDER BY r."position" DESC LIMIT 1;
    CONTINUE WHEN last."id" IS NULL;
    UPDATE "AccessLog" SET "forgottenThrough" = last."position", "forgottenHash" = last."hash" WHERE "organizationId" = head."organizationId";
    DELETE FROM "AccessRecord" WHERE "organizationId" = head."organizationId" AND "position" <= last."position";
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
  END LOOP;
  RETURN total;
END $$;
