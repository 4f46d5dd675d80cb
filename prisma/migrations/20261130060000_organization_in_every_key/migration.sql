-- Every primary and unique key of an organization's records has the organization as its last column, so that rows can be
-- distributed by it. Where foreign keys have such an index already, it becomes the primary key: one index less to write.
DO $$ DECLARE it record; BEGIN
  FOR it IN SELECT t.relname AS t, i.relname AS name, x.indisprimary AS is_primary, names.quoted || ', "organizationId"' AS columns,
                   t.relname || '_' || names.plain || '_organizationId_key' AS complete
              FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
              JOIN pg_attribute o ON o.attrelid = t.oid AND o.attname = 'organizationId'
              CROSS JOIN LATERAL (
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.n) AS quoted, string_agg(a.attname, '_' ORDER BY k.n) AS plain
                  FROM unnest(x.indkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num) names
             WHERE x.indisunique AND t.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema) AND o.attnum <> ALL (x.indkey) LOOP
    IF NOT it.is_primary THEN
      EXECUTE format('CREATE UNIQUE INDEX %I ON %I (%s)', it.complete, it.t, it.columns);
      EXECUTE format('DROP INDEX %I', it.name);
    ELSIF to_regclass(quote_ident(it.complete)) IS NOT NULL THEN
      EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I, ADD CONSTRAINT %2$I PRIMARY KEY USING INDEX %I', it.t, it.name, it.complete);
    ELSE
      EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I, ADD CONSTRAINT %2$I PRIMARY KEY (%s)', it.t, it.name, it.columns);
    END IF;
  END LOOP;
END $$;
