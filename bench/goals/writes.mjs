import { startChild } from '../lib/child.mjs';
import { startPostgres } from '../lib/place.mjs';
import { verdict } from '../lib/report.mjs';
import { figure, median, ratios, spread } from '../lib/stats.mjs';

const CASES = [
  { organizations: 16, writers: 16, durable: true },
  { organizations: 1, writers: 8, durable: true },
  { organizations: 16, writers: 16, durable: false },
  { organizations: 1, writers: 8, durable: false },
];

/** Write throughput with the log, beside the same transactions without it; and whether positions have gaps. */
export async function writes({ quick, repetitions, say }) {
  const rows = [];
  for (const { organizations, writers, durable } of quick ? CASES.slice(0, 2) : CASES) {
    const postgres = await startPostgres({ durable });
    const databaseUrl = await postgres.createDatabase();
    const writer = await startChild(new URL('../servers/writer.mjs', import.meta.url), {
      args: [JSON.stringify({ databaseUrl, organizations, writers })],
      server: true,
    });
    const rates = { with: [], without: [] };
    let logged = organizations; // The first event of each: its administrator.
    for (let repetition = -1; repetition < repetitions; repetition += 1) {
      for (const withLog of [true, false]) {
        const { rate, commits } = await writer.call('run', { duration: quick ? 500 : 2_000, withLog });
        if (withLog) logged += commits;
        if (repetition >= 0) rates[withLog ? 'with' : 'without'].push(rate);
      }
    }
    const { events, gaps } = await writer.call('gaps');
    await writer.stop();
    await postgres.dispose();
    const share = ratios(rates.with, rates.without);
    const name =
      `${organizations} organization${organizations === 1 ? '' : 's'}, ${writers} writers, ` +
      (durable ? 'flushed at commit' : 'not flushed');
    say(`${name}: ${figure(median(share))} ×`);
    rows.push({
      goal: `${name}: ≥ 0.6 × no log`,
      measured: `${spread(share)} ×; with ${spread(rates.with)}/s, without ${spread(rates.without)}/s`,
      verdict: verdict(median(share), 0.6, 'least'),
    });
    rows.push({
      goal: 'no gaps, an event for each commit',
      measured: `${figure(events)} events, ${gaps} gaps, ${logged - events} missing`,
      verdict: gaps === 0 && logged === events ? 'met' : 'missed',
    });
  }
  return [
    {
      title: 'Write throughput with the log',
      command: 'npm run bench -- --only writes',
      rows,
      notes: ['A transaction writes one record, of each writer its own; one of ten is rolled back at its end.'],
    },
  ];
}
