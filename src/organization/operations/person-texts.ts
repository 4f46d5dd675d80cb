import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Person } from '../../generated/prisma/client.js';
import { eraseTexts } from '../../log/erasure.js';
import type { LogPlaces } from '../../log/erasure.js';

/** Fields by which somebody knows who a person is. */
const IDENTIFYING = ['name', 'subject', 'email'] as const;

/** Fields that are about the person as such. */
export const PERSONAL = [...IDENTIFYING, 'locale', 'timeZone'] as const;

/** The names, subjects and e-mail addresses that a person has, and had by the log. */
export async function textsOf({ db, actor }: UnitOfWork, person: Person): Promise<string[]> {
  const former = await db.$queryRaw<{ text: string }[]>`
    SELECT DISTINCT side ->> field AS text
      FROM "Event" e CROSS JOIN LATERAL unnest(ARRAY[e."before", e."after"]) side
     CROSS JOIN unnest(${[...IDENTIFYING]}::text[]) field
     WHERE e."organizationId" = ${actor.organizationId}::uuid AND e."recordId" = ${person.id}::uuid
       AND side ->> field <> ''`;
  const present = IDENTIFYING.flatMap((field) => person[field] ?? []);
  return [...new Set([...present, ...former.map(({ text }) => text)])];
}

/** The subjects that a person has, and had by the log. */
export async function subjectsOf({ db, actor }: UnitOfWork, { id, subject }: Person): Promise<string[]> {
  const former = await db.$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT side ->> 'subject' AS subject
      FROM "Event" e CROSS JOIN LATERAL unnest(ARRAY[e."before", e."after"]) side
     WHERE e."organizationId" = ${actor.organizationId}::uuid AND e."recordId" = ${id}::uuid AND side ->> 'subject' <> ''`;
  return [...new Set([subject, ...former.map((each) => each.subject)])];
}

/**
 * Where the log has what is personal of somebody: in the events of their record, and as the note of those of a lead, where
 * earlier versions wrote it.
 */
export function placesInLog(
  { db, actor }: UnitOfWork,
  personId: string,
  texts: readonly string[],
): Promise<LogPlaces[]> {
  return db.$queryRaw<LogPlaces[]>`
    SELECT e."position", e."type", array_agg(p.path) AS paths
      FROM "Event" e CROSS JOIN LATERAL (
        SELECT side || '.' || field AS path FROM unnest(ARRAY['before', 'after']) side CROSS JOIN unnest(${[...PERSONAL]}::text[]) field
         WHERE e."recordId" = ${personId}::uuid
           AND jsonb_typeof(CASE side WHEN 'before' THEN e."before" ELSE e."after" END -> field) = 'string'
        UNION ALL SELECT 'note' WHERE e."note" = ANY(${[...texts]}::text[])) p
     WHERE e."organizationId" = ${actor.organizationId}::uuid
       AND (e."recordId" = ${personId}::uuid AND e."type" <> 'PersonErased' OR e."type" IN ('UnitLeadAssigned', 'UnitLeadRemoved'))
     GROUP BY e."position", e."type" ORDER BY e."position"`;
}

/** Erases what is personal of somebody from the log. It takes the lock of the log. */
export async function eraseFromLog(work: UnitOfWork, personId: string, texts: readonly string[]): Promise<void> {
  for (const { position, paths } of await placesInLog(work, personId, texts))
    await eraseTexts(work.db, work.actor.organizationId, position, paths);
}
