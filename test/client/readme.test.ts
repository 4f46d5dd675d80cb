import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openProxy } from '../live/proxy.js';
import { createStage, revise } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { readScripts, runScript } from './readme.js';

vi.setConfig({ testTimeout: 90_000 }); // On a busy machine; the stock clients wait for seconds before they come back.

const RESUMING = './resuming-client.js';

let app: TestApp;
let scripts: ReadonlyMap<string, string>;
beforeAll(async () => {
  app = await startApp();
  scripts = await readScripts();
});
afterAll(() => app.stop());

test('each way of the README is tried here', () => {
  expect([...scripts.keys()].sort()).toEqual([RESUMING, '@apollo/client', '@urql/core', 'graphql-ws', 'uplift/client']);
});

test.concurrent.each(['uplift/client', RESUMING, '@apollo/client', '@urql/core'])(
  'the script of the README with %s gets every event, over a cut',
  async (name) => {
    const stage = await createStage(app);
    const { improvement } = stage.lanes[0]!;
    const { slug } = stage.organization;
    const open = await startApp({
      parts: {
        database: app.services.database,
        anonymous: { subject: `${slug}-VIEWER`, organization: slug, expiresAt: undefined },
      },
    });
    const proxy = await openProxy(open.url);
    const beside = { 'resuming-client.js': scripts.get('graphql-ws')! };
    const script = await runScript(scripts.get(name)!, beside, proxy.url);
    const events = () =>
      [...script.logged.matchAll(/__typename: '(\w+)',\s+position: (\d+)/g)].map(
        ([, type, position]) => `${position} ${type}`,
      );
    const state = () => JSON.stringify([script.logged, script.complaints]);
    const write = () => revise(open.url, stage.bearer, improvement, 'news');
    try {
      await until(() => proxy.open === 1, 'the connection', 20_000, state);
      let last = 0;
      while (events().length === 0 && !script.ended) {
        last = await write();
        await sleep(100);
      }
      proxy.lead('http://127.0.0.1:9');
      proxy.cut();
      for (let count = 0; count < 3; count += 1) last = await write();
      proxy.lead(open.url);
      await until(() => events().at(-1)?.startsWith(`${last} `) === true, `event ${last}`, 30_000, state);
      const first = Number.parseInt(events()[0]!, 10);
      expect(last - first).toBeGreaterThanOrEqual(3);
      expect(events()).toEqual(
        Array.from({ length: last - first + 1 }, (_, index) => `${first + index} ImprovementRevised`),
      );
      expect(proxy.total).toBeGreaterThan(1);
      expect(script.complaints).toBe('');
    } finally {
      await script.stop();
      await proxy.close();
      await open.stop();
    }
  },
);
