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
  const options = { args: [JSON.stringify(config)], server: true };
  const servers = {
    ours: await startChild(files.uplift, options),
    bare: await startChild(new URL('../servers/bare.mjs', import.meta.url), options),
  };
  const rounds = quick ? 3 : repetitions;
  const rows = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    const results = { ours: [], bare: [] };
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
    rows.push({
      goal: `${name}: ≥ 0.95 × bare Yoga`,
      measured:
        `${spread(throughput)} ×; ours ${spread(of('ours', 'rate'))}/s, bare ${spread(of('bare', 'rate'))}/s; ` +
        `CPU a query ${spread(ratios(of('ours', 'cost'), of('bare', 'cost')))} ×, ` +
        `${spread(of('ours', 'cost'))} and ${spread(of('bare', 'cost'))} µs`,
      verdict: verdict(median(throughput), 0.95, 'least'),
    });
  }
  for (const server of Object.values(servers)) await server.stop();
  return [
    {
      title: 'Query path with the hub unused',
      command: 'npm run bench -- --only queries',
      rows,
      notes: [`${CONNECTIONS} connections; both check the token and have the same schema, database and context.`],
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
