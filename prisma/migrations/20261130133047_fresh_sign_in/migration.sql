-- Before what people have to sign in anew. Takes no time on large tables: columns without a default, or with a constant one, only change the catalog.
-- CreateEnum
CREATE TYPE "FreshSignInOccasion" AS ENUM ('CONFIRMATION', 'GATE', 'AGREEMENT');

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "signIn" JSONB;

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "freshSignInAcrValues" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "freshSignInOccasions" "FreshSignInOccasion"[] DEFAULT ARRAY[]::"FreshSignInOccasion"[],
ADD COLUMN     "freshSignInMinutes" INTEGER NOT NULL DEFAULT 15,
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "acr" TEXT,
ADD COLUMN     "authenticatedAt" TIMESTAMPTZ(3);

-- What of an event its server knows, as it is hashed: RFC 8785. Events without a fresh sign-in are hashed as before.
CREATE OR REPLACE FUNCTION log_body(e "Event") RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN '{"actorId":' || COALESCE('"' || e."actorId" || '"', 'null')
    || ',"after":' || log_fields('after', e."after", e."salt", e."proof")
    || ',"before":' || log_fields('before', e."before", e."salt", e."proof")
    || ',"deploymentId":' || COALESCE('"' || e."deploymentId" || '"', 'null')
    || ',"improvementId":' || COALESCE('"' || e."improvementId" || '"', 'null')
    || ',"note":' || CASE WHEN e."note" IS NULL AND NOT COALESCE(e."proof"->'note' ? 'is', false) THEN 'null'
                          ELSE log_commitment('note', to_json(e."note")::text, e."salt", e."proof") END
    || ',"organizationId":"' || e."organizationId"
    || '","recordId":"' || e."recordId"
    || '","recordType":' || to_json(e."recordType")::text
    || ',"recordVersion":' || e."recordVersion"
    || COALESCE(',"signIn":' || log_json(e."signIn"), '')
    || ',"type":' || to_json(e."type")::text
    || ',"unitId":' || COALESCE('"' || e."unitId" || '"', 'null')
    || CASE WHEN e."signIn" IS NOT NULL THEN ',"v":4,"viaService":' || COALESCE(to_json(e."viaService")::text, 'null') || ',"viaTokenId":' || COALESCE('"' || e."viaTokenId" || '"', 'null') || '}'
       WHEN e."viaService" IS NULL THEN COALESCE(',"v":2,"viaTokenId":"' || e."viaTokenId" || '"}', ',"v":1}')
       ELSE ',"v":3,"viaService":' || to_json(e."viaService")::text || ',"viaTokenId":' || COALESCE('"' || e."viaTokenId" || '"', 'null') || '}' END;
END $$;

-- Appends events, as before, each with the fresh sign-in that stands behind it.
CREATE OR REPLACE FUNCTION log_append_events(organization uuid, actor uuid, at timestamptz, given jsonb)
RETURNS TABLE (base int, occurred timestamptz, epoch text, "hintKey" text, previous bytea, plans uuid[], hashes bytea[], stored jsonb) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE e jsonb; plan uuid; place text; h bytea; i int := 0;
BEGIN
  -- Hazard: what a writer waited for is seen here only because the row is locked first.
  SELECT l."position", GREATEST(l."occurredAt", log_append_events.at), l."epoch", l."hintKey", l."hash"
    INTO base, occurred, epoch, "hintKey", previous
    FROM "EventLog" l WHERE l."organizationId" = organization FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  h := previous;
  plans := '{}';
  hashes := '{}';
  place := to_char(occurred AT TIME ZONE 'UTC', ' YYYY-MM-DD"T"HH24:MI:SS.MS"Z" ');
  FOR e IN SELECT value FROM jsonb_array_elements(given) LOOP
    i := i + 1;
    plan := (e->>'planId')::uuid;
    IF plan IS NULL AND e->>'improvementId' IS NOT NULL THEN
      SELECT p."id" INTO plan FROM "DeploymentPlan" p
       WHERE p."improvementId" = (e->>'improvementId')::uuid AND p."state" NOT IN ('CLOSED', 'CANCELED') LIMIT 1;
    END IF;
    h := sha256(h || (e->>'body')::bytea || convert_to((base + i) || place || COALESCE(plan::text, '-'), 'UTF8'));
    INSERT INTO "Event" ("organizationId", "position", "type", "occurredAt", "actorId", "recordType", "recordId", "recordVersion",
                         "improvementId", "planId", "deploymentId", "unitId", "note", "before", "after", "salt", "hash", "viaTokenId", "viaService", "signIn")
    VALUES (organization, base + i, e->>'type', occurred, actor, e->>'recordType', (e->>'recordId')::uuid, (e->>'recordVersion')::int,
            (e->>'improvementId')::uuid, plan, (e->>'deploymentId')::uuid, (e->>'unitId')::uuid, e->>'note', NULLIF(e->'before', 'null'),
            e->'after', CASE WHEN h IS NOT NULL THEN (e->>'salt')::bytea END, h, (e->>'viaTokenId')::uuid, e->>'viaService', NULLIF(e->'signIn', 'null'));
    plans[i] := plan;
    hashes[i] := h;
  END LOOP;
  UPDATE "EventLog" l SET "position" = base + i, "occurredAt" = occurred, "hash" = h WHERE l."organizationId" = organization;
  stored := given;
  RETURN NEXT;
END $$;
