import type { GraphiQLOptions } from 'graphql-yoga';

const tabs: NonNullable<GraphiQLOptions['defaultTabs']> = [
  {
    query: `# 1. The graph: OPM SP 3.2, Manage the Deployment, and the practices that it points to.
query PracticeGraph {
  practice(ref: "OPM SP 3.2") {
    ref
    title
    subpractices { number summary }
    exampleWorkProducts { number summary }
    references {
      kind
      about
      subpractice { number }
      practices { ref title processArea { name } }
    }
  }
}`,
  },
  {
    query: `# 2. The matrix: improvements by projects.
query Matrix {
  improvements(first: 10) {
    nodes {
      title
      state
      progress
      deployments(first: 20) {
        nodes { id version unit { name } state percent plannedEnd late }
      }
    }
  }
}`,
  },
  {
    query: `# 3. What moves: watch the deployments, then record progress in the next tab.
subscription Live {
  deploymentEvents {
    __typename
    position
    occurredAt
    actor { name }
    improvement { title progress }
    deployment { unit { name } state percent }
  }
}`,
  },
  {
    query: `# 4. A project reports. Complete the headers below with the token of a deployment lead, or of the lead of the project:
#    the server printed them when it started. Take id and version of a deployment in progress from the matrix.
mutation RecordProgress($input: RecordProgressInput!) {
  recordProgress(input: $input) {
    __typename
    ... on RecordProgressPayload { position deployment { state percent version } }
    ... on UserError { message }
  }
}`,
    variables: JSON.stringify(
      { input: { deploymentId: 'id of a deployment', version: 1, percent: 75, note: 'Two teams work with it' } },
      null,
      2,
    ),
    headers: JSON.stringify({ Authorization: 'Bearer TOKEN' }, null, 2),
  },
];

/**
 * Credentials for the socket, evaluated in the page at each connection: the headers of the tab that is open. Without it
 * GraphiQL would send them over HTTP only.
 */
const CONNECTION_PARAMETERS = `() => {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    return JSON.parse(tabs[activeTabIndex].headers || '{}');
  } catch {
    return {};
  }
}`;

/** Stands in the options, which are JSON, for a function that JSON cannot say. */
const MARK = 'CONNECTION_PARAMETERS';

/** GraphiQL as we serve it: subscriptions over the same socket as everybody's, and tabs that tell the story. */
export const graphiqlOptions: GraphiQLOptions = {
  title: 'Uplift: GraphiQL',
  subscriptionsProtocol: 'WS',
  defaultTabs: tabs,
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: true,
};

/** Renders GraphiQL from our own files; read only when somebody opens it, since it is large. */
export async function renderGraphiql(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({ ...options, connectionParams: MARK } as GraphiQLOptions);
  return page.replace(`"${MARK}"`, () => CONNECTION_PARAMETERS);
}
