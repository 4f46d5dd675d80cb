import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readSources } from '../architecture/ranks.js';
import { ROOT } from '../process/server-process.js';
import { anchorsOf, headingsOf, linksOf, readPages } from './pages.js';
import type { Page } from './pages.js';

let pages: ReadonlyMap<string, Page>;
beforeAll(async () => {
  pages = new Map((await readPages()).map((page) => [page.path, page]));
});

/** What is wrong with where a link of a page leads; undefined for nothing, and for other sites. */
function problem(from: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), file);
  if (!existsSync(join(ROOT, path))) return `${from}: ${link}: there is no such file`;
  const page = pages.get(path);
  if (anchor === undefined || (page && anchorsOf(page).has(anchor))) return undefined;
  return `${from}: ${link}: there is no such heading`;
}

it('every link of the pages leads somewhere, to a heading where it names one', () => {
  const links = [...pages.values()].flatMap((page) => linksOf(page).map((link) => [page.path, link] as const));
  expect(links.length).toBeGreaterThan(100);
  expect(links.flatMap(([path, link]) => problem(path, link) ?? [])).toEqual([]);
});

it('names what is wrong with a link', () => {
  expect(problem('docs/live.md', 'nowhere.md')).toContain('no such file');
  expect(problem('docs/live.md', '../README.md#nothing')).toContain('no such heading');
  expect(problem('docs/live.md', '#nothing')).toContain('no such heading');
});

it('every page can be reached from the README', () => {
  const reached = new Set(['README.md']);
  // A set hands out what is added to it while it is walked.
  for (const path of reached) {
    const page = pages.get(path);
    for (const link of page ? linksOf(page) : [])
      reached.add(posix.join(posix.dirname(path), link.split('#')[0] ?? ''));
  }
  expect([...pages.keys()].filter((path) => !reached.has(path))).toEqual([]);
});

it('what the code says of a page is there: the page, and the heading where it names one', async () => {
  const named = [...(await readSources())].flatMap(([file, text]) =>
    [...text.matchAll(/(?:"([^"\n]+)" in )?\b((?:docs\/)?[\w.-]+\.md)\b/g)]
      .filter(([, , page = '']) => page.startsWith('docs/') || page === page.toUpperCase().replace('.MD', '.md'))
      .map(([, heading, page = '']) => ({ file, heading, page })),
  );
  expect(named.filter(({ heading }) => heading).length).toBeGreaterThan(4);
  for (const { file, heading, page } of named) {
    const found = pages.get(page);
    expect(found, `${file} names ${page}`).toBeDefined();
    if (heading && found) expect(headingsOf(found.tokens), `${file} names "${heading}" in ${page}`).toContain(heading);
  }
});
