import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { ask } from '../support/clients.js';
import { gist } from '../support/gist.js';
import { useApp } from '../support/use-app.js';
import { putManyRecords } from './many-records.js';
import type { ManyRecords } from './many-records.js';
import { VIEWS } from './views.js';

/**
 * Two organizations, one several times larger: an improvement has more projects there, a project more improvements, and a
 * page of a long list more records.
 */
const SIZES = { small: { improvements: 3, projects: 13 }, large: { improvements: 6, projects: 39 } };
const PAGES = { small: 20, large: 100 };
const now = new Date('2026-07-01T10:00:00.000Z');
/** An embedded database takes its time. */
const LONG = 300_000;

let [small, large] = [{} as ManyRecords, {} as ManyRecords];

const app = useApp({ clock: () => now });
beforeAll(async () => {
  small = await putManyRecords(app, { slug: 'small', ...SIZES.small });
  large = await putManyRecords(app, { slug: 'large', ...SIZES.large });
}, LONG);

/** The statements of a view, sorted, and how long its answer is. */
async function look(fields: string, { bearer, improvementId, incrementId, unitId }: ManyRecords, page: number) {
  const values = { $improvement: improvementId, $increment: incrementId, $unit: unitId, $page: page };
  const query = Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(name, JSON.stringify(value)),
    `{ ${fields} }`,
  );
  app.forgetStatements();
  const { data, errors } = await ask(app.url, query, {}, bearer);
  await setImmediate();
  expect(errors, JSON.stringify(errors)).toBeUndefined();
  return { gists: app.statements.map(gist).sort(), length: JSON.stringify(data).length };
}

describe('a view takes as many statements as it says, however much there is', () => {
  test.each(VIEWS)('%s', async (name, fields, statements) => {
    const [few, many] = [await look(fields, small, PAGES.small), await look(fields, large, PAGES.large)];
    // A burn-up is a series of so many days, and slices are as many as there are values.
    if (!/burn-up|grouped/.test(name)) expect(many.length).toBeGreaterThan(1.6 * few.length);
    expect(many.gists).toEqual(few.gists);
    expect(many.gists, many.gists.join(', ')).toHaveLength(statements);
  });
});

it('the page on OPM SP 3.2 states how many', async () => {
  const page = await readFile(new URL('../../docs/opm-sp-3.2.md', import.meta.url), 'utf8');
  const stated = [...page.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].flatMap(([, statements, names = '']) =>
    names.split('; ').map((name) => `${name}: ${statements}`),
  );
  expect(stated.sort()).toEqual(VIEWS.map(([name, , statements]) => `${name}: ${statements}`).sort());
});
