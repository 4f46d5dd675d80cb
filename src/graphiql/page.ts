import { linkOf, linkTo } from './address.js';
import { offerCsv } from './download.js';
import { textOf, wrapLines } from './editors.js';
import { openSession } from './session.js';
import { keepsHeaders, layOutTabs, withoutTokens } from './storage.js';
import { EXAMPLES_QUERY } from './tabs.js';
import type { Examples } from './tabs.js';

/** GraphiQL, as its own file defines it. */
declare const YogaGraphiQL: { renderYogaGraphiQL(root: Element | null, options: object): void };

/** The headers that the reader wrote in the tab that is open. */
function writtenHeaders(): Record<string, string> {
  try {
    return JSON.parse(textOf('headers') || '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

/** What the reader wrote comes before the person who was chosen. Hazard: two of them would be sent as one that is wrong. */
function credentials(written: Readonly<Record<string, string>>, token: string | undefined): Record<string, string> {
  const has = Object.keys(written).some((name) => name.toLowerCase() === 'authorization');
  return has || token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

async function findExamples(): Promise<Examples | undefined> {
  const answer = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: EXAMPLES_QUERY }),
  });
  const { data } = await answer.json();
  return data ?? undefined;
}

const session = await openSession(document);
// Without credentials only a demo shows a deployment.
const examples = session && (await findExamples().catch(() => undefined));
const storage = withoutTokens(localStorage);
let open = linkOf(new URL(location.href));
layOutTabs(localStorage, open, examples);
// Hazard: GraphiQL would take the query of the address, without its variables, in place of a tab.
showAddress({ query: '' });
wrapLines();
offerCsv(document);

/** Keeps the address of the page a link to what is in its editors. */
function showAddress(change: { query?: string; variables?: string }): void {
  open = { query: '', ...open, ...change };
  history.replaceState({}, '', linkTo(new URL(location.href), open));
}

YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: 'Uplift: GraphiQL',
  defaultTabs: [],
  defaultEditorToolsVisibility: session || open ? 'variables' : 'headers',
  storage,
  shouldPersistHeaders: keepsHeaders(localStorage),
  showPersistHeadersSettings: true,
  onEditQuery: (query: string) => showAddress({ query }),
  onEditVariables: (variables: string) => showAddress({ variables }),
  subscriptionsProtocol: 'WS',
  additionalHeaders: (request: { extensions?: { headers?: Record<string, string> } } | undefined) =>
    credentials(request?.extensions?.headers ?? {}, session?.token()),
  // GraphiQL gives the socket none of the headers that it sends over HTTP.
  connectionParams: () => {
    const written = writtenHeaders();
    return { ...written, ...credentials(written, session?.token()) };
  },
});
