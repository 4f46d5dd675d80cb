import type { GraphiQLOptions } from 'graphql-yoga';

const tabs = [
  `# 1. The graph: OPM SP 3.2, Manage the Deployment, and the practices that it points to.
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
  `# 2. The matrix: improvements by projects.
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
  `# 3. What moves: watch the deployments, then record progress in the next tab.
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
  `# 4. A project reports. Put the token of a project lead or of a deployment lead (printed when the server started) into
#    the headers below: { "Authorization": "Bearer ..." }; take id and version from the matrix.
mutation RecordProgress($deploymentId: ID!, $version: Int!) {
  recordProgress(input: { deploymentId: $deploymentId, version: $version, percent: 75, note: "Two teams work with it" }) {
    __typename
    ... on RecordProgressPayload { position deployment { state percent version } }
    ... on UserError { message }
  }
}`,
];

/** GraphiQL as we serve it: subscriptions over the same socket as everybody's, and tabs that tell the story. */
export const graphiqlOptions: GraphiQLOptions = {
  title: 'Uplift: GraphiQL',
  subscriptionsProtocol: 'WS',
  defaultTabs: tabs.map((query) => ({ query })),
  defaultEditorToolsVisibility: 'headers',
};

/** Renders GraphiQL from our own files; read only when somebody opens it, since it is large. */
export async function renderGraphiql(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}
