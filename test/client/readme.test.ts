import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { openProxy } from '../live/proxy.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';
import { readScripts, runScript } from './readme.js';
import type { RunningScript } from './readme.js';

vi.setConfig({ testTimeout: 90_000 }); // On a busy machine; the stock clients wait for seconds before they come back.

const SUGGEST = `mutation ($input: SuggestImprovementInput!) {
  suggestImprovement(input: $input) { __typename ... on UserError { message } }
}`;

const OURS = './client/dist/index.js';
const RESUMING = './resuming-client.js';

let scripts: ReadonlyMap<string, string>;
const app = useApp();
beforeAll(async () => {
  scripts = await readScripts();
});

test('each way of the pages is tried here', () => {
  expect([...scripts.keys()].sort()).toEqual([
    OURS,
    RESUMING,
    '@apollo/client',
    '@uplift/client',
    '@urql/core',
    'graphql-ws',
  ]);
});

test.concurrent.each([OURS, '@uplift/client', RESUMING, '@apollo/client', '@urql/core'])(
  'the script with %s gets every event, over a cut',
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
      await until(() => proxy.open > 0, 'the connection', 20_000, state);
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
      if (name === '@apollo/client') await cacheFollows(script, open.url, stage, last);
      expect(script.complaints).toBe('');
    } finally {
      await script.stop();
      await proxy.close();
      await open.stop();
    }
  },
);

/** Waits until the list in the cache shows the event at the position, and then an improvement that is new. */
async function cacheFollows(script: RunningScript, url: string, stage: Stage, position: number): Promise<void> {
  const lists = () =>
    [...script.logged.matchAll(/^\{"improvements".*$/gm)].map(([json]) => JSON.parse(json).improvements.nodes);
  const { version } = stage.lanes[0]!.improvement;
  await until(
    () =>
      lists()
        .at(-1)
        ?.some((each: { version: number }) => each.version === version) === true,
    `version ${version}, of the event at ${position}`,
    30_000,
    () => script.logged,
  );
  const kinds = { kind: 'PROCESS', origin: 'SUGGESTION', scale: 'INCREMENTAL', practices: [] };
  const input = { title: 'New in the list', description: 'What it is for.', ...kinds };
  const { data } = await ask(url, SUGGEST, { input }, stage.bearer);
  expect(data).toEqual({ suggestImprovement: { __typename: 'SuggestImprovementPayload' } });
  await until(
    () => JSON.stringify(lists().at(-1)).includes(input.title),
    'the new one',
    30_000,
    () => script.logged,
  );
}
