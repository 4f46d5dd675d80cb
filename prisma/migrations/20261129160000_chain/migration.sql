-- Takes no time on a large log: columns without a default only change the catalog of Postgres.
ALTER TABLE "EventLog" ADD COLUMN "hash" BYTEA, ADD COLUMN "archivedHash" BYTEA;
-- Logs that are there have no hash until they are chained. New ones begin with 32 zeros.
ALTER TABLE "EventLog" ALTER COLUMN "hash" SET DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea;
ALTER TABLE "Event" ADD COLUMN "hash" BYTEA, ADD COLUMN "salt" BYTEA, ADD COLUMN "proof" JSONB;

-- A number as RFC 8785 has it: what JavaScript prints for the nearest double.
CREATE FUNCTION log_number(n numeric) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET extra_float_digits = 1 AS $$
DECLARE f float8 := n::float8; m text[];
BEGIN
  IF f = 0 THEN RETURN '0'; END IF;
  IF abs(f) >= 1e-6 AND abs(f) < 1e21 THEN RETURN trim_scale(f::text::numeric)::text; END IF;
  m := regexp_match(f::text, '^(-?)([0-9])(?:\.([0-9]+))?e([+-])0*([0-9]+)$');
  RETURN m[1] || m[2] || COALESCE('.' || m[3], '') || 'e' || m[4] || m[5];
END $$;

-- Text by which keys are ordered: by their UTF-16 units, where surrogates come before U+E000 to U+FFFF.
CREATE FUNCTION log_key(key text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(key) = length(key) THEN RETURN key; END IF;
  RETURN regexp_replace(key, '([\uE000-\uFFFF])', chr(1114111) || '\1', 'g');
END $$;

-- A value as RFC 8785 has it.
CREATE FUNCTION log_json(j jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE kind text := jsonb_typeof(j);
BEGIN
  IF kind = 'string' OR kind = 'null' OR kind = 'boolean' THEN RETURN j::text; END IF;
  IF kind = 'number' THEN
    IF j::text ~ '^(0|-?[1-9][0-9]{0,14})$' THEN RETURN j::text; END IF;
    RETURN log_number(j::numeric);
  END IF;
  IF kind = 'array' THEN
    RETURN '[' || COALESCE((SELECT string_agg(log_json(a.value), ',' ORDER BY a.ordinality)
                              FROM jsonb_array_elements(j) WITH ORDINALITY a), '') || ']';
  END IF;
  RETURN '{' || COALESCE((SELECT string_agg(to_json(o.key)::text || ':' || log_json(o.value), ',' ORDER BY log_key(o.key) COLLATE "C")
                            FROM jsonb_each(j) o), '') || '}';
END $$;

-- The commitment that stands for a text, list or object: SHA-256(SHA-256(salt of the event, path), value). Once one of an
-- event was erased, its proof has the commitment, and the salts of the others.
CREATE FUNCTION log_commitment(path text, value text, salt bytea, proof jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF proof IS NULL THEN
    RETURN '"' || encode(sha256(sha256(salt || convert_to(path, 'UTF8')) || convert_to(value, 'UTF8')), 'hex') || '"';
  END IF;
  IF proof->path ? 'is' THEN RETURN (proof->path->'is')::text; END IF;
  RETURN '"' || encode(sha256(decode(proof->path->>'salt', 'hex') || convert_to(value, 'UTF8')), 'hex') || '"';
END $$;

-- Fields of a record: numbers, truth and null as they are, all else as commitments.
CREATE FUNCTION log_fields(side text, fields jsonb, salt bytea, proof jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF fields IS NULL THEN RETURN 'null'; END IF;
  RETURN '{' || COALESCE((SELECT string_agg(to_json(o.key)::text || ':' || CASE
      WHEN jsonb_typeof(o.value) IN ('string', 'array', 'object') OR proof->(side || '.' || o.key) ? 'is'
        THEN log_commitment(side || '.' || o.key, log_json(o.value), salt, proof)
      ELSE log_json(o.value) END, ',' ORDER BY log_key(o.key) COLLATE "C") FROM jsonb_each(fields) o), '') || '}';
END $$;

-- What of an event its server knows, as it is hashed: RFC 8785.
CREATE FUNCTION log_body(e "Event") RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
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
    || ',"type":' || to_json(e."type")::text
    || ',"unitId":' || COALESCE('"' || e."unitId" || '"', 'null')
    || ',"v":1}';
END $$;

-- SHA-256(hash before, SHA-256 of the body, place), with a place such as `41 2026-11-24T02:07:41.123Z -`: position, time and plan.
CREATE FUNCTION log_hash(previous bytea, body bytea, at int, occurred timestamptz, plan uuid) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN sha256(previous || body || convert_to(at || to_char(occurred AT TIME ZONE 'UTC', ' YYYY-MM-DD"T"HH24:MI:SS.MS"Z" ') || COALESCE(plan::text, '-'), 'UTF8'));
END $$;

-- Chains what servers of the version before append, once the log is chained up to there. They do not know of hashes.
CREATE FUNCTION log_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous bytea;
BEGIN
  SELECT l."hash" INTO previous FROM "EventLog" l WHERE l."organizationId" = NEW."organizationId";
  IF previous IS NULL THEN RETURN NEW; END IF;
  NEW."salt" := uuid_send(gen_random_uuid());
  NEW."hash" := log_hash(previous, sha256(convert_to(log_body(NEW), 'UTF8')), NEW."position", NEW."occurredAt", NEW."planId");
  UPDATE "EventLog" SET "hash" = NEW."hash" WHERE "organizationId" = NEW."organizationId";
  RETURN NEW;
END $$;
CREATE TRIGGER log_append BEFORE INSERT ON "Event" FOR EACH ROW WHEN (NEW."hash" IS NULL) EXECUTE FUNCTION log_append();

-- Appends events, in one call: `given` has them as JSON, each with its salt and the SHA-256 of its body. Gives back where
-- they stand, their plans and hashes, and `given` as those who read the log have it.
CREATE FUNCTION log_append_events(organization uuid, actor uuid, at timestamptz, given jsonb)
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
                         "improvementId", "planId", "deploymentId", "unitId", "note", "before", "after", "salt", "hash")
    VALUES (organization, base + i, e->>'type', occurred, actor, e->>'recordType', (e->>'recordId')::uuid, (e->>'recordVersion')::int,
            (e->>'improvementId')::uuid, plan, (e->>'deploymentId')::uuid, (e->>'unitId')::uuid, e->>'note', NULLIF(e->'before', 'null'),
            e->'after', CASE WHEN h IS NOT NULL THEN (e->>'salt')::bytea END, h);
    plans[i] := plan;
    hashes[i] := h;
  END LOOP;
  UPDATE "EventLog" l SET "position" = base + i, "occurredAt" = occurred, "hash" = h WHERE l."organizationId" = organization;
  stored := given;
  RETURN NEXT;
END $$;
