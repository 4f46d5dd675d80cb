import { readdir, readFile } from 'node:fs/promises';
import { marked } from 'marked';
import type { Token } from 'marked';
import { ROOT } from '../process/server-process.js';

/** A page of the documentation. */
export interface Page {
  /** Below the folder of the package. */
  readonly path: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** A block of code. */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

/** All pages. */
export async function readPages(): Promise<Page[]> {
  const docs = (await readdir(`${ROOT}/docs`)).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  const others = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'client/README.md', 'bench/README.md'];
  return Promise.all(
    [...others, ...docs].map(async (path) => {
      const text = await readFile(`${ROOT}/${path}`, 'utf8');
      return { path, text, tokens: allTokens(marked.lexer(text)) };
    }),
  );
}

function allTokens(tokens: readonly Token[]): Token[] {
  const all: Token[] = [];
  void marked.walkTokens([...tokens], (token) => {
    all.push(token);
  });
  return all;
}

/** The blocks of code of a page. */
export function blocksIn({ path, tokens }: Page): Block[] {
  return tokens.flatMap((token) =>
    token.type === 'code' ? [{ page: path, language: String(token['lang'] ?? ''), text: String(token['text']) }] : [],
  );
}

/** The anchors of a page, as GitHub makes them of its headings. */
export function anchorsOf({ tokens }: Page): Set<string> {
  return new Set(headingsOf(tokens).map(slug));
}

/** The headings, without marks. */
export function headingsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.type === 'heading' ? [String(token['text']).replaceAll(/[`*_]/g, '')] : []));
}

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** Where the links and pictures of a page lead. */
export function linksOf({ text, tokens }: Page): string[] {
  const links = tokens.flatMap((token) =>
    token.type === 'link' || token.type === 'image' ? [String(token['href'])] : [],
  );
  const html = [...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, link = '']) => link);
  return [...links, ...html];
}
