import { setTimeout as sleep } from 'node:timers/promises';
import { ensureProxies } from '../../../support/services/ensure.js';
import { startPgBouncer } from '../../../support/services/pgbouncer.js';
import { DRAIN_TIMEOUT } from '../cluster.js';
import type { Arena, Fault } from './fault.js';

/** How soon a server says that it is not ready, and is ready once the network is back, in milliseconds. */
const NOTICES = 5_000;
const HEALS = 10_000;

/** How long a server may take to end beyond the time for its clients, in milliseconds. */
const ENDS = DRAIN_TIMEOUT + 5_000;

/** Whether a server says that it is ready; undefined where it is away itself. */
async function isReady(url: string): Promise<boolean | undefined> {
  try {
    const { status } = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(NOTICES) });
    return status === 200;
  } catch {
    return undefined;
  }
}

/** Waits until no server that is there says otherwise; notes it as a flaw where that takes too long. */
async function untilAll(arena: Arena, ready: boolean, limit: number): Promise<void> {
  const end = performance.now() + limit;
  for (;;) {
    const said = await Promise.all(arena.cluster.urls.map(isReady));
    if (!said.includes(!ready)) return;
    if (performance.now() > end) {
      arena.flaw(
        `${limit} ms after the network ${ready ? 'came back' : 'was gone'}, a server was ${ready ? 'not ' : ''}ready`,
      );
      return;
    }
    await sleep(100);
  }
}

/** Ends a server whose requests hang, and notes it as a flaw where that takes too long. */
async function endSpare({ cluster, abuser, flaw }: Arena, spare: Awaited<ReturnType<typeof cluster.startSpare>>) {
  const hanging = fetch(await spare.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: abuser },
    body: JSON.stringify({ query: '{ viewer { role } }' }),
  }).catch(() => undefined);
  await sleep(200);
  const begun = performance.now();
  await spare.end('SIGTERM');
  const took = performance.now() - begun;
  if (took > ENDS) flaw(`a server that cannot reach the database took ${Math.round(took)} ms to end`);
  await hanging;
}

/** Faults between the servers and Postgres. */
export const networkFaults: readonly Fault[] = [
  {
    // Everything is dropped, and nobody is told.
    name: 'blackhole',
    hits: 'postgres',
    seconds: [6, 15],
    async run(arena, _random, lasts) {
      const { gateway } = arena.cluster;
      const spare = await arena.cluster.startSpare();
      const end = performance.now() + lasts;
      gateway.blackhole();
      await Promise.all([untilAll(arena, false, NOTICES), endSpare(arena, spare)]);
      await sleep(Math.max(0, end - performance.now()));
      gateway.restore();
      await untilAll(arena, true, HEALS);
    },
  },
  {
    // In transaction mode, with fewer connections than a server wants; it is killed and started again on the way.
    name: 'pgbouncer',
    hits: 'postgres',
    seconds: [5, 10],
    async run({ cluster, flaw }, _random, lasts) {
      const { pgbouncer } = await ensureProxies();
      if (pgbouncer === null) return flaw('there is no PgBouncer on this machine');
      const { gateway, databaseUrl } = cluster;
      const pooler = await startPgBouncer(pgbouncer, databaseUrl);
      gateway.lead(pooler.url);
      gateway.cut();
      await sleep(lasts / 2);
      await pooler.kill();
      await sleep(lasts / 10);
      await pooler.start();
      await sleep(lasts / 2);
      gateway.lead(databaseUrl);
      gateway.cut();
      await pooler.dispose();
    },
  },
];
