/** A tab of GraphiQL. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/** A deployment that is under way, for the tab that reports on it. */
export interface Example {
  readonly id: string;
  readonly version: number;
  readonly percent: number;
}

/** Finds a deployment that is under way. */
export const EXAMPLE_QUERY = `{
  deployments(first: 1, filter: { states: [IN_PROGRESS] }) { nodes { id version percent } }
}`;

/** The tabs that tell the story of OPM SP 3.2. Without an example the reader completes the variables. */
export function storyTabs(example?: Example): Tab[] {
  const input = {
    deploymentId: example?.id ?? 'id of a deployment',
    version: example?.version ?? 1,
    percent: Math.min((example?.percent ?? 70) + 5, 100),
    note: 'Two teams work with it',
  };
  return [
    { query: GRAPH },
    { query: MATRIX },
    { query: ATTENTION },
    { query: LIVE },
    { query: PROGRESS, variables: JSON.stringify({ input }, null, 2) },
    { query: READINESS },
    { query: EVIDENCE },
    { query: WEAK_SPOTS },
  ];
}

const GRAPH = `# 1. The graph: OPM SP 3.2, Manage the Deployment, and the practices that it points to.
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
}`;

const MATRIX = `# 2. The matrix: improvements by projects. Pass asOf to see it as it was.
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
}`;

const ATTENTION = `# 3. What asks for attention: late, blocked or at risk, since when, why, and whose it is.
query Attention {
  deploymentAttention(first: 20) {
    nodes {
      concerns
      since
      ageDays
      reasons
      owners { name }
      deployment { unit { name } improvement { title } }
    }
  }
}`;

const LIVE = `# 4. What moves: watch the deployments here, then report progress in the next tab, or in another window.
subscription Live {
  deploymentEvents {
    __typename
    position
    occurredAt
    actor { name }
    improvement { title progress }
    deployment { unit { name } state percent }
  }
}`;

const PROGRESS = `# 5. A project reports. That takes a deployment lead, or the lead of the project: choose one above, or send a token
#    in the headers below. Done twice with the same version it is refused, with what changed since.
mutation RecordProgress($input: RecordProgressInput!) {
  recordProgress(input: $input) {
    __typename
    ... on RecordProgressPayload { position deployment { unit { name } state percent version } }
    ... on StaleVersionError { currentVersion changes { __typename occurredAt actor { name } } }
    ... on UserError { message }
  }
}`;

const READINESS = `# 6. Training and consulting: which units are ready for what comes to them, and what is missing.
query Readiness {
  deploymentReadiness(first: 20) {
    nodes {
      readiness
      missing { title }
      consultingHours
      deployment { unit { name } improvement { title } }
    }
  }
}`;

const EVIDENCE = `# 7. Evidence: what the log holds for OPM SP 3.2, tagged by subpractice. Nothing of it is a score.
query Evidence {
  practice(ref: "OPM SP 3.2") {
    evidence(first: 20) {
      nodes { kind subpractices event { __typename occurredAt actor { name } } }
    }
  }
}`;

const WEAK_SPOTS = `# 8. Where evidence is weak, with the records that show it.
query WeakSpots {
  weakSpots(first: 20) {
    nodes { kind improvement { title } unit { name } }
  }
}`;
