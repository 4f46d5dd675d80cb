import { setTimeout as sleep } from 'node:timers/promises';
import type { Options } from '../options.js';
import { openSetting } from '../setting.js';
import { flawsOfWrites, startWriters } from '../writers.js';

/** How often each client is cut, and how long it is away, in milliseconds. */
const EVERY = 15_000;
const OFFLINE = 2_000;

/** Groups of clients that are cut one after the other within that time. */
const GROUPS = 150;

/** Clients that watch the same view are cut again and again, each every 15 s, and are away for 2 s each time. */
export async function cut(options: Options): Promise<boolean> {
  const { clients, servers, seed, minutes } = options;
  const view = 'whole events, all';
  const setting = await openSetting({ seed, clients, servers, choose: ({ name }) => name === view });
  const { cluster, crowd, observer, audience, bearer } = setting;
  const { stage } = cluster;
  await setting.letIn(clients);
  const writers = startWriters({ stage, bearer, seed, rate: options.rate, cluster, urls: () => cluster.urls });
  const begun = performance.now();
  const end = begun + minutes * 60_000;
  for (let turn = 0; performance.now() < end; turn += 1) {
    const group = turn % GROUPS;
    const ids = audience.staying.filter((id) => id % GROUPS === group);
    crowd.cut(ids, [OFFLINE, OFFLINE]);
    await sleep(begun + ((turn + 1) * EVERY) / GROUPS - performance.now());
  }
  await writers.stop();
  await sleep(2 * OFFLINE);
  await observer.settle();
  const { checker, reopened, reconnects } = observer;
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline && !audience.staying.every((id) => checker.isAt(id, checker.head))) {
    await sleep(100);
  }
  await setting.stop();
  const { lost, doubled, reordered, invented, told } = checker.finish();
  const flaws = [...told, ...observer.flaws, ...flawsOfWrites(writers.written, observer.logged)];
  const due = checker.deliveries + lost;
  console.info(
    [
      `${clients} clients on ${servers} servers, each cut every ${EVERY} ms and away for ${OFFLINE} ms, ${minutes} min`,
      `${checker.head} events, ${checker.deliveries} deliveries, ${((100 * checker.deliveries) / due).toFixed(3)} % of those due`,
      `${reconnects.total} reconnects, loss to acknowledgement ${reconnects.toString()}`,
      `acknowledgement to current, of ${reopened.took.total} who had missed something: ${reopened.took.toString()}`,
      `lost ${lost}, doubled ${doubled}, reordered ${reordered}, invented ${invented}`,
      ...flaws.map((flaw) => `FLAW ${flaw}`),
    ].join('\n'),
  );
  return flaws.length === 0;
}
