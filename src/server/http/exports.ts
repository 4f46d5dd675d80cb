import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EXPORT } from '../../auth/grant.js';
import { BYTE_ORDER_MARK } from '../../import-export/files/csv-writer.js';
import { lists } from '../../import-export/exporters/index.js';
import type { List } from '../../import-export/exporters/list.js';
import type { Services } from '../../schema/context.js';
import { refuser } from './answer.js';
import { FILE_HEADERS } from './downloads.js';
import type { Downloads, WhoAsks } from './downloads.js';

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
  readonly downloads: Downloads;
}

const refuse = refuser(FILE_HEADERS);

/**
 * Makes the answers to `GET /export/LIST.csv`: what who asks may read of the list, of their organization, page
 * by page as fast as it is taken. Who may no longer read in the middle gets no further page, and a file that is cut off.
 */
export function createExports({ services, downloads }: ExportParts): Exports {
  const { database, clock } = services;

  async function* pagesFor(list: List, who: WhoAsks, request: IncomingMessage): AsyncGenerator<string> {
    let mark = wantsMark(request) ? BYTE_ORDER_MARK : '';
    for await (const page of list.pages({ db: database.prisma, actor: who.actor, now: clock() })) {
      await downloads.demandStill(who, request, EXPORT);
      yield mark + page;
      mark = '';
    }
  }

  async function send(list: List | null, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET') return refuse(response, 405, 'Lists are read by GET.', { allow: 'GET' });
    const who = await downloads.whoAsks(request, EXPORT);
    if (!list) return refuse(response, 404, `There is no such list: there are ${[...lists.keys()].join(', ')}.`);
    await downloads.run(who, { kind: 'LIST_EXPORTED', about: list.name }, response, async () => {
      const pages = pagesFor(list, who, request);
      // What goes wrong before there is anything to send is said; later, the file is cut off.
      const begun = [await pages.next(), await pages.next()];
      response.writeHead(200, {
        ...FILE_HEADERS,
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${list.name}.csv"`,
      });
      await pipeline(Readable.from(whole(begun, pages), { highWaterMark: 1 }), response);
    });
  }

  return {
    at(path) {
      const [, name] = /^\/export\/([a-z-]{1,50})\.csv$/.exec(path) ?? [];
      return name === undefined ? undefined : (lists.get(name) ?? null);
    },
    answer(list, request, response) {
      send(list, request, response).catch((error: unknown) => downloads.fail(error, response, FILE_HEADERS));
    },
  };
}

/** A list that was begun already. */
async function* whole(begun: readonly IteratorResult<string>[], pages: AsyncGenerator<string>): AsyncGenerator<string> {
  for (const { value, done } of begun) if (!done) yield value;
  yield* pages;
}

/** Excel takes a file for UTF-8 by its mark only; who wants none says `?bom=false`. */
function wantsMark({ url = '' }: IncomingMessage): boolean {
  return new URLSearchParams(url.split('?', 2)[1]).get('bom') !== 'false';
}
