import { readdir, readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, it, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG, demoAdministrator } from '../../src/demo/people.js';
import { variablesOf } from '../../src/graphiql/questions.js';
import { SECRET } from '../support/app.js';
import { ask } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { useApp } from '../support/use-app.js';

const now = new Date('2026-06-01T12:00:00.000Z');
const FOLDER = new URL('../../docs/questions/', import.meta.url);
const NAMES = (await readdir(FOLDER)).sort();

/** How many statements the answer to each question takes; one of them looks up who asks. */
const STATEMENTS: Readonly<Record<string, number>> = {
  '01-late.graphql': 9,
  '02-slow-kinds.graphql': 3,
  '03-slow-improvements.graphql': 4,
  '04-in-time.graphql': 3,
  '05-blocked-longest.graphql': 4,
  '06-attention.graphql': 9,
  '07-period.graphql': 5,
  '08-plan-against-actual.graphql': 11,
  '09-load.graphql': 6,
  '10-practices.graphql': 3,
  '11-waiting.graphql': 7,
  '12-effect.graphql': 7,
  '13-confirmation.graphql': 7,
  '14-weak-spots.graphql': 7,
  '15-then-and-now.graphql': 15,
};

const app = useApp({ clock: () => now });
let bearer: string;
beforeAll(async () => {
  await putDemo(app);
  bearer = `Bearer ${await signToken(SECRET, demoAdministrator.subject, DEMO_SLUG, '1h')}`;
}, 300_000);

const textOf = (name: string): Promise<string> => readFile(new URL(name, FOLDER), 'utf8');

it('are fifteen', () => expect(NAMES).toEqual(Object.keys(STATEMENTS)));

test.each(NAMES)('%s has an answer in the demo', async (name) => {
  const query = await textOf(name);
  const variables = JSON.parse(variablesOf(query, now) ?? '{}') as object;
  app.forgetStatements();
  const { data, errors } = await ask(app.url, query, { ...variables }, bearer);
  await setImmediate();
  expect(errors).toBeUndefined();
  // Something in each part of it.
  for (const [field, found] of Object.entries(data ?? {}))
    expect(JSON.stringify(found).length, `${field}: ${JSON.stringify(found)}`).toBeGreaterThan(150);
  expect(app.statements, app.statements.join('\n')).toHaveLength(STATEMENTS[name] ?? 0);
});

it('are listed on the page, each by the question that it begins with', async () => {
  const page = await readFile(new URL('../../docs/analysis.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| \[(.+?)\]\(questions\/(.+?)\)/gm)].map(([, title, name]) => [name, title]);
  const titles = await Promise.all(NAMES.map(async (name) => [name, /^# (.*)/.exec(await textOf(name))?.[1]]));
  expect(listed).toEqual(titles);
});

it('are offered by GraphiQL', async () => {
  const served = await fetch(`${new URL(app.url).origin}/graphiql/questions.json`);
  expect(await served.json()).toEqual(
    await Promise.all(
      NAMES.map(async (name) => ({ title: /^# (.*)/.exec(await textOf(name))?.[1], query: await textOf(name) })),
    ),
  );
});
