import { openSession } from './session.js';
import { EXAMPLES_QUERY, storyTabs } from './tabs.js';
import type { Examples } from './tabs.js';

/** GraphiQL, as its own file defines it. */
declare const YogaGraphiQL: { renderYogaGraphiQL(root: Element | null, options: object): void };

/** The headers that the reader wrote in the tab that is open. */
function tabHeaders(): Record<string, string> {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '');
    return JSON.parse(tabs[activeTabIndex].headers || '{}');
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

Object.assign(globalThis, {
  MonacoEnvironment: {
    globalAPI: false,
    getWorkerUrl: (_module: string, label: string) => `graphiql/${label}.worker.js`,
  },
});

YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: 'Uplift: GraphiQL',
  defaultTabs: storyTabs(examples),
  defaultEditorToolsVisibility: session ? 'variables' : 'headers',
  shouldPersistHeaders: true,
  subscriptionsProtocol: 'WS',
  additionalHeaders: (request: { extensions?: { headers?: Record<string, string> } } | undefined) =>
    credentials(request?.extensions?.headers ?? {}, session?.token()),
  // GraphiQL gives the socket none of the headers that it sends over HTTP.
  connectionParams: () => {
    const written = tabHeaders();
    return { ...written, ...credentials(written, session?.token()) };
  },
});
