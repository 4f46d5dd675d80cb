-- Merges objects, of equal fields the last: what was there before some events, when they come from the newest to the oldest.
CREATE AGGREGATE jsonb_merge(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');
