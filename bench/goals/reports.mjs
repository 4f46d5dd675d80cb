import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { startChild } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { bearerOf, openDatabase, seedLarge } from '../lib/place.mjs';
import { figure, median, ratios, spread } from '../lib/stats.mjs';
import { encodeGlobalId } from './ids.mjs';
import { reportViews } from './reports-views.mjs';

const from = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

/** The views of a large organization, each beside SQL by hand for the same answer, which is compared. */
export async function reports({ files, config, quick, repetitions, say }) {
  const { evidenceTags, typesThatShow } = await from('evidence/subpractices.js');
  const database = await openDatabase(config.databaseUrl);
  const { organizationId, size } = await seedLarge(database, quick, say);
  const where = { organizationId, state: 'RUNNING' };
  const increment = await database.prisma.increment.findFirstOrThrow({
    where,
    include: { plan: true },
    orderBy: { id: 'asc' },
  });
  await database.close();
  const some = (type, id) => ({ id, globalId: encodeGlobalId(type, id) });
  const views = reportViews({
    improvement: some('Improvement', increment.plan.improvementId),
    increment: some('Increment', increment.id),
    typesOf: typesThatShow,
    tags: Object.entries(evidenceTags).flatMap(([type, tag]) =>
      (tag?.subpractices ?? []).map((number) => ({ type, number })),
    ),
  });

  const sql = new pg.Client({ connectionString: config.databaseUrl });
  await sql.connect();
  const bearer = await bearerOf('administrator', 'large');
  const counting = await startChild(files.uplift, { args: [JSON.stringify({ ...config, countStatements: true })] });
  const server = await startChild(files.uplift, { args: [JSON.stringify(config)], server: true });
  const rows = [];
  for (const view of views) {
    await ask(counting, bearer, view.query); // Prepares what only the first query needs.
    const before = (await counting.call('counts')).statements;
    const { text } = await ask(counting, bearer, view.query);
    const statements = (await counting.call('counts')).statements - before;
    const byHand = await readByHand(sql, organizationId, view);
    demandSame(view, answerOf(text), JSON.parse(byHand.text));
    const [ours, theirs] = [[], []];
    for (let round = -1; round < Math.min(repetitions, quick ? 3 : 7); round += 1) {
      const times = [(await ask(server, bearer, view.query)).time, (await readByHand(sql, organizationId, view)).time];
      if (round < 0) continue; // Caches fill, code is compiled.
      ours.push(times[0]);
      theirs.push(times[1]);
    }
    const ratio = ratios(ours, theirs);
    say(`${view.name}: ${spread(ratio)} × ${figure(median(theirs))} ms`);
    rows.push({
      goal: view.name,
      measured:
        `${spread(ratio)} ×; ${spread(ours)} ms, by hand ${spread(theirs)} ms; ${statements} statements; ` +
        `${figure(text.length / 1_000)} kB`,
      verdict: '',
    });
  }
  await sql.end();
  return [
    {
      title: `Reports of ${size}`,
      command: `npm run bench -- --only reports${quick ? ' --quick' : ''}`,
      rows,
      notes: [
        `Time of a query over HTTP, beside that of one statement that was written by hand and gives the same answer as JSON, ` +
          `through \`pg\`, in turns; the answers are compared. Statements include the one that finds who asks.`,
      ],
    },
  ];
}

async function ask(server, authorization, query) {
  const began = now();
  const response = await fetch(server.first, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { text, time: now() - began };
}

async function readByHand(client, organizationId, { sql, parameters }) {
  const began = now();
  const { rows } = await client.query({
    text: sql,
    values: [organizationId, ...parameters],
    rowMode: 'array',
    types: { getTypeParser: () => (text) => text },
  });
  return { text: rows[0][0], time: now() - began };
}

function answerOf(text) {
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(errors[0].message);
  return Object.values(data)[0];
}

function demandSame({ name }, ours, theirs) {
  const plain = (value) =>
    JSON.parse(JSON.stringify(value, (_key, each) => (typeof each === 'number' ? Number(each.toPrecision(9)) : each)));
  if (isDeepStrictEqual(plain(ours), plain(theirs))) return;
  throw new Error(
    `${name}: the answers differ: ${JSON.stringify(ours).slice(0, 600)} and ${JSON.stringify(theirs).slice(0, 600)}`,
  );
}
