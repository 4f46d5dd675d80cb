import { startChild } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { queries } from '../lib/document.mjs';
import { profiled } from '../lib/profile.mjs';
import { ratios, spread } from '../lib/stats.mjs';
import { setTimeout as sleep } from 'node:timers/promises';

const load = new URL('../lib/load.mjs', import.meta.url);

/** Clients that come back after a loss: connect, authenticate, subscribe and, with us, catch up with the event they missed. */
export async function joins({ files, config, place, size, repetitions, profile, say }) {
  const wave = Math.min(size, 2_000);
  const servers = {
    raw: await startChild(files.raw, { args: ['{}'], server: true }),
    ours: await startChild(files.uplift, { args: [JSON.stringify(config)], server: true }),
  };
  // Somebody is there already, as on a server that takes over from another: the feed is open.
  for (const { first: url, call } of Object.values(servers)) {
    const keeper = await startChild(load);
    await keeper.call('open', { url, bearer: place.bearer, query: queries.trivial, size: 1 });
    while ((await call('subscribers')) < 1) await sleep(5);
  }
  await servers.ours.call('publish', { events: 1 });
  const after = await servers.ours.call('cursor');
  await servers.ours.call('publish', { events: 1 });
  const results = { raw: [], ours: [] };
  const round = async (repetition) => {
    for (const [name, server] of Object.entries(servers)) {
      const result = await comeBack(server, name === 'ours' ? 1 : 0, {
        url: server.first,
        bearer: place.bearer,
        query: queries.resuming,
        variables: Array.from({ length: wave }, () => ({ after })),
        size: wave,
      });
      if (repetition >= 0) results[name].push(result);
    }
    if (repetition >= 0) say(`repetition ${repetition + 1}: ours ${results.ours.at(-1).cpu.toFixed(2)} ms CPU a join`);
  };
  await round(-1);
  const rounds = Math.min(repetitions, 8);
  await profiled(servers.ours, profile, 'joins', async () => {
    for (let repetition = 0; repetition < rounds; repetition += 1) await round(repetition);
  });
  for (const server of Object.values(servers)) await server.stop();
  const of = (name, what) => results[name].map((result) => result[what]);
  const row = (name) => `${spread(of(name, 'rate'))}/s; CPU ${spread(of(name, 'cpu'))} ms a join`;
  return [
    {
      title: `${wave.toLocaleString('en-US')} clients that come back at once`,
      command: 'npm run bench -- --only joins',
      rows: [
        {
          goal: 'time, beside the raw server',
          measured: `${spread(ratios(of('raw', 'rate'), of('ours', 'rate')))} ×`,
          verdict: '',
        },
        {
          goal: 'CPU, beside the raw server',
          measured: `${spread(ratios(of('ours', 'cpu'), of('raw', 'cpu')))} ×`,
          verdict: '',
        },
        { goal: 'the raw server: accepts and acknowledges', measured: row('raw'), verdict: '' },
        { goal: 'our server: to the event that was missed', measured: row('ours'), verdict: '' },
      ],
      notes: ['100 come at a time. CPU is that of the server alone, without Postgres.'],
    },
  ];
}

async function comeBack(server, missed, { size, ...common }) {
  const clients = await startChild(load);
  await clients.call('expect', { events: missed, size });
  await server.call('begin');
  const began = now();
  await clients.call('open', { size, ...common });
  await clients.call('result', {});
  while ((await server.call('subscribers')) < size + 1) await sleep(5);
  const time = now() - began;
  const cpu = await server.call('cpu');
  await clients.stop();
  while ((await server.call('subscribers')) > 1) await sleep(20);
  return { rate: (1_000 * size) / time, cpu: cpu / size };
}
