/** A tab of GraphiQL. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/** A deployment, as far as a tab that changes it must know it. */
export interface Example {
  readonly id: string;
  readonly version: number;
  readonly percent: number;
}

/** The answer to `EXAMPLES_QUERY`. */
export interface Examples {
  readonly underWay: { readonly nodes: readonly Example[] };
  readonly adopted: { readonly nodes: readonly Example[] };
}

/** Finds two deployments that are under way, to report on the one and adopt the other, and one to confirm. */
export const EXAMPLES_QUERY = `{
  underWay: deployments(first: 2, filter: { states: [IN_PROGRESS] }) { nodes { id version percent } }
  adopted: deployments(first: 1, filter: { states: [ADOPTED] }) { nodes { id version percent } }
}`;

/** The tabs that tell the story of OPM SP 3.2. Without examples the reader completes the variables. */
export function storyTabs(examples?: Examples): Tab[] {
  const [reported, adopting] = examples?.underWay.nodes ?? [];
  const [adopted] = examples?.adopted.nodes ?? [];
  const percent = Math.min((reported?.percent ?? 70) + 5, 100);
  return [
    { query: GRAPH },
    { query: MATRIX },
    { query: ATTENTION },
    { query: LIVE },
    { query: PROGRESS, variables: variables(reported, { percent, note: 'Two teams work with it' }) },
    { query: COORDINATION },
    { query: INCREMENTS },
    { query: ADOPTION, variables: variables(adopting, { processVersion: '2.1' }) },
    { query: CONSULTING },
    { query: TRAINING },
    { query: CONFIRMATION, variables: variables(adopted, { note: 'Seen in three contracts' }) },
    { query: RESULTS },
    { query: EVIDENCE },
    { query: WEAK_SPOTS },
  ];
}

function variables(deployment: Example | undefined, input: object): string {
  const { id = 'id of a deployment', version = 1 } = deployment ?? {};
  return JSON.stringify({ input: { deploymentId: id, version, ...input } }, null, 2);
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

const ATTENTION = `# 3. Subpractice 1, what asks for attention: late, blocked or at risk, since when, why, and whose it is.
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

const PROGRESS = `# 5. Subpractice 1, a project reports. That takes a deployment lead, or the lead of the project: choose one above, or send a token
#    in the headers below. Done twice with the same version it is refused, with what changed since.
mutation RecordProgress($input: RecordProgressInput!) {
  recordProgress(input: $input) {
    __typename
    ... on RecordProgressPayload { position deployment { unit { name } state percent version } }
    ... on StaleVersionError { currentVersion changes { __typename occurredAt actor { name } } }
    ... on UserError { message }
  }
}`;

const COORDINATION = `# 6. Subpractice 2, coordination: what several units do together, and how many changes each has on its hands.
query Coordination {
  coordinationActivities(first: 10) {
    nodes { title state dueOn owner { name } improvement { title } shares { unit { name } done } }
  }
  unitLoads { unit { name } open late peak peakDay }
}`;

const INCREMENTS = `# 7. Subpractice 3, in a controlled way: increments one after the other, each with conditions and a gate.
query Increments {
  deploymentPlans(first: 10) {
    nodes {
      state
      improvement { title }
      increments {
        ordinal
        title
        state
        plannedEnd
        conditions { text met evidence }
        gateDecidedBy { name }
        gateReason
      }
    }
  }
}`;

const ADOPTION = `# 8. Subpractice 4, into the project's defined process: it adopts with the version that carries the change.
#    Choose a deployment lead above, such as Dario Conti; or the lead of the project.
mutation AdoptDeployment($input: AdoptDeploymentInput!) {
  adoptDeployment(input: $input) {
    __typename
    ... on AdoptDeploymentPayload { deployment { unit { name } improvement { title } state processVersion } }
    ... on UserError { message }
  }
}`;

const CONSULTING = `# 9. Subpractice 5, consulting: what projects asked for, who helped, and what came of it.
query Consulting {
  consultingSessions(first: 10) {
    nodes { state unit { name } topics consultant { name } deliveredOn hours outcome followUp }
  }
}`;

const TRAINING = `# 10. Subpractice 6, training: the material for each change, which units are ready, and what is missing.
query Training {
  trainingItems(first: 10) {
    nodes { title audience assetChange state deliveries(first: 5) { nodes { unit { name } headCount } } }
  }
  deploymentReadiness(first: 10) {
    nodes { readiness missing { title } consultingHours deployment { unit { name } improvement { title } } }
  }
}`;

const CONFIRMATION = `# 11. Subpractice 7, a second person confirms that it is complete: never who reported it as adopted.
#     Choose a deployment lead above, such as Dario Conti; if it was they who reported it, the other one.
mutation ConfirmDeployment($input: ConfirmDeploymentInput!) {
  confirmDeployment(input: $input) {
    __typename
    ... on ConfirmDeploymentPayload {
      deployment { unit { name } improvement { title } state adoptedBy { name } confirmedBy { name } }
    }
    ... on RuleViolationError { rule source missing }
    ... on UserError { message }
  }
}`;

const RESULTS = `# 12. Subpractice 8, the results: the effect before and after, the lessons, and what was decided.
query Results {
  measures(first: 10) {
    nodes { name objective effect { before { count mean } after { count mean } difference objectiveReached } }
  }
  resultReviews(first: 10) {
    nodes { state summary lessons { text } decisions { topic outcome reason } }
  }
}`;

const EVIDENCE = `# 13. Evidence: what the log holds for OPM SP 3.2, tagged by subpractice. Nothing of it is a score.
query Evidence {
  practice(ref: "OPM SP 3.2") {
    evidence(first: 20) {
      nodes { kind subpractices event { __typename occurredAt actor { name } } }
    }
  }
}`;

const WEAK_SPOTS = `# 14. Where evidence is weak, with the records that show it.
query WeakSpots {
  weakSpots(first: 20) {
    nodes { kind improvement { title } unit { name } }
  }
}`;
