import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorFinder } from '../auth/actor.js';
import type { Actor } from '../auth/actor.js';
import { ORGANIZATION_HEADER } from '../auth/credentials.js';
import type { Authenticate } from '../auth/credentials.js';
import type { Claims } from '../auth/tokens.js';
import { lists } from '../exchange/lists/index.js';
import type { List } from '../exchange/lists/list.js';
import type { Logger } from '../logger.js';
import type { Services } from '../schema/context.js';
import { unauthenticated } from '../schema/faults.js';
import { answer, errorBody } from './answer.js';

/** Lists as files in CSV. */
export interface Exports {
  /** The list that a path stands for; undefined for a path of something else, null for one of a list that is none. */
  at(path: string): List | null | undefined;
  /** Answers with a list, or why not. */
  answer(list: List | null, request: IncomingMessage, response: ServerResponse): void;
}

/** What exports are made with. */
export interface ExportParts {
  readonly services: Services;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  /** How long a client may take to make room, in milliseconds. */
  readonly maxStall: number;
}

/** Lists that are written at once, by a server: each holds one page in memory and asks for it on a connection of its own. */
const MAX_AT_ONCE = 20;

const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * Makes the answers to `GET /export/LIST.csv`: what the bearer of the token may read of the list, of their organization, page
 * by page as fast as it is taken. Who may no longer read in the middle gets no further page, and a file that is cut off.
 */
export function createExports({ services, authenticate, logger, maxStall }: ExportParts): Exports {
  const { database, clock } = services;
  const findActor = actorFinder(database.prisma);
  let underWay = 0;

  async function* pagesFor(list: List, actor: Actor, claims: Claims): AsyncGenerator<string> {
    for await (const page of list.pages({ db: database.prisma, actor, now: clock() })) {
      if (!(await isStill(actor, claims))) throw new Error('Permissions have changed.');
      yield page;
    }
  }

  /** Whether somebody may still read what they might when their export began. */
  async function isStill(actor: Actor, claims: Claims): Promise<boolean> {
    if (claims.expiresAt !== undefined && claims.expiresAt <= Date.now()) return false;
    const now = await findActor(claims);
    return now?.role === actor.role && [...actor.leads].every((unit) => now.leads.has(unit));
  }

  async function send(list: List | null, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers } = request;
    if (method !== 'GET') return refuse(response, 405, 'Lists are read by GET.', { allow: 'GET' });
    const claims = await authenticate({
      authorization: headers.authorization,
      organization: headers[ORGANIZATION_HEADER],
    });
    const actor = claims && (await findActor(claims));
    if (!claims || !actor) return refuse(response, 401, unauthenticated().message, { 'www-authenticate': 'Bearer' });
    if (!list) return refuse(response, 404, `There is no such list: there are ${[...lists.keys()].join(', ')}.`);
    if (underWay >= MAX_AT_ONCE)
      return refuse(response, 503, 'Too many lists are being read: come back.', { 'retry-after': '5' });
    underWay += 1;
    try {
      response.writeHead(200, {
        ...HEADERS,
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${list.name}.csv"`,
      });
      response.setTimeout(maxStall, () => response.destroy());
      await pipeline(Readable.from(pagesFor(list, actor, claims), { highWaterMark: 1 }), response);
    } finally {
      underWay -= 1;
    }
  }

  return {
    at(path) {
      const [, name] = /^\/export\/([a-z-]{1,50})\.csv$/.exec(path) ?? [];
      return name === undefined ? undefined : (lists.get(name) ?? null);
    },
    answer(list, request, response) {
      send(list, request, response).catch((error: unknown) => {
        // A client that goes away is no trouble of ours.
        if (!response.destroyed || response.errored) logger.debug({ err: error }, 'an export was cut off');
        if (response.headersSent) return void response.destroy();
        logger.error({ err: error }, 'could not export a list');
        refuse(response, 500, 'Something went wrong here.');
      });
    },
  };
}

function refuse(response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  answer(response, status, errorBody(message), { ...HEADERS, ...headers });
}
