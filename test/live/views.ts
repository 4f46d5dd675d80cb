import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { findActor } from '../../src/auth/actor.js';
import { execute } from '../../src/commands/execute.js';
import { encodeGlobalId } from '../../src/ids.js';
import { suggestImprovement } from '../../src/improvements/operations/improvement.js';
import { encodeCursor } from '../../src/log/cursor.js';
import { appendEvents } from '../../src/log/append.js';
import { hexOf, readHead } from '../../src/log/event-log.js';
import type { NewEvent } from '../../src/log/event.js';
import { createTestOrganization } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';

/** An organization whose log a test writes to. */
export interface Watched {
  readonly organization: TestOrganization;
  readonly bearer: string;
  readonly improvementId: string;
  /** Global id of the improvement. */
  readonly improvement: string;
  /** Cursor of a position, as it is delivered. */
  cursor(position: number): Promise<string>;
  /** Writes events in one transaction, all of the improvement; returns the position of the last. */
  append(...events: Partial<NewEvent>[]): Promise<number>;
  head(): Promise<number>;
}

/** Sets up an organization with one improvement. */
export async function createWatched(app: TestApp): Promise<Watched> {
  const organization = await createTestOrganization(app);
  const { database, committed } = app.services;
  const lead = await findActor(database.prisma, `${organization.slug}-DEPLOYMENT_LEAD`, organization.slug);
  if (!lead) throw new Error('There is a deployment lead.');
  const outcome = await execute(suggestImprovement, app.services, lead, {
    title: 'Reviews before the build',
    description: 'What it is for.',
    kind: 'PROCESS',
    scale: 'INCREMENTAL',
    origin: 'SUGGESTION',
    practices: [],
  });
  if (!outcome.done) throw new Error(JSON.stringify(outcome.userError));
  const { recordId } = outcome;
  const head = async () => {
    const found = await readHead(database.prisma, organization.id);
    if (!found) throw new Error('There is a log.');
    return found;
  };
  const { epoch } = await head();
  return {
    organization,
    bearer: organization.people.DEPLOYMENT_LEAD.bearer,
    improvementId: recordId,
    improvement: encodeGlobalId('Improvement', recordId),
    cursor: async (position) => {
      const event = await database.prisma.event.findUnique({
        where: { organizationId_position: { organizationId: organization.id, position } },
      });
      return encodeCursor({ epoch, position, hash: hexOf(event?.hash ?? null) });
    },
    head: async () => (await head()).position,
    append: async (...events) => {
      const cause = { organizationId: organization.id, actorId: lead.personId, at: new Date() };
      const complete = events.map((event) => ({
        type: 'ImprovementRevised',
        recordType: 'Improvement',
        recordId,
        recordVersion: 2,
        improvementId: recordId,
        after: {},
        ...event,
      }));
      const added = await database.prisma.$transaction((db) => appendEvents(db, cause, complete));
      committed(added, 'reviseImprovement');
      return added.position;
    },
  };
}

/** A subscription on a raw socket. */
export interface RawSubscription {
  /** The payloads as they were sent, byte for byte. */
  readonly payloads: readonly string[];
  readonly positions: readonly number[];
  /** `complete` or `error`, when it has ended. */
  readonly ended: string | undefined;
  stop(): void;
}

/** A socket that shows what was sent as it was sent. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly subscribe: (query: string, variables?: object) => RawSubscription;
}

/** Opens a raw socket. */
export async function openRawSocket(url: string, bearer: string): Promise<RawSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  socket.on('error', () => undefined);
  const subscriptions = new Map<string, { payloads: string[]; ended: string | undefined }>();
  let acknowledge: () => void;
  const acknowledged = new Promise<void>((resolve) => (acknowledge = resolve));
  socket.on('message', (data) => {
    const text = (data as Buffer).toString();
    const [, id = '', type = ''] = /^\{"id":"([^"]*)","type":"([a-z]+)"/.exec(text) ?? [];
    const subscription = subscriptions.get(id);
    if (text.startsWith('{"type":"connection_ack"')) acknowledge();
    else if (!subscription) return;
    else if (type === 'next')
      subscription.payloads.push(text.slice(`{"id":"${id}","type":"next","payload":`.length, -1));
    else subscription.ended = type;
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } }));
  await acknowledged;
  return {
    socket,
    subscribe(query, variables = {}) {
      const id = String(subscriptions.size + 1);
      const subscription = { payloads: [] as string[], ended: undefined as string | undefined };
      subscriptions.set(id, subscription);
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
      return {
        payloads: subscription.payloads,
        get positions() {
          return subscription.payloads.map(positionOf);
        },
        get ended() {
          return subscription.ended;
        },
        stop: () => socket.send(JSON.stringify({ id, type: 'complete' })),
      };
    },
  };
}

function positionOf(payload: string): number {
  return (JSON.parse(payload) as { extensions: { position: number } }).extensions.position;
}

/** Begins to read Server-Sent Events, and shows the payloads as they were sent. */
export async function openRawStream(url: string, bearer: string, query: string, variables: object = {}) {
  const abort = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    signal: abort.signal,
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: bearer },
    body: JSON.stringify({ query, variables }),
  });
  const payloads: string[] = [];
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const messages = `${text}${chunk}`.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const [, payload] = /^event: next\ndata: ([^\n]*)/m.exec(message) ?? [];
        if (payload) payloads.push(payload);
      }
    }
  };
  read().catch(() => undefined); // It was stopped.
  return { payloads, stop: () => abort.abort() };
}

/** Waits until something is so. */
export async function until(condition: () => boolean, what: string, timeout = 30_000): Promise<void> {
  const deadline = performance.now() + timeout;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeout} ms: ${what}`);
    await sleep(5);
  }
}
