import { createHash } from 'node:crypto';
import { addressOf, visible } from './document.js';
import type { Block, Cell, Document } from './document.js';
import { STYLE } from './style.js';

/** What a browser may do with a document: show it with its own style, and nothing else. */
export const CONTENT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A document as a page of HTML that needs nothing else: to be read on a screen, light or dark, and to be printed. */
export function toHtml({ title, product, blocks, colophon }: Document): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escape(product)}: ${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p>${escape(product)}</p>
<h1 dir="auto">${escape(title)}</h1>
</header>
<main>
${blocks.map(block).join('\n')}
</main>
<footer><p>${escape(colophon)}</p></footer>
</body>
</html>
`;
}

function block(part: Block, index: number): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.level} dir="auto">${escape(part.text)}</h${part.level}>`;
    case 'words':
      return `<p class="words" dir="auto">${escape(part.text.trim())}</p>`;
    case 'note':
      return `<p class="note">${escape(part.text)}</p>`;
    case 'facts':
      return `<dl>\n${part.facts.map(([name, value]) => `<div><dt>${escape(name)}</dt><dd dir="auto">${cell(value)}</dd></div>`).join('\n')}\n</dl>`;
    case 'table': {
      const head = part.columns.map((column) => `<th scope="col">${escape(column)}</th>`).join('');
      const body = part.rows.map((cells) => `<tr>${cells.map(tableCell).join('')}</tr>`).join('\n');
      // A wide table scrolls by itself, also for those who use the keyboard.
      return `<div class="table" role="region" tabindex="0" aria-labelledby="table-${index}"><table>
<caption id="table-${index}">${escape(part.caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
    }
  }
}

function tableCell(content: Cell, index: number): string {
  return index === 0 ? `<th scope="row" dir="auto">${cell(content)}</th>` : `<td dir="auto">${cell(content)}</td>`;
}

function cell(content: Cell): string {
  if (typeof content === 'string') return escape(content.trim()).replace(DAYS, '<time>$&</time>');
  const address = addressOf(content);
  const text = escape(content.text);
  return address ? `<a href="${escape(address)}" rel="noreferrer">${text}</a>` : text;
}

/** Days, which must not be broken over two lines. */
const DAYS = /\b\d{4}-\d\d-\d\d\b/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML. */
export const escape = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
