/** A diagram in Mermaid, as a block of Markdown. */
export function mermaid(kind: string, lines: readonly string[]): string {
  return ['```mermaid', kind, ...lines.map((line) => `  ${line}`), '```'].join('\n');
}

/** A text within quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`;
}
