import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { until } from '../live/subscribers.js';
import { freePort } from '../support/free-port.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { managerOf } from '../webhooks/managing.js';
import { ROOT } from '../process/server-process.js';

const app = useApp({ parts: { webhookNetworks: ['127.0.0.0/8'] } });
const organization = useOrganization(app);

it(
  'the receiver on the page takes what is sent, once, and nothing that is not signed',
  { timeout: 60_000 },
  async () => {
    const page = await readFile(`${ROOT}/docs/integrations.md`, 'utf8');
    const [, code = ''] = /```js\n([^]*?)```/.exec(page) ?? [];
    const port = await freePort();
    const manager = managerOf(app, organization);
    const url = `http://127.0.0.1:${port}/uplift`;
    const { id, secret } = await manager.create(url);
    const receiver = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PORT: String(port), WEBHOOK_SECRET: secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    receiver.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      await until(async () => (await fetch(url).catch(() => undefined))?.status === 401, 'the receiver', 30_000);
      const { delivery } = await manager.do('testWebhook', { webhookId: id });
      expect(delivery).toMatchObject({ state: 'DELIVERED', status: 204 });
      const position = await manager.cause('Alpha');
      await until(() => said.includes(`uplift.UnitAdded ${position} `), 'the event');
      expect(said).toContain('name: null → Alpha');
      await manager.do('replayWebhook', { webhookId: id, from: position });
      const next = await manager.cause();
      await until(() => said.includes(`uplift.UnitAdded ${next} `), 'the next event');
      expect(said.split(`uplift.UnitAdded ${position} `)).toHaveLength(2);
    } finally {
      receiver.kill();
    }
  },
);
