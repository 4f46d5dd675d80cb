import autocannon from 'autocannon';
import { startChild } from '../lib/child.mjs';
import { makeImprovement, openDatabase } from '../lib/place.mjs';
import { profiled } from '../lib/profile.mjs';
import { verdict } from '../lib/report.mjs';
import { median, ratios, spread } from '../lib/stats.mjs';

const QUERIES = {
  'no SQL': '{ __typename }',
  'the actor and a page of improvements':
    '{ viewer { person { name } } improvements(first: 20) { edges { node { id title state version } } } }',
};
const CONNECTIONS = 16;

/** Throughput of queries while nobody subscribes, beside the same schema on bare Yoga. */
export async function queries({ files, config, place, quick, repetitions, profile, say }) {
  const database = await openDatabase(config.databaseUrl);
  for (let count = 0; count < 30; count += 1) {
    await makeImprovement(database, place.organizationId, `Improvement ${count}`);
  }
  await database.close();
  const start = (file, config) => startChild(file, { args: [JSON.stringify(config)], server: true });
  const bare = new URL('../servers/bare.mjs', import.meta.url);
  const servers = {
    ours: await start(files.uplift, config),
    bare: await start(bare, config),
    remembering: await start(bare, { ...config, remember: true }),
  };
  const rounds = quick ? 3 : repetitions;
  const rows = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    const results = { ours: [], bare: [], remembering: [] };
    const round = async (repetition) => {
      for (const [which, server] of Object.entries(servers)) {
        const result = await ask(server, query, place.bearer, quick ? 1 : 4);
        if (repetition >= 0) results[which].push(result);
      }
    };
    await round(-1);
    await profiled(servers.ours, profile, `queries-${rows.length}`, async () => {
      for (let repetition = 0; repetition < rounds; repetition += 1) await round(repetition);
    });
    const of = (which, what) => results[which].map((result) => result[what]);
    const throughput = ratios(of('ours', 'rate'), of('bare', 'rate'));
    say(`${name}: ${spread(throughput)} ×`);
    const cost = (which) => `${spread(ratios(of('ours', 'cost'), of(which, 'cost')))} ×`;
    rows.push({
      goal: `${name}: ≥ 0.95 × bare Yoga`,
      measured:
        `${spread(throughput)} ×; ours ${spread(of('ours', 'rate'))}/s, bare ${spread(of('bare', 'rate'))}/s; ` +
        `CPU a query ${cost('bare')}, ${spread(of('ours', 'cost'))} and ${spread(of('bare', 'cost'))} µs`,
      verdict: verdict(median(throughput), 0.95, 'least'),
    });
    rows.push({
      goal: `${name}: beside bare Yoga that remembers tokens as we do`,
      measured:
        `${spread(ratios(of('ours', 'rate'), of('remembering', 'rate')))} ×; ` +
        `CPU a query ${cost('remembering')}, ${spread(of('remembering', 'cost'))} µs`,
      verdict: '',
    });
  }
  for (const server of Object.values(servers)) await server.stop();
  return [
    {
      title: 'Query path with the hub unused',
      command: 'npm run bench -- --only queries',
      rows,
      notes: [
        `${CONNECTIONS} connections; all check the token, ours once a minute, bare Yoga each time unless it remembers, and have the same schema, database and context.`,
      ],
    },
  ];
}

async function ask(server, query, bearer, seconds) {
  await server.call('begin');
  const result = await autocannon({
    url: server.first,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: bearer },
    body: JSON.stringify({ query }),
    connections: CONNECTIONS,
    duration: seconds,
    verifyBody: (body) => body.includes('"data":{') && !body.includes('"errors"'),
  });
  const cpu = await server.call('cpu');
  const { total } = result.requests;
  if (result.non2xx + result.errors + result.mismatches > 0 || total === 0) {
    throw new Error(`Queries failed: ${result.non2xx} refused, ${result.errors} broken, ${result.mismatches} wrong.`);
  }
  return { rate: total / result.duration, cost: (1_000 * cpu) / total };
}
