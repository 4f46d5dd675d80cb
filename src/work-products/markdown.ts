import { addressOf, visible } from './document.js';
import type { Block, Cell, Document } from './document.js';

/** A document as Markdown, as GitHub writes it. What people wrote comes out as they wrote it: none of it is markup. */
export function toMarkdown({ title, product, blocks, colophon }: Document): string {
  const parts = [`# ${line(title)}`, `**${line(product)}**`, ...blocks.map(block), '---', `_${line(colophon)}_`];
  return `${parts.join('\n\n')}\n`;
}

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${line(part.text)}`;
    case 'words':
      return paragraphs(part.text);
    case 'note':
      return `_${line(part.text)}_`;
    case 'facts':
      return part.facts.map(([name, value]) => `- **${line(name)}:** ${cell(value)}`).join('\n');
    case 'table':
      return [
        `**${line(part.caption)}**\n`,
        row(part.columns.map(line)),
        row(part.columns.map(() => '---')),
        ...part.rows.map((cells) => row(cells.map(cell))),
      ].join('\n');
  }
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function cell(content: Cell): string {
  if (typeof content === 'string') return visible(content).trim().split(/\n+/).map(escape).join('<br>');
  const address = addressOf(content);
  const text = line(content.text);
  // Between `<` and `>` an address may hold anything but these two and a line break, which no parsed address does.
  return address ? `[${text}](<${address.replaceAll('|', '%7C')}>)` : text;
}

const line = (text: string): string => escape(visible(text).replace(/\s+/g, ' ').trim());

function paragraphs(text: string): string {
  return visible(text)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map(startOfLine).join('\\\n'))
    .join('\n\n');
}

/** A line of its own: nothing at its start makes it a heading, an item of a list, a rule or code. */
function startOfLine(text: string): string {
  return escape(text.trim())
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

const escape = (text: string): string => text.replace(/[\\`*_[\]<>|~&$#]/g, '\\$&');
