import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { answer, errorBody, pathOf } from './answer.js';
import { fileHeaders, pageHeaders } from './secure-headers.js';

/** Where the files of the page are. */
export const GRAPHIQL_FILES = '/graphiql/';

/** Where the build puts them. */
const FOLDER = fileURLToPath(new URL('../../../dist/graphiql-files/', import.meta.url));

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
      #who, #question { font: inherit; padding: 4px 8px; max-width: 60vw; }
      #said { flex: 1; }
      #leave, #csv { font: inherit; padding: 2px 8px; }
      #csv { margin-left: auto; }
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
      <a id="enter" hidden>Sign in</a>
      <button id="leave" type="button" hidden>Sign out</button>
      <label id="questions" hidden>Questions <select id="question"><option value="">Choose one</option></select></label>
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

const FILE_HEADERS = Object.entries({ ...fileHeaders, 'cache-control': 'no-cache' });

/** GraphiQL: its page at the address of GraphQL, and its files beside it. */
export interface Graphiql {
  /** Whether a browser asks for the page, rather than a client for an answer. */
  wants(request: IncomingMessage): boolean;
  /** Answers with the page. */
  page(response: ServerResponse): void;
  /** Answers with a file of the page, or with 404. */
  file(request: IncomingMessage, response: ServerResponse): void;
}

/** Makes GraphiQL from the files of the build: nothing is loaded from elsewhere. */
export function createGraphiql(): Graphiql {
  const serve = sirv(FOLDER, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response) {
      for (const [name, value] of FILE_HEADERS) response.setHeader(name, value);
    },
  });
  return {
    wants: ({ method, headers }) => method === 'GET' && headers.accept?.includes('text/html') === true,
    page: (response) => void response.writeHead(200, PAGE_HEADERS).end(PAGE),
    file(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return answer(response, 405, errorBody(405, 'Files are read by GET.'), { allow: 'GET, HEAD' });
      }
      request.url = pathOf(request).slice(GRAPHIQL_FILES.length - 1);
      serve(request, response, () => answer(response, 404, errorBody(404, 'There is no such file.')));
    },
  };
}
