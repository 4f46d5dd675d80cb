import { startContestant } from '../lib/contestant.mjs';
import { queries } from '../lib/document.mjs';
import { verdict } from '../lib/report.mjs';
import { figure, median, ratios, spread } from '../lib/stats.mjs';

const PEERS = {
  yoga: 'Yoga + graphql-ws + Redis',
  apollo: 'Apollo Server + graphql-ws + Redis',
  mercurius: 'Mercurius + Redis',
};

const KINDS = {
  trivial: { title: 'trivial resolvers', demand: 6 },
  reading: { title: 'resolvers that read Postgres', demand: 100 },
};

/** Repetitions where each delivery reads Postgres, for they take long. */
const MOST_READING = 7;

/** Our server beside other servers, put together as their documentation says, on the same view and data. */
export async function recipes(bench) {
  const tables = [];
  for (const kind of Object.keys(KINDS)) tables.push(await compare(bench, kind));
  return tables;
}

async function compare({ files, config, place, size, repetitions, say }, kind) {
  const common = { config, size, query: queries[kind], bearer: place.bearer };
  const contestants = [await startContestant({ name: 'uplift', file: files.uplift, ...common })];
  for (const name of Object.keys(PEERS)) {
    const file = new URL(`../peers/${name}.mjs`, import.meta.url);
    contestants.push(await startContestant({ name, file, ...common }));
    say(`${kind}, ${PEERS[name]}: ${size} subscribers`);
  }
  const results = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  const rounds = kind === 'reading' ? Math.min(repetitions, MOST_READING) : repetitions;
  for (let repetition = -1; repetition < rounds; repetition += 1) {
    for (const contestant of contestants) {
      const { wall, p95, cpu, deliveries } = await contestant.measure();
      if (repetition >= 0) results[contestant.name].push({ wall, p95, cost: (1_000 * cpu) / deliveries, deliveries });
    }
    const walls = contestants.map(({ name }) => `${name} ${figure(results[name].at(-1)?.wall ?? Number.NaN)} ms`);
    if (repetition >= 0) say(`${kind}, repetition ${repetition + 1}: ${walls.join(', ')}`);
  }
  await Promise.all(contestants.map((contestant) => contestant.stop()));
  return table(results, kind, contestants, size);
}

const of = (results, what) => results.map((result) => result[what]);

function table(results, kind, contestants, size) {
  const { title, demand } = KINDS[kind];
  const { uplift } = results;
  const than = (name, what) => ratios(of(results[name], what), of(uplift, what));
  return {
    title: `Against other servers, ${title}, ${figure(size)} subscribers`,
    command: 'npm run bench -- --only recipes',
    rows: [
      ...Object.entries(PEERS).map(([name, peer]) => ({
        goal: `deliveries per CPU second${name === 'yoga' ? ` ≥ ${demand} ×` : ', beside'} ${peer}`,
        measured: `${spread(than(name, 'cost'))} ×; sooner with the last ${spread(than(name, 'wall'))} ×`,
        verdict: name === 'yoga' ? verdict(median(than(name, 'cost')), demand, 'least') : '',
      })),
      ...contestants.map(({ name, memory }) => ({
        goal: PEERS[name] ?? 'our server',
        measured:
          `${spread(of(results[name], 'cost'))} µs CPU a delivery, ` +
          `${spread(results[name].map(({ deliveries, wall }) => deliveries / wall))} k/s, ` +
          `p95 ${spread(of(results[name], 'p95'))} ms; ${figure(memory.heap / 1_024)} KB of heap a subscriber`,
        verdict: '',
      })),
    ],
    notes: ["CPU is that of the server's process alone, without Postgres."],
  };
}
