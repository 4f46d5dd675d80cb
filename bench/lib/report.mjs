import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { cores, serverCores } from './cores.mjs';

/** @typedef {{goal: string, measured: string, verdict: string}} Row */
/** @typedef {{title: string, command: string, notes?: string[], rows: Row[]}} Table */

/**
 * Whether a goal is met, and else by how much of it it is missed.
 * @param {number} value what was measured
 * @param {number} demand
 * @param {'least' | 'most'} direction whether the demand is the least or the most that is right
 */
export function verdict(value, demand, direction) {
  const met = direction === 'least' ? value >= demand : value <= demand;
  return met ? 'met' : `missed by ${((100 * Math.abs(value - demand)) / demand).toFixed(0)} %`;
}

/** Prints the tables as Markdown, and writes them to `RESULTS.md` where that is asked for. */
export async function writeReport(tables, { write, size, repetitions }) {
  const text = [
    '# Results of the bench',
    '',
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, revision ${revision()}; ${cores} cores, the server ` +
      `${serverCores === undefined ? 'not pinned' : 'on one of them'}, load, Postgres and Redis on the others; load average ` +
      `at the end ${loadavg()[0].toFixed(1)}. ${size.toLocaleString('en-US')} subscribers, ${repetitions} repetitions in ` +
      'turns unless a table says otherwise. Figures are medians, with the least and the most in brackets; ratios are of ' +
      'neighboring repetitions.',
    '',
    ...tables.flatMap(({ title, command, notes = [], rows }) => [
      `## ${title}`,
      '',
      '| goal | measured | |',
      '|---|---|---|',
      ...rows.map(({ goal, measured, verdict }) => `| ${goal} | ${measured} | ${verdict} |`),
      '',
      ...notes.flatMap((note) => [note, '']),
      `\`${command}\``,
      '',
    ]),
  ].join('\n');
  console.log(text);
  if (write) await writeFile(new URL('../RESULTS.md', import.meta.url), text);
}

function revision() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
