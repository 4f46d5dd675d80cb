import { randomUUID } from 'node:crypto';
import { startContestant } from '../lib/contestant.mjs';
import { queries } from '../lib/document.mjs';
import { profiled } from '../lib/profile.mjs';
import { verdict } from '../lib/report.mjs';
import { figure, median, spread } from '../lib/stats.mjs';
import { encodeGlobalId } from './ids.mjs';

/** Executions at once when one is measured: as many as the pool has connections, and some that wait. */
const ABREAST = 50;

/** As many views as wanted, of the same size and the same events: they differ in an improvement that is not there. */
function makeVariables(place, views) {
  return Array.from({ length: views }, () => ({
    filter: { improvementIds: [place.improvementGlobalId, encodeGlobalId('Improvement', randomUUID())] },
  }));
}

/** Deals views out to so many subscribers, in turn. */
const deal = (variables, size) => Array.from({ length: size }, (_, index) => variables[index % variables.length]);

/** One event to many subscribers over more and more views: what each view costs beyond its execution. */
export async function views({ files, config, place, size, repetitions, profile, say }) {
  const raw = await startContestant({ name: 'raw', file: files.raw, size });
  const rows = [];
  for (let count = 1; count <= size; count *= 10) {
    const variables = makeVariables(place, count);
    const uplift = await startContestant({
      name: 'uplift',
      file: files.uplift,
      config,
      size,
      query: queries.filtered,
      variables: deal(variables, size),
      bearer: place.bearer,
    });
    say(`${count} views: ${size} subscribers`);
    const rounds = Math.max(3, Math.min(repetitions, Math.ceil(5_000 / count)));
    const results = [];
    for (let round = -1; round < rounds; round += 1) {
      const floor = await raw.measure();
      // Each round over the one before: the last one stays.
      const ours = await profiled(uplift.server, profile, `views-${count}`, () => uplift.measure());
      const { executions } = await uplift.server.call('counts');
      if (executions - ours.published.before.executions !== count) {
        throw new Error(`${executions - ours.published.before.executions} executions for ${count} views.`);
      }
      const times = Math.max(100, Math.min(count, 1_000));
      const one = { query: queries.filtered, variables: variables[0], times, abreast: Math.min(ABREAST, count) };
      const execution = await uplift.server.call('execute', one);
      if (round < 0) continue;
      results.push({
        wall: ours.wall,
        cpu: ours.cpu,
        wallRatio: ours.wall / (count * execution.time + floor.wall),
        cpuRatio: ours.cpu / (count * execution.cpu + floor.cpu),
        execution: execution.cpu,
      });
      say(`${count} views, round ${round + 1}: ${figure(ours.wall)} ms`);
    }
    await uplift.stop();
    const of = (what) => results.map((result) => result[what]);
    rows.push({
      goal: `${figure(count)} view${count === 1 ? '' : 's'}: ≤ 1.2 × (views × one execution + raw loop)`,
      measured:
        `CPU ${spread(of('cpuRatio'))} ×, wall ${spread(of('wallRatio'))} ×; ${spread(of('wall'))} ms, ` +
        `CPU ${spread(of('cpu'))} ms; one execution ${spread(of('execution'))} ms CPU`,
      verdict: verdict(median(of('cpuRatio')), 1.2, 'most'),
    });
  }
  await raw.stop();
  return [
    {
      title: `${figure(size)} subscribers over 1 … ${figure(size)} views`,
      command: 'npm run bench -- --only views',
      rows,
      notes: [
        `The verdict is on CPU of the server's process. One execution is measured by the same server without hub and ` +
          `sockets, at most ${ABREAST} at once; each reads two records from Postgres.`,
      ],
    },
  ];
}
