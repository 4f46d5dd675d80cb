import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { startChild } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { bearerOf, openDatabase, seedLarge } from '../lib/place.mjs';
import { profiled } from '../lib/profile.mjs';
import { layerNames, whereTimeGoes } from '../lib/where.mjs';
import { verdict } from '../lib/report.mjs';
import { figure, median, ratios, spread } from '../lib/stats.mjs';
import { encodeGlobalId } from './ids.mjs';
import { MODEL_QUERY, queryTexts } from './query-texts.mjs';

const CONNECTIONS = 16;

/** Who is compared, in turns; `asks`: in whose words. */
const SERVERS = {
  ours: { file: '../servers/uplift.mjs', asks: 'ours', name: 'ours' },
  postgraphile: { file: '../peers/postgraphile.mjs', asks: 'postgraphile', name: 'PostGraphile' },
  mercurius: { file: '../peers/mercurius-records.mjs', asks: 'mercurius', name: 'Mercurius' },
  yoga: { file: '../servers/bare.mjs', asks: 'ours', name: 'bare Yoga' },
};

/** Queries on a large organization, beside other servers on the same database. */
export async function queries({ config, quick, repetitions, profile, say }) {
  const { place, size } = await largePlace(config.databaseUrl, quick, say);
  const bearer = await bearerOf('administrator', 'large');
  const rounds = quick ? 3 : Math.min(repetitions, 7);
  const seconds = quick ? 1 : 3;
  const start = (file, more = {}) =>
    startChild(new URL(file, import.meta.url), {
      args: [JSON.stringify({ ...config, connections: CONNECTIONS, remember: true, ...more })],
      server: true,
    });
  const servers = {};
  for (const [which, { file }] of Object.entries(SERVERS)) servers[which] = await start(file);
  const rows = [];
  const times = new Map();

  /** Asks each server in turns; returns the figures of each. */
  const compare = async (name, contestants) => {
    const results = Object.fromEntries(Object.keys(contestants).map((which) => [which, []]));
    const round = async (isWarmUp) => {
      for (const [which, { server, body }] of Object.entries(contestants)) {
        const result = await load(server, body, bearer, isWarmUp ? 1 : seconds);
        if (!isWarmUp) results[which].push(result);
      }
    };
    await round(true);
    const file = `queries-${times.size}`;
    await profiled(servers.ours, profile, file, async () => {
      for (let count = 0; count < rounds; count += 1) await round(false);
    });
    if (profile !== undefined) {
      const requests = results.ours.reduce((sum, { total }) => sum + total, 0);
      times.set(name, await whereTimeGoes(join(profile, `${file}.cpuprofile`), requests));
    }
    return (which, what) => results[which].map((result) => result[what]);
  };
  const figures = (of, which) => `${spread(of(which, 'rate'))}/s, ${spread(of(which, 'cost'))} µs`;

  for (const { name, least, byHand, ...texts } of queryTexts(place)) {
    const contestants = {};
    for (const [which, { asks }] of Object.entries(SERVERS)) {
      contestants[which] = { server: servers[which], body: JSON.stringify(texts[asks]) };
    }
    await demandSame(name, contestants, bearer);
    const of = await compare(name, contestants);
    const beside = (which, what) =>
      what === 'rate' ? ratios(of('ours', what), of(which, what)) : ratios(of(which, what), of('ours', what));
    const ratio = beside('postgraphile', 'rate');
    say(`${name}: ${spread(ratio)} ×`);
    rows.push({
      goal: `${name}: ≥ ${least} × PostGraphile`,
      measured:
        `${spread(ratio)} ×, by CPU ${spread(beside('postgraphile', 'cost'))} ×; ours ${figures(of, 'ours')}; ` +
        `PostGraphile ${figures(of, 'postgraphile')}`,
      verdict: verdict(median(ratio), least, 'least'),
    });
    for (const which of ['mercurius', 'yoga']) {
      rows.push({
        goal: `${name}: beside ${SERVERS[which].name}`,
        measured: `${spread(beside(which, 'rate'))} ×, by CPU ${spread(beside(which, 'cost'))} ×; ${figures(of, which)}`,
        verdict: '',
      });
    }
    if (byHand) rows.push(await alone(name, byHand, contestants.ours, config.databaseUrl, bearer, quick));
  }

  const body = JSON.stringify({ query: MODEL_QUERY.query });
  const plain = await start('../servers/plain.mjs', { result: await ask(servers.ours, body, bearer) });
  const of = await compare(MODEL_QUERY.name, { ours: { server: servers.ours, body }, plain: { server: plain, body } });
  const ratio = ratios(of('ours', 'rate'), of('plain', 'rate'));
  rows.push({
    goal: `${MODEL_QUERY.name}: ≥ ${MODEL_QUERY.least} × \`JSON.stringify\` of the same answer behind \`node:http\``,
    measured: `${spread(ratio)} ×; ours ${figures(of, 'ours')}; plain ${figures(of, 'plain')}`,
    verdict: verdict(median(ratio), MODEL_QUERY.least, 'least'),
  });

  for (const server of [...Object.values(servers), plain]) await server.stop();
  return [
    {
      title: `Queries on ${size}`,
      command: `npm run bench -- --only queries${quick ? ' --quick' : ''}`,
      rows,
      notes: [
        `${CONNECTIONS} connections, in turns, ${rounds} rounds of ${seconds} s; answers are compared. Each figure is of queries a second and of CPU ` +
          'of the server’s process for each; ratios above 1 are in our favor. Ours checks a token, finds who asks and keeps tenants ' +
          'apart. PostGraphile does none of that, nor does Mercurius, whose resolvers are statements that were written by hand for ' +
          'these very queries. Bare Yoga has our schema, our look-up of who asks and tokens that are remembered.',
      ],
    },
    ...(times.size > 0 ? [whereTable(times)] : []),
  ];
}

/** Where the time of a request goes, by the profiles of a run. */
function whereTable(times) {
  const names = [...times.keys()];
  return {
    title: 'Where the time of a request goes',
    command: 'npm run bench -- --only queries --profile FOLDER',
    rows: layerNames.map((layer) => ({
      goal: layer,
      measured: names.map((name) => figure(times.get(name)[layer] ?? 0)).join('; '),
      verdict: '',
    })),
    notes: [`Microseconds a request by CPU profile, which makes all of it slower: ${names.join('; ')}.`],
  };
}

/** Seeds the large organization; returns what the queries are about. */
async function largePlace(databaseUrl, quick, say) {
  const database = await openDatabase(databaseUrl);
  const { organizationId, size } = await seedLarge(database, quick, say);
  const deployment = await database.prisma.deployment.findFirstOrThrow({
    where: { organizationId },
    orderBy: { id: 'asc' },
  });
  await database.close();
  const deploymentGlobalId = encodeGlobalId('Deployment', deployment.id);
  return { place: { organizationId, deploymentId: deployment.id, deploymentGlobalId }, size };
}

/** Time of one query at a time, beside a statement by hand that gives the same answer. */
async function alone(name, { sql, values }, { server, body }, databaseUrl, bearer, quick) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const [ours, byHand] = [[], []];
  const read = async () => (await client.query({ name: 'by hand', text: sql, values, rowMode: 'array' })).rows[0][0];
  demandEqual(name, await ask(server, body, bearer), { data: await read() });
  for (let round = -5; round < (quick ? 20 : 100); round += 1) {
    const times = [];
    for (const work of [() => ask(server, body, bearer), read]) {
      const began = now();
      await work();
      times.push(now() - began);
    }
    if (round < 0) continue;
    ours.push(times[0]);
    byHand.push(times[1]);
  }
  await client.end();
  const ratio = median(ours) / median(byHand);
  return {
    goal: `${name}, alone: ≤ 2 × one statement by hand`,
    measured: `${figure(ratio)} ×; ${spread(ours)} ms over HTTP, ${spread(byHand)} ms`,
    verdict: verdict(ratio, 2, 'most'),
  };
}

const headersOf = (authorization) => ({ 'content-type': 'application/json', authorization });

async function ask(server, body, bearer) {
  const response = await fetch(server.first, { method: 'POST', headers: headersOf(bearer), body });
  const result = await response.json();
  if (result.errors || !result.data) throw new Error(`${server.first}: ${JSON.stringify(result).slice(0, 600)}`);
  return result;
}

/** Demands that all servers give the same answer, but for ids. */
async function demandSame(name, contestants, bearer) {
  let first;
  for (const { server, body } of Object.values(contestants)) {
    const result = await ask(server, body, bearer);
    first ??= result;
    demandEqual(name, first, result);
  }
}

function demandEqual(name, one, other) {
  const plain = ({ data }) => JSON.parse(JSON.stringify(data, (key, value) => (key === 'id' ? undefined : value)));
  if (isDeepStrictEqual(plain(one), plain(other))) return;
  const [ours, theirs] = [one, other].map((result) => JSON.stringify(plain(result)).slice(0, 600));
  throw new Error(`${name}: the answers differ: ${ours} and ${theirs}`);
}

async function load(server, body, bearer, duration) {
  await server.call('begin');
  const result = await autocannon({
    url: server.first,
    method: 'POST',
    headers: headersOf(bearer),
    body,
    connections: CONNECTIONS,
    duration,
    verifyBody: (text) => text.includes('"data":{') && !text.includes('"errors"'),
  });
  const cpu = await server.call('cpu');
  const { total } = result.requests;
  if (result.non2xx + result.errors + result.mismatches > 0 || total === 0) {
    throw new Error(
      `${server.first}: ${total} answers, ${result.non2xx} refused, ${result.errors} broken, ${result.mismatches} wrong.`,
    );
  }
  return { total, rate: total / result.duration, cost: (1_000 * cpu) / total };
}
