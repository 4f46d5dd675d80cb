import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../random.js';
import { Histogram } from './histogram.js';
import type { Arena } from './nemesis/fault.js';
import { faultsNamed } from './nemesis/index.js';
import type { Options } from './options.js';
import { schedule } from './schedule.js';
import type { Planned } from './schedule.js';
import { openSetting } from './setting.js';
import type { Setting } from './setting.js';
import { printVerdict, sound } from './verdict.js';
import { flawsOfWrites, startWriters } from './writers.js';

/** How long everybody may take to catch up after a fault, in milliseconds. */
const PATIENCE = 120_000;

/** Pause between lines, in milliseconds. */
const LINE = 10_000;

/** Pause between turns in which nothing is wrong, in milliseconds. */
const CALM = 2_000;

/** Flaws after which a run ends early. */
const ENOUGH = 40;

/** Runs writers and clients against a cluster while faults come and go; returns whether all was as promised. */
export async function run(options: Options): Promise<boolean> {
  const { seed, minutes, clients, servers, rate, scale } = options;
  const faults = faultsNamed(options.faults);
  console.info(`seed ${seed}: ${minutes} min, ${clients} clients, ${servers} servers, ${rate} commands/s`);
  const setting = await openSetting({ ...options, hasGateway: true });
  const { cluster, crowd, observer, audience, bearer } = setting;
  const { checker } = observer;
  const { stage } = cluster;
  const writers = startWriters({ stage, bearer, seed, rate, cluster, urls: () => cluster.urls });
  const begun = performance.now();
  const done = new Map<string, number>();
  const underWay = new Set<string>();
  const lines = printLines(setting, begun, underWay);
  await setting.letIn(clients);

  const arena: Arena = {
    cluster,
    crowd,
    abuser: stage.organization.people.PROJECT_LEAD.bearer,
    head: () => checker.head,
    staying: () => audience.staying,
    joinSome: (count, random) => audience.joinSome(count, random),
    followTo: (takeOver) => observer.followTo(takeOver),
    flaw: (what) => void observer.flaws.push(what),
  };
  const inflict = async ({ fault, delay, lasts, seed }: Planned): Promise<void> => {
    await sleep(delay);
    underWay.add(fault.name);
    await fault.run(arena, randomFrom(seed), lasts);
    underWay.delete(fault.name);
    done.set(fault.name, (done.get(fault.name) ?? 0) + 1);
  };

  await becomeCurrent(setting, 'the start');
  const end = performance.now() + minutes * 60_000;
  let turns = 0;
  for (const turn of schedule(seed, faults, scale)) {
    observer.calm = true;
    await sleep(CALM * scale);
    if (performance.now() >= end || observer.flaws.length > ENOUGH) break;
    observer.calm = false;
    await Promise.all(turn.map(inflict));
    await becomeCurrent(setting, turn.map(({ fault }) => fault.name).join(' and '));
    checker.expectNoReset();
    turns += 1;
    if (turns === options.turns) break;
  }

  await writers.stop();
  await observer.settle();
  await waitForAll(setting, checker.head, performance.now() + PATIENCE);
  await sleep(500); // For what should not come.
  await observer.settle();
  clearInterval(lines);
  checker.finish();
  observer.flaws.push(
    ...writers.written.flaws,
    ...flawsOfWrites(writers.written, observer.logged, observer.lostCommands),
    ...cluster.crashes,
  );
  await setting.stop();
  printVerdict({
    options,
    seconds: (performance.now() - begun) / 1_000,
    observer,
    written: writers.written,
    faults: done,
    tampered: cluster.hints.tampered,
    errors: cluster.errors(),
  });
  return sound(observer);
}

function printLines({ observer }: Setting, begun: number, underWay: ReadonlySet<string>): NodeJS.Timeout {
  return setInterval(() => {
    const { lag, checker, catchUp } = observer;
    observer.lag = new Histogram();
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const fault = underWay.size > 0 ? [...underWay].join(' + ') : `no fault, ${catchUp.behind} behind`;
    console.info(
      `${String(seconds).padStart(5)} s  ${checker.deliveries} deliveries, ${Math.round((lag.total * 1_000) / LINE)}/s` +
        `  lag ${lag.toString()}  head ${checker.head}  ${fault}`,
    );
  }, LINE);
}

/** Waits until everybody has what was committed when a fault was over, and something that was committed after it. */
async function becomeCurrent(setting: Setting, what: string): Promise<void> {
  const { observer, audience } = setting;
  const { checker, catchUp } = observer;
  const healedAt = performance.timeOrigin + performance.now();
  await observer.settle();
  const { head } = checker;
  for (const id of audience.staying) catchUp.expect(id, head, healedAt);
  const deadline = performance.now() + PATIENCE;
  // Who has lost their connection may have missed nothing: only something new shows that all are there again.
  while (!checker.everyViewHasGrown(head) && performance.now() < deadline) await sleep(50);
  const absent = await waitForAll(setting, checker.head, deadline);
  const [first] = absent;
  if (first === undefined) return;
  observer.flaws.push(`${checker.nameOf(first)}, of ${absent.length}, is not current ${PATIENCE} ms after ${what}`);
}

/** Waits until all have what the log has up to a position; returns who has not in the end. */
async function waitForAll({ observer, audience }: Setting, head: number, deadline: number): Promise<number[]> {
  for (;;) {
    const absent = audience.staying.filter((id) => !observer.checker.isAt(id, head));
    if (absent.length === 0 || performance.now() > deadline) return absent;
    await sleep(100);
  }
}
