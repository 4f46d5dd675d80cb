import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordProgress } from '../../src/deployments/operations/reporting.js';
import { act } from '../commands/act.js';
import { blocksOf } from '../process/release.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import {
  describeWithServices,
  locateServices,
  startPostgres,
  startStandby,
  stopReceiving,
} from '../support/services.js';
import type { PrivatePostgres } from '../support/services.js';
import { expectedOf, flawsOf, readWholeLog } from './history.js';
import { openProxy } from './proxy.js';
import type { Proxy } from './proxy.js';
import { change, createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { note, transports, until, watch } from './subscribers.js';
import type { Subscriber } from './subscribers.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;
const PROGRESS = 'subscription { deploymentProgress { position percent } }';
const DATABASE = 'failover';

const { postgres: source } = await locateServices();
/** Where the programs of Postgres are; undefined where it is a container, which cannot be copied. */
const programs = source?.kind === 'binaries' ? dirname(source.postgres) : undefined;
/** What docs/operating.md has operators run, in its order. */
const [MAKE_SYNCHRONOUS = '', SHOW_STANDBYS = '', PROMOTE = '', READ_LOST = ''] = await blocksOf(
  'docs/operating.md',
  'Failover',
  'sql',
);
/** Runs statements as an operator does; returns what they print, a line for each row, with `|` between columns. */
async function psql(
  server: PrivatePostgres,
  statements: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const set = Object.entries(variables).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const options = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1', ...set];
  const running = promisify(execFile)(join(programs ?? '', 'psql'), [...options, server.url(DATABASE)]);
  running.child.stdin?.end(statements);
  return (await running).stdout.split('\n').filter(Boolean);
}

const typeOf = (delivery: Delivery) => (delivery.data?.['events'] as { __typename: string } | undefined)?.__typename;
const percentOf = (delivery: Delivery | undefined) =>
  (delivery?.data?.['deploymentProgress'] as { percent: number } | undefined)?.percent;

describe.skipIf(programs === undefined)('a primary that is killed, and its standby promoted', () =>
  describeWithServices('on servers', () => {
    let primary: PrivatePostgres;
    let address: Proxy;
    let servers: readonly [TestApp, TestApp];
    let stage: Stage;

    beforeAll(async () => {
      primary = await startPostgres();
      address = await openProxy(await primary.createDatabase(DATABASE));
      servers = [await startApp({ databaseUrl: address.url }), await startApp({ databaseUrl: address.url })];
      stage = await createStage(servers[0]);
    });
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await address.close();
      await primary.dispose();
    });

    /** Kills the primary and has the standby take its place at the address. */
    const failOver = async (standby: PrivatePostgres): Promise<void> => {
      await primary.kill();
      expect(await psql(standby, PROMOTE)).toEqual(['t']);
      address.lead(standby.url(DATABASE));
      address.cut();
      primary = standby;
    };
    const write = async (count: number, text: string): Promise<number> => {
      let position = 0;
      for (let number = 0; number < count; number += 1) {
        const key = `${text} ${number}`;
        await until(
          async () => {
            position = await revise(servers[0].url, stage.bearer, stage.lanes[0]!.improvement, key, key).catch(() => 0);
            return position > 0;
          },
          'a write',
          60_000,
        );
      }
      return position;
    };
    const log = () => readWholeLog(servers[0].services.database, stage.organization.id);
    const everywhere = (open: (transport: (typeof TRANSPORTS)[number], url: string) => Subscriber): Subscriber[] =>
      servers.flatMap(({ url }) => TRANSPORTS.map((transport) => open(transport, url)));
    const all = (watching: readonly Subscriber[], what: string, condition: (each: Subscriber) => boolean) =>
      until(() => watching.every(condition), what, 30_000);

    test('loses nothing with a synchronous one: nobody is reset, and cursors go on', async () => {
      const standby = await startStandby(primary);
      await psql(primary, MAKE_SYNCHRONOUS);
      await until(
        async () => (await psql(primary, SHOW_STANDBYS)).join().endsWith('|streaming|sync|0'),
        'a standby that lacks nothing',
        30_000,
      );
      const watching = everywhere((transport, url) => watch(transport, url, stage.bearer, { after: stage.beginning }));
      const before = await write(3, 'replayed');
      await all(watching, 'what is replayed', ({ position }) => position === before);
      const { cursor } = watching[0]!;
      const old = primary;
      await failOver(standby);
      await old.dispose();
      const head = await write(2, 'after it');
      expect(head).toBe(before + 2);
      const resumed = watch('SSE', servers[1].url, stage.bearer, { after: cursor! });
      await all([...watching, resumed], 'all', ({ position }) => position === head);
      const expected = expectedOf(await log());
      for (const { received } of watching) expect(flawsOf(received, expected)).toEqual([]);
      expect(flawsOf(resumed.received, expected.slice(before))).toEqual([]);
      await Promise.all([...watching, resumed].map((each) => each.stop()));
    });

    test('loses what a lagging one lacked: one Reset, the state that is so, the rights that are so', async () => {
      const { lead, organization } = stage;
      const { people } = organization;
      const { ledDeployment } = stage.lanes[0]!;
      await write(1, 'kept');
      const first = await change(servers[0].services, lead, recordProgress, 'deploymentId', ledDeployment, {
        percent: 20,
      });
      const versions = { improvement: stage.lanes[0]!.improvement.version, deployment: ledDeployment.version };
      const standby = await startStandby(primary);
      await stopReceiving(standby);

      const after = { after: stage.beginning };
      const watching = everywhere((transport, url) => watch(transport, url, stage.bearer, after));
      const viewers = everywhere((transport, url) => watch(transport, url, people.VIEWER.bearer, after));
      const progress = everywhere((transport, url) => note(transports[transport](url, PROGRESS, {}, stage.bearer)));
      await all(progress, 'the state that is kept', ({ received }) => received.length > 0);
      const percent = percentOf(progress[0]!.received[0]);
      await change(servers[0].services, lead, recordProgress, 'deploymentId', ledDeployment, { percent: 80 });
      const lost = await write(5, 'lost');
      await all([...watching, ...viewers], 'what is to be lost', ({ position }) => position === lost);
      await all(progress, 'the state that is to be lost', ({ received }) => percentOf(received.at(-1)) !== percent);
      const old = expectedOf(await log());
      const away = watch('WebSocket', servers[0].url, stage.bearer, after);
      await away.reach(lost);
      const { cursor } = away;
      await away.stop();

      const abandoned = primary;
      await failOver(standby);
      stage.lanes[0]!.improvement.version = versions.improvement;
      ledDeployment.version = versions.deployment;
      // At positions that were passed: the new log is shorter than the one that is known.
      await until(
        () =>
          act(
            servers[0].url,
            'deactivatePerson',
            { personId: people.VIEWER.globalId, version: 1 },
            people.ADMINISTRATOR.bearer,
          )
            .then(() => true)
            .catch(() => false),
        'the deactivation',
        60_000,
      );
      await all(viewers, 'the streams of who is deactivated to end', ({ ended }) => ended !== undefined);
      await all(watching, 'a Reset', ({ received }) => received.some((each) => typeOf(each) === 'Reset'));
      await all(progress, 'the state that is so', ({ received }) => percentOf(received.at(-1)) === percent);
      // Beyond the position at which the old log ended: its cursor must not pass for one of this.
      const head = await write(9, 'new');
      expect(head).toBeGreaterThan(lost);
      const expected = expectedOf(await log());
      for (const { url } of servers) {
        const resumed = watch('SSE', url, stage.bearer, { after: cursor! });
        await until(() => resumed.received.length > 0, 'what the lost cursor gets', 30_000);
        expect(resumed.received.map(typeOf)).toEqual(['Reset']);
        expect(resumed.position).toBe(head);
        await resumed.stop();
      }
      await all(watching, 'the new log', ({ position }) => position === head);
      await sleep(300); // For what should not come.
      for (const { received } of watching) {
        expect(received.filter((each) => typeOf(each) === 'Reset')).toHaveLength(1);
        const at = received.findIndex((each) => typeOf(each) === 'Reset');
        const position = received[at]!.extensions!.position;
        expect(position).toBeGreaterThanOrEqual(first);
        expect(flawsOf(received.slice(0, at), old)).toEqual([]);
        expect(flawsOf(received.slice(at + 1), expected.slice(position))).toEqual([]);
      }
      // Where no server can reach it, the old primary tells what is lost.
      await abandoned.start();
      const places = { organization: organization.id, first: String(first + 1), last: String(lost) };
      const told = await psql(abandoned, READ_LOST, places);
      expect(told.map((line) => line.split('|')[6])).toEqual([
        '',
        ...[0, 1, 2, 3, 4].map((number) => `lost ${number}`),
      ]);
      await abandoned.dispose();
      await Promise.all([...watching, ...viewers, ...progress].map((each) => each.stop()));
    });
  }),
);
