import { startContestant } from '../lib/contestant.mjs';
import { queries } from '../lib/document.mjs';
import { profiled } from '../lib/profile.mjs';
import { verdict } from '../lib/report.mjs';
import { figure, median, ratios, spread } from '../lib/stats.mjs';

const BURST = 10;
const COMMAND = 'npm run bench -- --only fanout';

/** One event, and a burst, to many subscribers of one view; and what an idle subscriber costs. */
export async function fanout({ files, config, place, size, repetitions, profile, say }) {
  const raw = await startContestant({ name: 'raw', file: files.raw, size });
  say(`raw loop: ${size} subscribers`);
  const uplift = await startContestant({
    name: 'uplift',
    file: files.uplift,
    config,
    size,
    query: queries.trivial,
    bearer: place.bearer,
  });
  say(`our server: ${size} subscribers`);
  const ways = {
    one: { raw: [raw, {}], atOnce: [raw, { atOnce: true }], uplift: [uplift, {}] },
    burst: {
      raw: [raw, { events: BURST }],
      atOnce: [raw, { events: BURST, atOnce: true }],
      uplift: [uplift, { events: BURST }],
    },
  };
  const results = { one: { raw: [], atOnce: [], uplift: [] }, burst: { raw: [], atOnce: [], uplift: [] } };
  const round = async (repetition) => {
    for (const kind of ['one', 'burst']) {
      for (const [name, [contestant, how]] of Object.entries(ways[kind])) {
        const result = await contestant.measure(how);
        if (repetition >= 0) results[kind][name].push(result);
      }
    }
    const { uplift: ours, raw: theirs } = results.one;
    if (repetition >= 0) {
      say(`repetition ${repetition + 1}: ours ${figure(ours.at(-1).wall)} ms, raw ${figure(theirs.at(-1).wall)} ms`);
    }
  };
  await round(-1);
  await round(-1);
  await profiled(uplift.server, profile, 'fanout', async () => {
    for (let repetition = 0; repetition < repetitions; repetition += 1) await round(repetition);
  });
  await Promise.all([raw.stop(), uplift.stop()]);
  return [single(results.one, size), burst(results.burst, size), memory(raw.memory, uplift.memory)];
}

const of = (results, what) => results.map((result) => result[what]);
const rates = (results) => results.map(({ deliveries, wall }) => deliveries / wall);
const costs = (results) => results.map(({ deliveries, cpu }) => (1_000 * cpu) / deliveries);
const versus = (ours, theirs, what) => ratios(of(ours, what), of(theirs, what));

function contestantRows(results) {
  const names = {
    raw: 'the raw loop of `ws.send`',
    atOnce: 'the raw loop, one write per socket',
    uplift: 'our server',
  };
  return Object.entries(names).map(([key, name]) => ({
    goal: name,
    measured:
      `${spread(rates(results[key]))} k/s; p95 ${spread(of(results[key], 'p95'))} ms; ` +
      `CPU ${spread(costs(results[key]))} µs a delivery`,
    verdict: '',
  }));
}

function single(results, size) {
  const { raw, uplift } = results;
  const throughput = versus(raw, uplift, 'wall');
  const p95 = versus(uplift, raw, 'p95');
  return {
    title: `One event to ${figure(size)} subscribers of one view`,
    command: COMMAND,
    rows: [
      {
        goal: 'throughput ≥ 1.0 × the raw loop, never below 0.9 ×',
        measured: `${spread(throughput)} ×`,
        verdict: verdict(median(throughput), 1, 'least'),
      },
      { goal: 'p95 ≤ 1.05 × the raw loop', measured: `${spread(p95)} ×`, verdict: verdict(median(p95), 1.05, 'most') },
      {
        goal: 'CPU of the server, beside the raw loop',
        measured: `${spread(versus(uplift, raw, 'cpu'))} ×`,
        verdict: '',
      },
      ...contestantRows(results),
    ],
  };
}

function burst(results, size) {
  const { raw, atOnce, uplift } = results;
  const throughput = versus(raw, uplift, 'wall');
  return {
    title: `A burst of ${BURST} events to ${figure(size)} subscribers of one view`,
    command: COMMAND,
    rows: [
      {
        goal: 'throughput ≥ 5 × the raw loop',
        measured: `${spread(throughput)} ×`,
        verdict: verdict(median(throughput), 5, 'least'),
      },
      {
        goal: 'throughput, beside one write per socket',
        measured: `${spread(versus(atOnce, uplift, 'wall'))} ×`,
        verdict: '',
      },
      ...contestantRows(results),
    ],
  };
}

function memory(raw, uplift) {
  const text = ({ rss, heap }) => `${figure(rss / 1_024)} KB resident, ${figure(heap / 1_024)} KB of it heap`;
  // With few subscribers, some of the heap is in pages that were there before them.
  const [ours, theirs] = [uplift, raw].map(({ rss, heap }) => Math.max(rss, heap) / 1_024);
  return {
    title: 'Memory of an idle subscriber',
    command: COMMAND,
    rows: [
      { goal: '≤ 20 KB', measured: text(uplift), verdict: verdict(ours, 20, 'most') },
      {
        goal: '≤ 1.5 × raw',
        measured: `${figure(ours / theirs)} ×; raw ${text(raw)}`,
        verdict: verdict(ours / theirs, 1.5, 'most'),
      },
    ],
    notes: ["Of the server's process after a collection of garbage, from the first quarter of the subscribers to all."],
  };
}
