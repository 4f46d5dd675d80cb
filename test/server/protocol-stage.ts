import { afterEach, beforeAll, expect } from 'vitest';
import { createWatched } from '../live/views.js';
import type { Watched } from '../live/views.js';
import { useApp } from '../support/use-app.js';
import { holdField } from './held-field.js';
import { openReady, openSocket } from './raw-socket.js';
import type { RawSocket } from './raw-socket.js';

export const EVENTS = 'subscription { events { position } }';
export const QUERY = '{ __typename }';
export const VIEWER = '{ viewer { role } }';
/** Long enough, in milliseconds, for an answer that must not come. */
export const A_WHILE = 300;

/** Sets up a server for tests of the protocol; after each test, nothing may be left on it. */
export function protocolStage() {
  let watched: Watched;
  const viewer = holdField('Query', 'viewer');
  const opened: RawSocket[] = [];
  const app = useApp();
  beforeAll(async () => {
    watched = await createWatched(app);
  });
  afterEach(async () => {
    viewer.release();
    for (const { socket } of opened.splice(0)) socket.terminate();
    await expect.poll(() => app.connections.size).toBe(0);
    expect(app.hub.counts).toMatchObject({ views: 0, subscribers: 0 });
    await expect.poll(() => app.services.delivery.openFeeds).toBe(0);
  });

  const keep = (raw: RawSocket): RawSocket => {
    opened.push(raw);
    return raw;
  };
  const subscribers = () => app.hub.counts.subscribers;
  return {
    /** The field `viewer`, which can be held. */
    viewer,
    init: () => ({ type: 'connection_init', payload: { Authorization: watched.bearer } }),
    /** A socket that has said nothing yet. */
    fresh: async (protocols?: string | string[]) => keep(await openSocket(app.url, protocols)),
    /** A socket whose client has said who they are. */
    ready: async () => keep(await openReady(app.url, watched.bearer)),
    /** Writes an event. */
    append: () => watched.append({}),
    subscribers,
    /** Waits until so many subscriptions watch. */
    watching: (count: number) => expect.poll(subscribers, { timeout: 10_000 }).toBe(count),
  };
}
