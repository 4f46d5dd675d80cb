import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { limits } from '../../src/limits.js';
import { createLogger } from '../../src/logger.js';
import { Connections } from '../../src/server/limits/connections.js';
import { watchCredentials } from '../../src/server/limits/credential-watch.js';
import { signIn } from '../support/signed-in.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp();
const organization = useOrganization(app);
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

it('a session that ends while the database is out of reach for long ends its connections afterwards', async () => {
  const { sessions, database } = app.services;
  if (!sessions) return expect.fail('There are no sessions.');
  const { secret } = await signIn(app, organization, organization.people.SPONSOR);
  const claims = await sessions.find(secret);
  if (!claims?.session) return expect.fail('There is no session.');
  const closed: number[] = [];
  const connection = {
    transport: 'websocket' as const,
    close: (code: number) => void closed.push(code),
    cut: () => undefined,
    beat: () => undefined,
  };
  const connections = new Connections(limits, limits.keepAlive);
  connections.add(connection);
  connections.claim(connection, claims);

  let isAway = true;
  const endedWithin = (milliseconds: number) =>
    isAway ? Promise.reject(new Error('Out of reach.')) : sessions.endedWithin(milliseconds);
  const stop = watchCredentials('session', { ...sessions, endedWithin }, connections, createLogger('silent'));
  await vi.advanceTimersByTimeAsync(40_000);
  await sessions.end(secret);
  const ended = { where: { id: claims.session }, data: { endedAt: new Date(Date.now() - 35_000) } };
  await database.prisma.session.update(ended);
  isAway = false;
  await vi.advanceTimersByTimeAsync(400);
  vi.useRealTimers();
  await expect.poll(() => closed).toEqual([4403]);
  stop();
  connections.stop();
});
