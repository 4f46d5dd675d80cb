import { linkOf, linkTo } from './address.js';
import { offerCsv } from './download.js';
import { textOf, wrapLines } from './editors.js';
import { offerQuestions } from './questions.js';
import { showSession } from './session.js';
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

async function findExamples(): Promise<Examples | undefined> {
  const answer = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: EXAMPLES_QUERY }),
  });
  const { data } = await answer.json();
  return data ?? undefined;
}

const isKnown = await showSession(document);
const examples = isKnown ? await findExamples().catch(() => undefined) : undefined;
const storage = withoutTokens(localStorage);
let open = linkOf(new URL(location.href));
layOutTabs(localStorage, open, examples);
// Hazard: GraphiQL would take the query of the address, without its variables, in place of a tab.
showAddress({ query: '' });
wrapLines();
offerCsv(document);
// Without them the page works as well.
void offerQuestions(document, (address) => location.assign(address)).catch(() => undefined);

/** Keeps the address of the page a link to what is in its editors. */
function showAddress(change: { query?: string; variables?: string }): void {
  open = { query: '', ...open, ...change };
  history.replaceState({}, '', linkTo(new URL(location.href), open));
}

YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: 'Uplift: GraphiQL',
  defaultTabs: [],
  defaultEditorToolsVisibility: isKnown || open ? 'variables' : 'headers',
  storage,
  shouldPersistHeaders: keepsHeaders(localStorage),
  showPersistHeadersSettings: true,
  onEditQuery: (query: string) => showAddress({ query }),
  onEditVariables: (variables: string) => showAddress({ variables }),
  subscriptionsProtocol: 'WS',
  // GraphiQL gives the socket none of the headers that it sends over HTTP; a token among them comes before the cookie.
  connectionParams: writtenHeaders,
});
