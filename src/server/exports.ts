import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorFinder } from '../auth/actor.js';
import type { Actor } from '../auth/actor.js';
import { ORGANIZATION_HEADER } from '../auth/credentials.js';
import type { Authenticate } from '../auth/credentials.js';
import type { Claims } from '../auth/tokens.js';
import { BYTE_ORDER_MARK } from '../exchange/files/csv-writer.js';
import { lists } from '../exchange/lists/index.js';
import type { List } from '../exchange/lists/list.js';
import type { BoundName, Limits } from '../limits.js';
import type { Logger } from '../logger.js';
import type { Services } from '../schema/context.js';
import { unauthenticated } from '../schema/faults.js';
import { Tally } from '../tally.js';
import { answer, errorBody } from './answer.js';
import type { Refused } from './refused.js';

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
  readonly limits: Pick<Limits, 'maxExports' | 'maxExportsPerPerson' | 'maxExportsPerOrganization' | 'maxStall'>;
  readonly refused: Refused;
}

const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * Makes the answers to `GET /export/LIST.csv`: what the bearer of the token may read of the list, of their organization, page
 * by page as fast as it is taken. Who may no longer read in the middle gets no further page, and a file that is cut off.
 */
export function createExports({ services, authenticate, logger, limits, refused }: ExportParts): Exports {
  const { database, clock } = services;
  const findActor = actorFinder(database.prisma);
  const { maxStall } = limits;
  const underWay = new Tally();

  /** The bound by which there are too many exports at once: somebody's own, or the server's. */
  function excess({ personId, organizationId }: Actor): BoundName | undefined {
    if (underWay.of(personId) >= limits.maxExportsPerPerson) return 'maxExportsPerPerson';
    if (underWay.of(organizationId) >= limits.maxExportsPerOrganization) return 'maxExportsPerOrganization';
    return underWay.of(EVERYBODY) >= limits.maxExports ? 'maxExports' : undefined;
  }

  async function* pagesFor(list: List, actor: Actor, claims: Claims, withMark: boolean): AsyncGenerator<string> {
    if (withMark) yield BYTE_ORDER_MARK;
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
    if (!claims || !actor) {
      const { message } = unauthenticated(headers.authorization);
      return refuse(response, 401, message, { 'www-authenticate': 'Bearer' });
    }
    if (!list) return refuse(response, 404, `There is no such list: there are ${[...lists.keys()].join(', ')}.`);
    const bound = excess(actor);
    if (bound) {
      refused.count(bound, claims);
      const status = bound === 'maxExports' ? 503 : 429;
      return refuse(response, status, 'Too many lists are being exported. Retry shortly.', { 'retry-after': '5' });
    }
    const holders = [EVERYBODY, actor.organizationId, actor.personId];
    underWay.add(holders, 1);
    const stopWatching = cutWhenStalled(response, maxStall);
    try {
      response.writeHead(200, {
        ...HEADERS,
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${list.name}.csv"`,
      });
      await pipeline(Readable.from(pagesFor(list, actor, claims, wantsMark(request)), { highWaterMark: 1 }), response);
    } finally {
      stopWatching();
      underWay.add(holders, -1);
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

/** For whom all exports count. */
const EVERYBODY = '';

/** Cuts a response whose client has taken nothing for so long, in milliseconds, however busy it keeps the connection. */
function cutWhenStalled(response: ServerResponse, maxStall: number): () => void {
  let before = -1;
  const timer = setInterval(() => {
    const { bytesWritten = 0, writableLength = 0 } = response.socket ?? {};
    const sent = bytesWritten - writableLength;
    if (writableLength > 0 && sent === before) response.destroy();
    before = sent;
  }, maxStall).unref();
  return () => clearInterval(timer);
}

/** Excel takes a file for UTF-8 by its mark only; who wants none says `?bom=false`. */
function wantsMark({ url = '' }: IncomingMessage): boolean {
  return new URLSearchParams(url.split('?', 2)[1]).get('bom') !== 'false';
}

function refuse(response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  answer(response, status, errorBody(message), { ...HEADERS, ...headers });
}
