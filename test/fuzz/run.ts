import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { ROOT } from '../process/server-process.js';
import { Cases, CLASSES } from './cases.js';
import type { Case, Input } from './cases.js';
import { NAMES, PEOPLE, startFuzzServer } from './fuzz-server.js';
import type { FuzzServer } from './fuzz-server.js';
import { bytes, get, post, stream } from './http-clients.js';
import type { Called } from './http-clients.js';
import { Known, surveyOf } from './known.js';
import { codesOf, problemOf } from './outcome.js';
import type { Outcome } from './outcome.js';
import { shrink } from './shrink.js';
import { frames, socket } from './socket-clients.js';
import { withVersion } from './versions.js';
import { watch } from './watch.js';
import type { Probe, Watch } from './watch.js';

/** What a run is asked for. */
export interface Options {
  readonly seed: number;
  /** How long requests are made, in milliseconds. */
  readonly time: number;
  /** How many cases are done at most; as many as there is time for where nothing is said. */
  readonly cases?: number;
  /** The one case that is wanted, by its index; undefined for all. */
  readonly only?: number | undefined;
  /** Clients at once. */
  readonly clients?: number;
  /** A server that works longer than this, in milliseconds, before it answers `/health/live` has a problem. */
  readonly healthLimit: number;
  /** Sees each problem at once. */
  readonly onProblem?: (problem: string) => void;
}

/** Something that went wrong, and with which case. */
export interface Problem {
  readonly what: string;
  readonly case?: Case;
}

/** What a run came to. */
export interface Report {
  readonly problems: readonly Problem[];
  /** How many cases there were of each class and transport, such as `valid POST`. */
  readonly counts: ReadonlyMap<string, number>;
  /** How often each code was given, by class. */
  readonly codes: ReadonlyMap<string, number>;
  readonly slowest: { readonly took: number; readonly case: Case } | undefined;
  readonly watched: Watch;
}

const CLIENTS = 8;

/** Problems after which a run ends: what follows is of the same kind. */
const MOST_PROBLEMS = 200;

/** How the input of a case is done. */
const DO: { readonly [By in Input['by']]: (called: Called, input: Extract<Input, { by: By }>) => Promise<Outcome> } = {
  POST: (called, { body }) => post(called, body),
  GET: (called, { body }) => get(called, body),
  SSE: (called, { body }) => stream(called, body),
  WebSocket: (called, { body }) => socket(called, body),
  bytes: (called, input) => bytes(called, input.bytes),
  frames: (called, { init, steps }) => frames(called, init, steps),
};

/** Makes requests of all kinds until the time is over, and looks at what comes. */
export async function run({
  seed,
  time,
  cases: most = Infinity,
  only,
  clients = CLIENTS,
  healthLimit,
  onProblem,
}: Options): Promise<Report> {
  const server = await startFuzzServer();
  const schema = buildSchema(readFileSync(`${ROOT}/schema.graphql`, 'utf8'));
  const known = await survey(server, surveyOf(schema));
  const cases = new Cases(schema, known, PEOPLE, seed);
  const problems: Problem[] = [];
  const note = (problem: Problem): void => {
    problems.push(problem);
    onProblem?.(describeProblem(problem));
  };
  const counts = new Map<string, number>();
  const codes = new Map<string, number>();
  const count = (of: Map<string, number>, name: string): void => void of.set(name, (of.get(name) ?? 0) + 1);
  const underWay = new Map<Case, number>();
  /** Places in the code of which the log has told. */
  const heard = new Set<string>();
  let slowest: Report['slowest'];
  const onProbe = ({ name, status, took, worked }: Probe): void => {
    if (name !== 'health' || (status === 200 && worked <= healthLimit)) return;
    const now = [...underWay.keys()].map((each) => `${each.index} ${each.name}`).join(', ');
    note({
      what: `/health/live: status ${status} after ${Math.round(took)} ms, of which it worked ${worked} ms, during: ${now}`,
    });
  };
  const watched = await watch(server, onProbe);

  const doCase = async (each: Case): Promise<void> => {
    const bearer = await server.bearerOf(each.who);
    const called = { url: server.url, bearer };
    const input = await withVersion(each.input, called, schema);
    const begun = performance.now();
    underWay.set(each, begun);
    const outcome = await (DO[input.by] as (called: Called, input: Input) => Promise<Outcome>)(called, input);
    underWay.delete(each);
    const took = performance.now() - begun;
    if (took > (slowest?.took ?? 0)) slowest = { took, case: each };
    count(counts, `${each.class} ${input.by}`);
    for (const code of codesOf(outcome)) count(codes, `${each.class} ${code}`);
    const what = problemOf(outcome);
    if (what !== undefined) note({ what, case: { ...each, input: await shrunk(input, called) } });
    for (const line of server.troubles()) {
      if (!heard.has(placeOf(line))) note({ what: `The log says: ${line.slice(0, 3_000)}` });
      heard.add(placeOf(line));
    }
  };

  let dead = false;
  let stopping = false;
  void server.process.ended.then(({ code, signal }) => {
    dead = true;
    if (stopping) return;
    note({ what: `The server ended with ${code ?? signal}: ${server.process.output.slice(-2_000)}` });
  });
  const end = Date.now() + time;
  let next = only ?? 0;
  const client = async (): Promise<void> => {
    while (Date.now() < end && (only !== undefined || next < most) && !dead && problems.length < MOST_PROBLEMS) {
      const each = cases.at(next);
      next = only ?? next + 1;
      await doCase(each);
      if (only !== undefined) break;
    }
  };
  try {
    await Promise.all(Array.from({ length: only === undefined ? clients : 1 }, client));
    await sleep(200);
    return { problems, counts, codes, slowest, watched };
  } finally {
    stopping = true;
    await watched.stop();
    await server.stop();
  }
}

/** The same input, smaller where one of GraphQL still fails. */
async function shrunk(input: Input, called: Called): Promise<Input> {
  if (!('body' in input)) return input;
  const send = DO[input.by] as (called: Called, input: Input) => Promise<Outcome>;
  const fails = async (body: string) =>
    codesOf(await send(called, { ...input, body })).includes('INTERNAL_SERVER_ERROR');
  return (await fails(input.body)) ? { ...input, body: await shrink(input.body, fails) } : input;
}

/** Where in our own code an error that was logged comes from. */
function placeOf(line: string): string {
  return /\/src\/[^ )]+/.exec(line.replaceAll(/\/node_modules\/[^ )]+/g, ''))?.[0] ?? line;
}

/** Learns what a server has. */
async function survey(server: FuzzServer, queries: readonly string[]): Promise<Known> {
  const known = new Known();
  const called = { url: server.url, bearer: await server.bearerOf('noor') };
  for (const query of queries) {
    const { results } = await post(called, JSON.stringify({ query }));
    for (const result of results) known.note(JSON.parse(result));
  }
  const { results } = await post(called, JSON.stringify({ query: '{ people(first: 100) { nodes { id name } } }' }));
  const { data } = JSON.parse(results[0] ?? '{}') as { data: { people: { nodes: { id: string; name: string }[] } } };
  for (const { id, name } of data.people.nodes) if (NAMES.includes(name)) known.forget(id);
  return known;
}

/** A report in words. */
export function describeReport({ seed }: Options, { problems, counts, codes, slowest, watched }: Report): string {
  const { health, healthWork, control, most } = watched;
  const MiB = 1024 * 1024;
  const listed = (of: ReadonlyMap<string, number>, name: string) =>
    [...of]
      .filter(([key]) => key.startsWith(`${name} `))
      .map(([key, count]) => `${key.slice(name.length + 1)} ${count}`)
      .sort()
      .join(', ');
  const times = (name: string, all: typeof health) =>
    `${name}: ${all.count} probes, max ${all.max.toFixed(1)} ms, p99.9 ${all.quantile(0.999).toFixed(1)} ms, p99 ${all.quantile(0.99).toFixed(1)} ms, median ${all.quantile(0.5).toFixed(1)} ms`;
  return [
    `seed ${seed}`,
    ...CLASSES.map((name) => `${name}: ${listed(counts, name)}; codes: ${listed(codes, name)}`),
    `slowest: ${Math.round(slowest?.took ?? 0)} ms, case ${slowest?.case.index} (${slowest?.case.class}, ${slowest?.case.name}, ${slowest?.case.input.by})`,
    times('health', health),
    times('health, work of the server', healthWork),
    times('control', control),
    `server: heap ${Math.round(most.heapBytes / MiB)} MiB, resident ${Math.round(most.residentBytes / MiB)} MiB, event loop late by ${Math.round(most.loopDelay)} ms at most`,
    ...problems.map(describeProblem),
    `verdict: ${problems.length === 0 ? 'as promised' : `${problems.length} problems; repeat one with --seed ${seed} --case INDEX`}`,
  ].join('\n');
}

function describeProblem({ what, case: each }: Problem): string {
  if (!each) return `PROBLEM ${what}`;
  const { index, class: kind, name, who, input } = each;
  return `PROBLEM ${what}\n  case ${index}: ${kind}, ${name}, as ${who ?? 'nobody'}: ${JSON.stringify(input).slice(0, 3_000)}`;
}
