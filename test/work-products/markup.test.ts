import fc from 'fast-check';
import { marked } from 'marked';
import type { Token, Tokens } from 'marked';
import { expect, it, test } from 'vitest';
import { facts, heading, note, table, visible, words } from '../../src/work-products/document.js';
import type { Block, Document } from '../../src/work-products/document.js';
import { toHtml } from '../../src/work-products/html.js';
import { toMarkdown } from '../../src/work-products/markdown.js';

const documentOf = (...blocks: Block[]): Document => ({ title: 'T', product: 'P', colophon: 'C', blocks });

/** Tokens that may be in a document besides text: what we write ourselves. */
const OURS = new Set([
  'heading',
  'paragraph',
  'strong',
  'em',
  'hr',
  'space',
  'list',
  'list_item',
  'table',
  'text',
  'escape',
  'br',
]);

/** Kinds of token in Markdown, as a reader of it takes them, and the text of its tables' cells. */
function read(markdown: string) {
  const kinds = new Set<string>();
  const cells: string[] = [];
  const textOf = (tokens: readonly Token[] = []): string =>
    tokens
      .map((token) =>
        token.type === 'html'
          ? '\n'
          : 'tokens' in token && token.tokens
            ? textOf(token.tokens)
            : (token as Tokens.Text).text,
      )
      .join('');
  // Addresses become links by themselves, wherever they stand: that is the reader's doing, and leads where it says.
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type !== 'link' || !/^(https?|www|ftp|mailto)/.test(token.href))
      kinds.add(token.type === 'html' ? token.raw : token.type);
    if (token.type === 'table') cells.push(...(token as Tokens.Table).rows.flat().map((cell) => textOf(cell.tokens)));
  });
  return { kinds, cells };
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '<b>',
        '&amp;',
        '&lt;',
        '|',
        '\\',
        '\\|',
        '`',
        '```',
        '~~',
        '**',
        '__',
        '*',
        '_',
        '#',
        '# ',
        '\n',
        '\n\n',
        '---',
        '===',
        '- ',
        '+ ',
        '1. ',
        '2) ',
        '> ',
        '    ',
        '\t',
        '[x](javascript:alert(1))',
        '![a](b)',
        '[r]: /u',
        '<!--',
        '-->',
        '"',
        "'",
        'word',
        '=',
        '$x$',
        '<a href="x">',
        '|---|',
        ':-:',
        '\u202e',
        '\u0000',
        '[ ] ',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

test('whatever people write is text in Markdown, never markup', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const parts = [
        heading(text),
        ...words(text),
        facts(['Name', text]),
        table(text, ['A', 'B'], [[text, 'end']]),
        note(text),
      ];
      const { kinds, cells } = read(toMarkdown(documentOf(...parts)));
      kinds.delete('<br>');
      expect([...kinds].filter((kind) => !OURS.has(kind))).toEqual([]);
      expect(cells).toHaveLength(2);
      expect(cells[1]).toBe('end');
      const squeeze = (each: string): string => each.replace(/\s+/g, '');
      expect(squeeze(cells[0] ?? '')).toBe(squeeze(visible(text)));
    }),
    { numRuns: 2_000 },
  );
});

test('whatever people write is text in HTML, never markup', () => {
  const frame = toHtml(documentOf(heading(''), facts(['Name', 'x']), table('', ['A'], [['']]), note('')));
  const tags = (html: string): string[] => html.match(/<[^>]*>?/g) ?? [];
  fc.assert(
    fc.property(hostile, (text) => {
      const html = toHtml(
        documentOf(heading(text), facts(['Name', text || 'x']), table(text, ['A'], [[text]]), note(text)),
      );
      expect(tags(html)).toEqual(tags(frame));
      expect(html.match(/&(?!amp;|lt;|gt;|quot;|#39;)/g)).toBeNull();
    }),
    { numRuns: 1_000 },
  );
});

it('leads to addresses of the web only, and says others as text', () => {
  const cell = (href: string) => documentOf(table('T', ['A'], [[{ text: 'here', href }]]));
  expect(toMarkdown(cell('https://a.example/x?a=1|2&b=<c>'))).toContain(
    '| [here](<https://a.example/x?a=1%7C2&b=%3Cc%3E>) |',
  );
  expect(toHtml(cell('https://a.example/?a="1"&b=2'))).toContain('href="https://a.example/?a=%221%22&amp;b=2"');
  for (const href of ['javascript:alert(1)', 'data:text/html,x', 'no address', '//a.example', 'file:///etc/passwd']) {
    expect(toMarkdown(cell(href)), href).toContain('| here |');
    expect(toHtml(cell(href)), href).not.toContain('<a ');
  }
});

it('takes out what cannot be seen, and what turns the direction of text', () => {
  expect(visible('a\u202eb\u2066c\u0000d\u0007e\r\nf\u2028g\th')).toBe('abcde\nf\ng h');
});
