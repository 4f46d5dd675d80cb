import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { beforeAll, expect, test, vi } from 'vitest';
import { serverEnds } from '../live/server-ends.js';
import { createTestOrganization } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';

vi.setConfig({ testTimeout: 120_000 }); // On a busy machine.

const app = useApp({ parts: { limits: { maxExportsPerPerson: 2, maxExportsPerOrganization: 3, maxStall: 10_000 } } });
const organization = useOrganization(app);
beforeAll(async () => {
  // More than the buffers of a connection take.
  const now = new Date();
  const description = 'x'.repeat(8_000);
  for (let made = 0; made < 4_000; made += 500) {
    await app.services.database.prisma.improvement.createMany({
      data: Array.from({ length: 500 }, (_, index) => ({
        organizationId: organization.id,
        title: `Improvement ${made + index}`,
        description,
        kind: 'PROCESS' as const,
        scale: 'INCREMENTAL' as const,
        origin: 'SUGGESTION' as const,
        createdAt: now,
        updatedAt: now,
      })),
    });
  }
});

/** An export of which nobody reads but the head. */
async function begin(authorization: string): Promise<IncomingMessage> {
  const asking = request(app.url.replace('/graphql', '/export/improvements.csv'), {
    headers: { authorization },
    agent: false,
  });
  asking.end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return response;
}

test('exports that are not read are cut off, and count against their own people only', async () => {
  const { VIEWER, SPONSOR, ADMINISTRATOR } = organization.people;
  const [one, two] = [await begin(VIEWER.bearer), await begin(VIEWER.bearer)];
  expect([one.statusCode, two.statusCode]).toEqual([200, 200]);
  expect((await begin(VIEWER.bearer)).statusCode, 'one too many of a person').toBe(429);
  const other = await begin(SPONSOR.bearer);
  expect(other.statusCode).toBe(200);
  expect((await begin(ADMINISTRATOR.bearer)).statusCode, 'one too many of the organization').toBe(429);
  const elsewhere = await createTestOrganization(app);
  expect((await begin(elsewhere.people.VIEWER.bearer)).statusCode).toBe(200);

  await expect
    .poll(async () => (await begin(ADMINISTRATOR.bearer)).statusCode, { timeout: 90_000, interval: 1_000 })
    .toBe(200);
  // One that is read before it is cut arrives whole.
  const ports = [one, two].map(({ socket }) => socket.localPort);
  const open = () => serverEnds(Number(new URL(app.url).port)).filter(({ remotePort }) => ports.includes(remotePort));
  await expect.poll(() => open().length, { timeout: 90_000 }).toBe(0);
  for (const response of [one, two]) {
    const closed = new Promise((resolve) => response.once('close', resolve));
    response.resume();
    await closed;
    expect(response.complete, 'cut off').toBe(false);
  }
});
