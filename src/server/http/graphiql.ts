import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path/posix';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { answer, errorBody } from './answer.js';
import { acceptedEncoding } from '../graphql/compression.js';
import type { Encoding } from '../graphql/compression.js';
import { changed } from './graphiql-changes.js';
import { fileHeaders, pageHeaders } from './secure-headers.js';

/** Where the files of the page are. */
export const GRAPHIQL_FILES = '/graphiql/';

/** The scripts of the page that are ours, in the folder of the build. */
const OURS = [
  'graphiql/address.js',
  'graphiql/csv.js',
  'graphiql/download.js',
  'graphiql/editors.js',
  'graphiql/environment.js',
  'graphiql/page.js',
  'graphiql/session.js',
  'graphiql/storage.js',
  'graphiql/tabs.js',
  'import-export/files/formula-guard.js',
];

const BUILT = new URL('../../../dist/', import.meta.url);

/**
 * The page; its addresses are relative, for a proxy that serves us below a path.
 * Hazard: when the tabs change their size, as when their font comes, GraphiQL shifts them by a wrong distance, and shows it as
 * soon as one is pressed: they jump away from under the pointer, and the click is lost.
 */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Uplift: GraphiQL</title>
    <link rel="icon" href="graphiql/favicon.ico" />
    <link rel="stylesheet" href="graphiql/graphiql.css" />
    <style>
      html, body { height: 100%; margin: 0; }
      body { display: flex; flex-direction: column; font: 14px/1.4 system-ui, sans-serif; color-scheme: light dark; }
      #bar { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 8px 16px;
        background: Canvas; color: CanvasText; border-bottom: 1px solid GrayText; }
      #bar label { display: flex; gap: 8px; align-items: center; }
      #bar [hidden] { display: none; }
      #who { font: inherit; padding: 4px 8px; max-width: 60vw; }
      #said { flex: 1; }
      #csv { font: inherit; padding: 2px 8px; margin-left: auto; }
      #root { flex: 1; min-height: 0; position: relative; overflow: hidden; }
      #root .graphiql-container { height: 100%; width: 100%; }
      .graphiql-logo { white-space: nowrap; }
      .graphiql-tab { transform: none !important; }
    </style>
  </head>
  <body>
    <noscript>GraphiQL needs JavaScript.</noscript>
    <header id="bar">
      <label id="ask" hidden>Ask as <select id="who"></select></label>
      <span id="said" role="status"></span>
      <span id="csv-said" role="status"></span>
      <button id="csv" type="button">Result as CSV</button>
    </header>
    <main id="root"></main>
    <script type="module" src="graphiql/environment.js"></script>
    <script defer src="graphiql/graphiql.js"></script>
    <script type="module" src="graphiql/page.js"></script>
  </body>
</html>
`;

/** Monaco, the editor of GraphiQL, writes style elements. */
const PAGE_HEADERS = {
  ...pageHeaders({ styles: ["'unsafe-inline'"], images: ['data:'], fonts: ['data:'] }),
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
};

const SCRIPT = 'text/javascript; charset=utf-8';

interface File {
  readonly type: string;
  readonly bytes: Buffer;
  readonly compressed: Readonly<Record<Encoding, Buffer>>;
  /** Weak: it stands for the file in each encoding. */
  readonly tag: string;
}

const zip = promisify(gzip);
const brotli = promisify(brotliCompress);

/** Beyond this quality the largest file takes seconds. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

async function toFile(type: string, content: string | Buffer): Promise<File> {
  const bytes = Buffer.from(content as string);
  const tag = `W/"${createHash('sha256').update(bytes).digest('base64url')}"`;
  const [br, zipped] = await Promise.all([brotli(bytes, BROTLI), zip(bytes)]);
  return { type, bytes, compressed: { br, gzip: zipped }, tag };
}

/** All files of the page, from our own and from the package; read only when somebody opens it, since they are large. */
async function readFiles(): Promise<ReadonlyMap<string, File>> {
  const { css, js, favicon, editorWorkerService, graphqlWorker, jsonWorker } =
    await import('@graphql-yoga/render-graphiql/graphiql');
  const files: readonly (readonly [name: string, file: Promise<File>])[] = [
    ['graphiql.js', toFile(SCRIPT, changed(js))],
    ['graphiql.css', toFile('text/css; charset=utf-8', css)],
    ['favicon.ico', toFile('image/x-icon', Buffer.from(favicon.split(',', 2)[1] ?? '', 'base64'))],
    ['editorWorkerService.worker.js', toFile(SCRIPT, editorWorkerService)],
    ['graphql.worker.js', toFile(SCRIPT, graphqlWorker)],
    ['json.worker.js', toFile(SCRIPT, jsonWorker)],
    ...OURS.map(
      (path) => [basename(path), readFile(new URL(path, BUILT)).then((text) => toFile(SCRIPT, text))] as const,
    ),
  ];
  return new Map(await Promise.all(files.map(async ([name, file]) => [name, await file] as const)));
}

/** GraphiQL: its page at the address of GraphQL, and its files beside it. */
export interface Graphiql {
  /** Whether a browser asks for the page, rather than a client for an answer. */
  wants(request: IncomingMessage): boolean;
  /** Answers with the page. */
  page(response: ServerResponse): void;
  /** Answers with a file of the page, or with 404. */
  file(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Makes GraphiQL from our own files: nothing is loaded from elsewhere. */
export function createGraphiql(): Graphiql {
  let files: ReturnType<typeof readFiles> | undefined;
  return {
    wants: ({ method, headers }) => method === 'GET' && headers.accept?.includes('text/html') === true,
    page: (response) => void response.writeHead(200, PAGE_HEADERS).end(PAGE),
    async file(path, { method, headers }, response) {
      if (method !== 'GET' && method !== 'HEAD') {
        return answer(response, 405, errorBody(405, 'Files are read by GET.'), { allow: 'GET, HEAD' });
      }
      files ??= readFiles();
      const file = (await files).get(path.slice(GRAPHIQL_FILES.length));
      if (!file) return answer(response, 404, errorBody(404, 'There is no such file.'));
      const about = { ...fileHeaders, 'cache-control': 'no-cache', etag: file.tag, vary: 'accept-encoding' };
      if (isKnown(headers['if-none-match'], file.tag)) return void response.writeHead(304, about).end();
      const encoding = acceptedEncoding(headers['accept-encoding']);
      const body = encoding ? file.compressed[encoding] : file.bytes;
      response.writeHead(200, {
        ...about,
        'content-type': file.type,
        'content-length': body.length,
        ...(encoding ? { 'content-encoding': encoding } : {}),
      });
      response.end(method === 'HEAD' ? undefined : body);
    },
  };
}

/** Whether a browser has the file of this tag already. */
function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  return ifNoneMatch?.split(',').some((each) => each.trim() === tag || each.trim() === '*') === true;
}
