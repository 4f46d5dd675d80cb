import { readFile, writeFile } from 'node:fs/promises';

/** Replaces what a page has between `<!-- name -->` and `<!-- /name -->`. */
export async function writeSection(page: string, name: string, content: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const section = new RegExp(`(<!-- ${name} -->\n)[^]*(<!-- /${name} -->)`);
  if (!section.test(text)) throw new Error(`${page} has no section ${name}.`);
  await writeFile(
    page,
    text.replace(section, (_all, begin: string, end: string) => `${begin}\n${content}\n\n${end}`),
  );
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '-')), ...rows.map(line)].join('\n');
}
