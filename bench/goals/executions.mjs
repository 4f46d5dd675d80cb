import { randomUUID } from 'node:crypto';
import { startContestant } from '../lib/contestant.mjs';
import { queries } from '../lib/document.mjs';
import { median } from '../lib/stats.mjs';
import { encodeGlobalId } from './ids.mjs';

const CASES = [
  { size: 1, views: 1 },
  { size: 10, views: 1 },
  { size: 1_000, views: 1 },
  { size: 1_000, views: 10 },
  { size: 100, views: 100 },
];
const EVENTS = 9;
/** Statements of one execution: the view selects two records. */
const EACH = 2;

/** Counts executions and SQL statements for each event. */
export async function executions({ files, config, place, quick, say }) {
  const rows = [];
  for (const { size, views } of quick ? CASES.filter(({ size }) => size <= 100) : CASES) {
    const filters = Array.from({ length: views }, () => ({
      improvementIds: [place.improvementGlobalId, encodeGlobalId('Improvement', randomUUID())],
    }));
    const uplift = await startContestant({
      name: 'uplift',
      file: files.uplift,
      config: { ...config, countStatements: true },
      size,
      query: queries.filtered,
      variables: Array.from({ length: size }, (_, index) => ({ filter: filters[index % views] })),
      bearer: place.bearer,
    });
    const counted = [];
    for (let event = 0; event < EVENTS; event += 1) {
      const { published } = await uplift.measure();
      const after = await uplift.server.call('counts');
      counted.push({
        executions: after.executions - published.before.executions,
        statements: after.statements - published.before.statements,
      });
    }
    await uplift.stop();
    // The median: now and then the poll of the logs' heads falls between the two counts.
    const made = median(counted.map(({ executions }) => executions));
    const statements = median(counted.map(({ statements }) => statements));
    say(`${size} subscribers, ${views} views: ${made} executions, ${statements} statements`);
    rows.push({
      goal: `${size} subscriber${size === 1 ? '' : 's'}, ${views} view${views === 1 ? '' : 's'}`,
      measured: `${made} executions, ${statements} statements an event`,
      verdict: made === views && statements <= 1 + EACH * views ? 'met' : 'missed',
    });
  }
  return [
    {
      title: 'Executions for each event equal to the number of distinct views, and SQL no more',
      command: 'npm run bench -- --only executions',
      rows,
      notes: [
        `Expected: as many executions as views, with at most ${EACH} statements each, and one statement that reads the log. ` +
          'Look-ups by id that several views make in one turn of the event loop go out as one statement.',
      ],
    },
  ];
}
