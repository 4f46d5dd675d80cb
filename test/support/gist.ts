/** What a statement does, to which table first. */
export function gist(sql: string): string {
  const verb = /^[\s"(]*(?:-- Implicit ")?(\w+)/.exec(sql)?.[1] ?? '?';
  if (/AS total FROM list\b/.test(sql)) return `PAGE ${/FROM "(\w+)"/.exec(sql)?.[1]}`;
  const table = /(?:FROM|INTO|UPDATE)\s+\(?(?:"public"\.)?"(\w+)"/.exec(sql)?.[1];
  if (/\bFOR NO KEY UPDATE\b/.test(sql)) return `LOCK ${table}`;
  if (/\blog_append_events\(/.test(sql)) return 'APPEND EventLog';
  if (verb === 'WITH' && /\bINSERT\b/.test(sql)) return `APPEND ${table}`;
  if (verb === 'WITH') return /FROM "Event"/.test(sql) ? `AS OF ${table}` : `SELECT ${table}`;
  if (/\bCOUNT\(/.test(sql)) return `COUNT ${/FROM "public"\."(\w+)"/.exec(sql)?.[1] ?? table}`;
  return table ? `${verb} ${table}` : verb;
}
