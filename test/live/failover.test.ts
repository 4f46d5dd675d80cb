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

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 }); // On a busy machine.

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

    describe('of which it lacks the newest commits', () => {
      let watching: Subscriber[];
      let viewers: Subscriber[];
      let progress: Subscriber[];
      let abandoned: PrivatePostgres;
      /** The log before, up to `lost`, of which nothing after `kept` is left. */
      let old: Delivery[];
      let kept: number;
      let lost: number;
      let lostCursor: string;
      let keptPercent: number | undefined;

      beforeAll(async () => {
        const { lead, organization, lanes, bearer } = stage;
        const { improvement, ledDeployment } = lanes[0]!;
        const { VIEWER, ADMINISTRATOR } = organization.people;
        const record = (percent: number) =>
          change(servers[0].services, lead, recordProgress, 'deploymentId', ledDeployment, { percent });
        kept = await record(20);
        const versions = [improvement.version, ledDeployment.version] as const;
        const standby = await startStandby(primary);
        await stopReceiving(standby);

        const after = { after: stage.beginning };
        watching = everywhere((transport, url) => watch(transport, url, bearer, after));
        viewers = everywhere((transport, url) => watch(transport, url, VIEWER.bearer, after));
        progress = everywhere((transport, url) => note(transports[transport](url, PROGRESS, {}, bearer)));
        await all(progress, 'the state that is kept', ({ received }) => received.length > 0);
        keptPercent = percentOf(progress[0]?.received[0]);
        await record(80);
        lost = await write(5, 'lost');
        await all([...watching, ...viewers], 'what is to be lost', ({ position }) => position === lost);
        await all(
          progress,
          'the state that is to be lost',
          ({ received }) => percentOf(received.at(-1)) !== keptPercent,
        );
        old = expectedOf(await log());
        lostCursor = watching[0]?.cursor ?? '';

        abandoned = primary;
        await failOver(standby);
        [improvement.version, ledDeployment.version] = versions;
        // At a position that was passed: the log is shorter than the one that servers know.
        await until(
          () =>
            act(servers[0].url, 'deactivatePerson', { personId: VIEWER.globalId, version: 1 }, ADMINISTRATOR.bearer)
              .then(() => true)
              .catch(() => false),
          'the deactivation',
          60_000,
        );
      });
      afterAll(async () => {
        await Promise.all([...watching, ...viewers, ...progress].map((each) => each.stop()));
        await abandoned.dispose();
      });

      test('ends the streams of a person who is deactivated afterwards', () =>
        all(viewers, 'all to end', ({ ended }) => ended !== undefined));

      test('sends again a state that went back', () =>
        all(progress, 'the state that is so', ({ received }) => percentOf(received.at(-1)) === keptPercent));

      test('resets each subscriber once, and then sends what the log has', async () => {
        await all(watching, 'a Reset', ({ received }) => received.some((each) => typeOf(each) === 'Reset'));
        // Beyond the end of the log before, so that its cursors could be taken for some of this one.
        const head = await write(9, 'new');
        expect(head).toBeGreaterThan(lost);
        await all(watching, 'the new log', ({ position }) => position === head);
        await sleep(300); // For what should not come.
        const expected = expectedOf(await log());
        for (const { received } of watching) {
          expect(received.filter((each) => typeOf(each) === 'Reset')).toHaveLength(1);
          const at = received.findIndex((each) => typeOf(each) === 'Reset');
          const position = received[at]?.extensions?.position ?? 0;
          expect(position).toBeGreaterThanOrEqual(kept);
          expect(flawsOf(received.slice(0, at), old)).toEqual([]);
          expect(flawsOf(received.slice(at + 1), expected.slice(position))).toEqual([]);
        }
      });

      test('resets whoever comes back with a cursor of what was lost', async () => {
        const head = await write(9, 'more');
        for (const { url } of servers) {
          const resumed = watch('SSE', url, stage.bearer, { after: lostCursor });
          // The server that did not write may reset to a position before the newest, and send the rest.
          await until(() => resumed.position === head, 'the newest event', 30_000);
          const [first, ...rest] = resumed.received.map(typeOf);
          expect(first).toBe('Reset');
          expect(rest).not.toContain('Reset');
          await resumed.stop();
        }
      });

      test('leaves to the old primary, where no server reaches it, to tell what was lost', async () => {
        await abandoned.start();
        const places = { organization: stage.organization.id, first: String(kept + 1), last: String(lost) };
        const notes = (await psql(abandoned, READ_LOST, places)).map((line) => line.split('|')[6]);
        expect(notes).toEqual(['', ...[0, 1, 2, 3, 4].map((number) => `lost ${number}`)]);
      });
    });
  }),
);
