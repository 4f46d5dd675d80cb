import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FOLDERS } from '../architecture/ranks.js';

/** The folders of the first column of a row: two names with `…` between stand for all from one to the other. */
function foldersOf(cell: string): string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) =>
    name === 'client/src' ? '../client/src' : name,
  );
  const [first = '', last = ''] = names;
  return cell.includes('…') ? FOLDERS.slice(FOLDERS.indexOf(first), FOLDERS.indexOf(last) + 1) : names;
}

test('the page on the architecture has every folder, in the order of their ranks', async () => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## Folders'), page.indexOf('## What must stay true'));
  const rows = [...table.matchAll(/^\| (`.*?) +\| /gm)].map(([, cell = '']) => foldersOf(cell));
  expect(rows.flat().toSorted()).toEqual(FOLDERS.toSorted());
  const firsts = rows.map(([folder = '']) => FOLDERS.indexOf(folder));
  expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
});

test('every file and folder that it names is there', async () => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const picture = /```mermaid\n([^]*?)```/.exec(page)?.[1] ?? '';
  const steps = [...picture.matchAll(/[\w-]+(?:\/[\w-]+)+\.ts/g)].map(([path]) => `src/${path}`);
  expect(steps.length).toBeGreaterThan(15);
  const named = [...page.matchAll(/`((?:src|test|prisma)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(15);
  const root = new URL('../../', import.meta.url);
  expect([...steps, ...named].filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
