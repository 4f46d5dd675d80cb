-- Takes no time on a large log: functions and triggers only change the catalog of Postgres.

-- Whether a place of an event has a value again whose text was erased. Its hash would not tell, since the commitment stands there.
CREATE FUNCTION log_refilled(e "Event") RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM jsonb_each(e."proof") p WHERE p.value ? 'is' AND CASE
    WHEN p.key = 'note' THEN e."note" IS NOT NULL
    WHEN p.key LIKE 'before.%' THEN COALESCE(jsonb_typeof(e."before"->substr(p.key, 8)), 'null') <> 'null'
    ELSE COALESCE(jsonb_typeof(e."after"->substr(p.key, 7)), 'null') <> 'null' END);
END $$;

-- Keeps events as they were written, whoever asks. An update passes that chains an event without a hash, or that leaves all
-- as it is that the hash is over: so texts can be erased, whose commitments stay. A deletion passes in a transaction that
-- names the organization, as archiving does. The owner of the table can disable this, and the chain tells.
CREATE FUNCTION log_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE chained "Event";
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'Events stay as they were written: TRUNCATE is refused' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF current_setting('uplift.archive', true) = OLD."organizationId"::text THEN RETURN OLD; END IF;
  ELSIF OLD."hash" IS NULL THEN
    chained := OLD;
    chained."hash" := NEW."hash";
    chained."salt" := NEW."salt";
    IF NEW IS NOT DISTINCT FROM chained THEN RETURN NEW; END IF;
  ELSIF NEW."hash" = OLD."hash" AND NEW."position" = OLD."position" AND NEW."occurredAt" = OLD."occurredAt"
    AND NEW."planId" IS NOT DISTINCT FROM OLD."planId" AND log_body(NEW) = log_body(OLD) AND NOT log_refilled(NEW) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Events stay as they were written: % of % in the log of % is refused', TG_OP, OLD."position", OLD."organizationId"
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER log_guard BEFORE UPDATE OR DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION log_guard();
CREATE TRIGGER log_guard_all BEFORE TRUNCATE ON "Event" FOR EACH STATEMENT EXECUTE FUNCTION log_guard();

-- Erases texts of an event, such as `note` or `after.name`: their commitments stay, and the salt from which they could be
-- guessed goes, so that the chain stays whole. What is erased or null already stays so.
CREATE FUNCTION log_erase(organization uuid, at int, paths text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE e "Event"; path text; side text; key text; given jsonb; committed jsonb; known jsonb;
BEGIN
  SELECT * INTO e FROM "Event" WHERE "organizationId" = organization AND "position" = at FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'There is no event at % in the log of %', at, organization USING ERRCODE = 'no_data_found';
  END IF;
  IF e."hash" IS NULL THEN
    RAISE EXCEPTION 'The log of % is not chained yet', organization USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  -- All that stands as a commitment, by its path.
  committed := COALESCE((SELECT jsonb_object_agg(t.path, t.value) FROM (
      SELECT 'before.' || b.key AS path, b.value FROM jsonb_each(e."before") b
      UNION ALL SELECT 'after.' || a.key, a.value FROM jsonb_each(e."after") a
      UNION ALL SELECT 'note', to_jsonb(e."note") WHERE e."note" IS NOT NULL) t
    WHERE jsonb_typeof(t.value) IN ('string', 'array', 'object')), '{}');
  known := COALESCE(e."proof", (SELECT jsonb_object_agg(c.key,
      jsonb_build_object('salt', encode(sha256(e."salt" || convert_to(c.key, 'UTF8')), 'hex'))) FROM jsonb_each(committed) c), '{}');
  FOREACH path IN ARRAY paths LOOP
    side := split_part(path, '.', 1);
    key := substr(path, length(side) + 2);
    given := CASE side WHEN 'before' THEN e."before"->key WHEN 'after' THEN e."after"->key
                       ELSE CASE WHEN path = 'note' THEN COALESCE(to_jsonb(e."note"), 'null') END END;
    IF given IS NULL OR jsonb_typeof(given) IN ('number', 'boolean') THEN
      RAISE EXCEPTION 'The event at % has no text at %', at, path USING ERRCODE = 'invalid_parameter_value';
    END IF;
    CONTINUE WHEN NOT committed ? path OR known->path ? 'is';
    known := jsonb_set(known, ARRAY[path], jsonb_build_object('is', log_commitment(path, log_json(committed->path), e."salt", e."proof")::jsonb));
    IF path = 'note' THEN e."note" := NULL;
    ELSIF side = 'before' THEN e."before" := jsonb_set(e."before", ARRAY[key], 'null');
    ELSE e."after" := jsonb_set(e."after", ARRAY[key], 'null');
    END IF;
  END LOOP;
  IF jsonb_path_exists(known, '$.*.is') AND known IS DISTINCT FROM e."proof" THEN
    UPDATE "Event" SET "note" = e."note", "before" = e."before", "after" = e."after", "salt" = NULL, "proof" = known
     WHERE "organizationId" = organization AND "position" = at;
  END IF;
END $$;
