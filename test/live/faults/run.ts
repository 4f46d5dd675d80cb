import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../random.js';
import { Audience, bearersOf, JOIN_STEP } from './audience.js';
import { startCluster } from './cluster.js';
import { startCrowd } from './clients/crowd.js';
import type { Report } from './clients/messages.js';
import { Histogram } from './histogram.js';
import { faultsNamed } from './nemesis/index.js';
import type { Arena } from './nemesis/fault.js';
import { Observer } from './observer.js';
import type { Options } from './options.js';
import { schedule } from './schedule.js';
import type { Planned } from './schedule.js';
import { printVerdict, sound } from './verdict.js';
import { viewsOf } from './views.js';
import { flawsOfWrites, startWriters } from './writers.js';

/** Writers, each with records of its own. */
const LANES = 6;

/** Clients that one process can take. */
const CLIENTS_PER_PROCESS = 1_500;

/** How long everybody may take to catch up after a fault, in milliseconds. */
const PATIENCE = 120_000;

/** Pause between lines, in milliseconds. */
const LINE = 10_000;

/** Runs writers and clients against a cluster while faults come and go; returns whether all was as promised. */
export async function run(options: Options): Promise<boolean> {
  const { seed, minutes, clients, servers, rate, scale } = options;
  const faults = faultsNamed(options.faults);
  console.info(`seed ${seed}: ${minutes} min, ${clients} clients, ${servers} servers, ${rate} commands/s`);
  let observer: Observer | undefined;
  const crowd = startCrowd(Math.ceil(clients / CLIENTS_PER_PROCESS), (report: Report) => observer?.report(report));
  const cluster = await startCluster(servers, LANES, randomFrom(seed), (urls) => crowd.servers(urls));
  const { stage, databaseUrl } = cluster;
  const views = viewsOf(stage);
  const watching = (observer = new Observer(views, stage.epoch, databaseUrl, stage.organization.id));
  const { checker, catchUp } = watching;
  const bearers = await bearersOf(stage);
  const audience = new Audience(stage, views, bearers, checker, crowd);
  const bearer = bearers[1] as string;
  const writers = startWriters({ stage, bearer, seed, rate, databaseUrl, urls: () => cluster.urls });
  for (let left = clients; left > 0; left -= JOIN_STEP.clients) {
    audience.letIn(Math.min(left, JOIN_STEP.clients));
    await sleep(JOIN_STEP.pause);
  }

  const begun = performance.now();
  const done = new Map<string, number>();
  let underWay: string[] = [];
  const lines = setInterval(() => {
    const { lag } = watching;
    watching.lag = new Histogram();
    console.info(
      `${String(Math.round((performance.now() - begun) / 1_000)).padStart(5)} s  ${checker.deliveries} deliveries` +
        `  ${Math.round((lag.total * 1_000) / LINE)}/s  lag ${lag.toString()}  head ${checker.head}` +
        `  ${underWay.length > 0 ? underWay.join(' + ') : `no fault, ${catchUp.behind} behind`}`,
    );
  }, LINE);

  const arena: Arena = {
    cluster,
    crowd,
    bearer,
    head: () => checker.head,
    staying: () => audience.staying,
    joinSome: (count, random) => audience.joinSome(count, random),
    flaw: (what) => void watching.flaws.push(what),
  };
  const inflict = async ({ fault, delay, lasts, seed }: Planned): Promise<void> => {
    await sleep(delay);
    underWay.push(fault.name);
    await fault.run(arena, randomFrom(seed), lasts);
    underWay = underWay.filter((name) => name !== fault.name);
    done.set(fault.name, (done.get(fault.name) ?? 0) + 1);
  };
  const isCurrent = (): boolean => audience.staying.every((id) => checker.isAt(id, checker.head));
  const becomeCurrent = async (what: string): Promise<void> => {
    await watching.settle();
    catchUp.begin(audience.staying, performance.timeOrigin + performance.now());
    const deadline = performance.now() + PATIENCE;
    while (catchUp.behind > 0 && performance.now() < deadline) await sleep(50);
    if (catchUp.behind > 0) arena.flaw(`${catchUp.behind} clients are not current ${PATIENCE} ms after ${what}`);
  };

  await becomeCurrent('the start');
  const calm = (): void => {
    watching.troubled = false;
    watching.calmSince = performance.timeOrigin + performance.now();
  };
  calm();
  await sleep(2_000 * scale);
  const end = begun + minutes * 60_000;
  for (const turn of schedule(seed, faults, scale)) {
    if (performance.now() >= end || watching.flaws.length > 40) break;
    watching.troubled = true;
    await Promise.all(turn.map(inflict));
    await becomeCurrent(turn.map(({ fault }) => fault.name).join(' and '));
    calm();
    await sleep(2_000 * scale);
  }

  await writers.stop();
  await watching.settle();
  const deadline = performance.now() + PATIENCE;
  while (!isCurrent() && performance.now() < deadline) await sleep(100);
  await sleep(500); // For what should not come.
  await watching.settle();
  clearInterval(lines);
  checker.finish();
  watching.flaws.push(...writers.written.flaws, ...flawsOfWrites(writers.written, watching.logged), ...cluster.crashes);
  await crowd.stop();
  await watching.stop();
  await cluster.stop();
  printVerdict({
    options,
    seconds: (performance.now() - begun) / 1_000,
    observer: watching,
    written: writers.written,
    faults: done,
    tampered: cluster.hints.tampered,
    errors: cluster.errors(),
  });
  return sound(watching);
}
