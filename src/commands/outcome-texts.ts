import type { Queryable } from '../database/database.js';
import type { Prisma } from '../generated/prisma/client.js';

/** Fields of an outcome that say something in words; all others hold constants, names of fields and ids. */
const WORDS: readonly string[] = ['message', 'missing', 'value'];

/**
 * Puts a replacement in the place of texts, such as the names of a person, wherever the outcomes that are kept for clients'
 * keys say them, whatever the case. Returns the names of the commands, one for each outcome that had some.
 */
export async function replaceInOutcomes(
  db: Queryable,
  organizationId: string,
  texts: readonly string[],
  replacement: string,
): Promise<string[]> {
  const escaped = texts.map((text) => JSON.stringify(text).slice(1, -1).toLowerCase());
  const found = await db.$queryRaw<{ personId: string; key: string; command: string; outcome: Prisma.JsonValue }[]>`
    SELECT c."personId"::text AS "personId", c."key", c."command", c."outcome" FROM "CommandOutcome" c
     WHERE c."organizationId" = ${organizationId}::uuid
       AND EXISTS (SELECT 1 FROM unnest(${escaped}::text[]) t WHERE position(t IN lower(c."outcome"::text)) > 0)
     ORDER BY c."personId", c."key" FOR NO KEY UPDATE`;
  const pattern = wholeWords(texts);
  const commands: string[] = [];
  for (const { personId, key, command, outcome } of found) {
    const replaced = replaceIn(outcome, pattern, replacement);
    if (JSON.stringify(replaced) === JSON.stringify(outcome)) continue;
    await db.$executeRaw`
      UPDATE "CommandOutcome" SET "outcome" = ${JSON.stringify(replaced)}::jsonb
       WHERE "organizationId" = ${organizationId}::uuid AND "personId" = ${personId}::uuid AND "key" = ${key}`;
    commands.push(command);
  }
  return commands;
}

/** Matches the texts, the longest first, where they are not part of a longer word. */
function wholeWords(texts: readonly string[]): RegExp {
  const alternatives = texts
    .toSorted((a, b) => b.length - a.length)
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${alternatives.join('|')})(?![\p{L}\p{N}])`, 'giu');
}

function replaceIn(value: Prisma.JsonValue, pattern: RegExp, replacement: string, isSaid = false): Prisma.JsonValue {
  if (typeof value === 'string') return isSaid ? value.replaceAll(pattern, () => replacement) : value;
  if (Array.isArray(value)) return value.map((each) => replaceIn(each, pattern, replacement, isSaid));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [
      field,
      replaceIn(each ?? null, pattern, replacement, WORDS.includes(field)),
    ]),
  );
}
