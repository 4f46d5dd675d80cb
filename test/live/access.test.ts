import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { SECRET } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { cursorAt, EVENTS, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { transports, watch } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;

describe('who may subscribe', () => {
  let mine: Stage;
  let theirs: Stage;

  const app = useApp();
  beforeAll(async () => {
    mine = await createStage(app);
    theirs = await createStage(app);
  });

  const slug = () => mine.organization.slug;
  const token = async (secret: string, subject: string, organization: string, lifetime = '1h') =>
    `Bearer ${await signToken(secret, subject, organization, lifetime)}`;

  test.each([
    ['no token', async () => undefined],
    ['something else', async () => 'Basic dXNlcjpwYXNz'],
    ['a token of another secret', () => token('another secret of 32 characters or more', `${slug()}-VIEWER`, slug())],
    ['a token that has expired', () => token(SECRET, `${slug()}-VIEWER`, slug(), '-1s')],
  ])('nobody with %s', async (_name, bearer) => {
    const credentials = await bearer();
    const socket = transports.WebSocket(app.url, EVENTS, {}, credentials);
    expect(await socket.end()).toMatchObject({ code: 4403 });
    const response = transports.SSE(app.url, EVENTS, {}, credentials);
    expect(await response.end()).toEqual(new Error('HTTP 401'));
    await Promise.all([socket.stop(), response.stop()]);
    expect(app.services.delivery.openFeeds).toBe(0);
  });

  test.each([
    ['of an organization that is not here', () => token(SECRET, `${slug()}-VIEWER`, 'nowhere')],
    ['of a person of another organization', () => token(SECRET, `${slug()}-VIEWER`, theirs.organization.slug)],
    [
      'of a person who has been deactivated',
      async () => {
        const { prisma } = app.services.database;
        await prisma.person.update({ where: { id: mine.organization.otherLead.id }, data: { active: false } });
        return mine.organization.otherLead.bearer;
      },
    ],
  ])('nobody with a good token %s', async (_name, bearer) => {
    for (const transport of TRANSPORTS) {
      const subscription = transports[transport](app.url, EVENTS, {}, await bearer());
      const result = await subscription.next().catch(() => undefined);
      expect(result ? result.errors : subscription.ended).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) as unknown }),
      ]);
      await subscription.stop();
    }
    expect(app.services.delivery.openFeeds).toBe(0);
  });

  test("everybody of an organization, whatever their role, and they get their own organization's events only", async () => {
    const subscribers = [mine, theirs].flatMap((stage) =>
      Object.values(stage.organization.people).flatMap(({ bearer }) =>
        TRANSPORTS.map((transport) => ({
          stage,
          watching: watch(transport, app.url, bearer, { after: stage.beginning }),
        })),
      ),
    );
    const curious = [
      { improvementIds: [theirs.lanes[0]!.improvement.globalId] },
      { deploymentIds: [theirs.lanes[0]!.ledDeployment.globalId] },
      { unitIds: [theirs.organization.ledUnit.globalId] },
    ].map((filter) => watch('WebSocket', app.url, mine.bearer, { after: mine.beginning, filter }));
    // A cursor of theirs opens nothing of theirs.
    const reset = watch('SSE', app.url, mine.bearer, { after: theirs.beginning });
    for (let count = 0; count < 10; count += 1) {
      for (const stage of [mine, theirs]) {
        await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, `of ${stage.organization.slug}`);
      }
    }
    for (const { stage, watching } of subscribers) {
      const log = await readWholeLog(app.services.database, stage.organization.id);
      await watching.reach(log.events.length);
      expect(flawsOf(watching.received, expectedOf(log))).toEqual([]);
      await watching.stop();
    }
    const log = await readWholeLog(app.services.database, mine.organization.id);
    await reset.reach(log.events.length);
    expect(reset.received[0]?.data).toMatchObject({ events: { __typename: 'Reset' } });
    expect(
      flawsOf(
        reset.received.slice(1),
        expectedOf(log, ({ position }) => position > reset.received[0]!.extensions!.position),
      ),
    ).toEqual([]);
    for (const each of curious) expect(each.received).toEqual([]);
    await Promise.all([reset, ...curious].map((subscriber) => subscriber.stop()));
  });

  test('until their token expires: the socket is closed so that they come back, the response ends', async () => {
    const bearer = await token(SECRET, `${slug()}-VIEWER`, slug(), '2s');
    const sockets = Array.from({ length: 20 }, () => transports.WebSocket(app.url, EVENTS, {}, bearer));
    const socket = sockets[0]!;
    const response = transports.SSE(app.url, EVENTS, {}, bearer);
    await sleep(300);
    const position = await revise(app.url, mine.bearer, mine.lanes[0]!.improvement, 'before');
    const { extensions } = await socket.next();
    const log = await readWholeLog(app.services.database, mine.organization.id);
    expect(extensions).toEqual({ position, cursor: cursorAt(log, position) });
    expect((await response.next()).extensions).toEqual(extensions);
    for (const each of sockets) expect(await each.end()).toMatchObject({ code: 4403 });
    expect(await response.end()).toBe('cut');
    await revise(app.url, mine.bearer, mine.lanes[0]!.improvement, 'after');
    expect([...socket.queued, ...response.queued]).toEqual([]);
    await Promise.all([...sockets, response].map((each) => each.stop()));
    expect(app.services.delivery.openFeeds).toBe(0);
  });
});
