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

/** Finds the deployments that the mutations of the tabs can be done to, with their versions as they are now. */
export const EXAMPLES_QUERY = `{
  underWay: deployments(first: 100, filter: { states: [IN_PROGRESS] }) { nodes { id version percent } }
  adopted: deployments(first: 100, filter: { states: [ADOPTED] }) { nodes { id version percent } }
}`;

/** A mutation of the story. */
interface Mutation {
  readonly candidates: keyof Examples;
  /** Which of the candidates it begins with: no two mutations begin with the same. */
  readonly nth: number;
  readonly input: (deployment: Example | undefined) => object;
}

const MUTATIONS: ReadonlyMap<string, Mutation> = new Map<string, Mutation>([
  [
    'RecordProgress',
    {
      candidates: 'underWay',
      nth: 0,
      input: (deployment) => {
        return { percent: Math.min((deployment?.percent ?? 70) + 5, 100), note: 'Two teams work with it' };
      },
    },
  ],
  [
    'AdoptDeployment',
    {
      candidates: 'underWay',
      nth: 1,
      input: () => ({ newProcessVersion: { label: '2.1', change: 'The reviews are part of it' } }),
    },
  ],
  ['ConfirmDeployment', { candidates: 'adopted', nth: 0, input: () => ({ note: 'Seen in three contracts' }) }],
]);

/** The tabs that walk through OPM SP 3.2. Without examples the reader completes the variables. */
export function storyTabs(examples?: Examples): Tab[] {
  return STORY.map((query) => {
    const mutation = mutationOf(query);
    return mutation ? { query, variables: example(mutation, examples) } : { query };
  });
}

/**
 * A tab as it can be run now. Kept from an earlier visit, a mutation of the story has a version that others have overtaken,
 * or a deployment that it cannot be done to any more.
 */
export function refreshed<Kept extends { query: string | null; variables: string | null }>(
  tab: Kept,
  examples: Examples,
): Kept {
  const mutation = mutationOf(tab.query ?? '');
  if (!mutation) return tab;
  const input = inputOf(tab.variables);
  const deployment = examples[mutation.candidates].nodes.find(({ id }) => id === input?.['deploymentId']);
  if (deployment) return { ...tab, variables: toText({ ...input, version: deployment.version }) };
  return input && examples[mutation.candidates].nodes.length > 0
    ? { ...tab, variables: example(mutation, examples) }
    : tab;
}

function mutationOf(query: string): Mutation | undefined {
  return MUTATIONS.get(/^mutation (\w+)/m.exec(query)?.[1] ?? '');
}

function example({ candidates, nth, input }: Mutation, examples: Examples | undefined): string {
  const deployment = examples?.[candidates].nodes[nth];
  const { id = 'id of a deployment', version = 1 } = deployment ?? {};
  return toText({ deploymentId: id, version, ...input(deployment) });
}

function toText(input: object): string {
  return JSON.stringify({ input }, null, 2);
}

function inputOf(variables: string | null): Record<string, unknown> | undefined {
  try {
    const { input } = JSON.parse(variables ?? '') as { input?: unknown };
    return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Lines have 45 characters at most: more is cut at the edge of the editor. */
const STORY = [
  `# 1. The graph: OPM SP 3.2, Manage the
#    Deployment, and the practices that it
#    points to.
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
      practices {
        ref
        title
        processArea { name }
      }
    }
  }
}`,
  `# 2. The matrix: improvements by projects.
#    To see it as it was, pass a time:
#    deploymentMatrix(first: 20, asOf: "…")
query Matrix {
  deploymentMatrix(first: 20) {
    totalCount
    moment { at }
    units { name }
    nodes {
      improvement { title }
      state
      percent
      late
      cells {
        unit { name }
        state
        percent
        plannedEnd
        concerns
        deployment { id version }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  `# 3. Subpractice 1, what asks for attention:
#    late, blocked or at risk, since when,
#    why, and whose it is.
query Attention {
  deploymentAttention(first: 20) {
    nodes {
      concerns
      since
      ageDays
      reasons
      owners { name }
      deployment {
        unit { name }
        improvement { title }
      }
    }
  }
}`,
  `# 4. What moves: run this, and keep the tab
#    open, since leaving it ends the stream.
#    Report progress in a second window.
subscription Live {
  events {
    __typename
    position
    occurredAt
    actor { name }
    improvement { title percent }
    deployment {
      unit { name }
      state
      percent
    }
  }
}`,
  `# 5. Subpractice 1, a project reports. That
#    takes a deployment lead, or the lead of
#    the project: choose one above, or send a
#    token in the headers below.
#    The variables have the version that was
#    current when this page was opened. A
#    version that was overtaken is refused,
#    with what changed since: go on with its
#    currentVersion.
mutation RecordProgress(
  $input: RecordProgressInput!
) {
  recordProgress(input: $input) {
    __typename
    ... on RecordProgressPayload {
      position
      deployment {
        unit { name }
        state
        percent
        version
      }
    }
    ... on StaleVersionError {
      currentVersion
      changes {
        __typename
        occurredAt
        actor { name }
      }
    }
    ... on UserError { message }
  }
}`,
  `# 6. Subpractice 2, coordination: what
#    several units do together, and how many
#    changes each has on its hands.
query Coordination {
  coordinationActivities(first: 10) {
    nodes {
      title
      state
      dueOn
      owner { name }
      improvement { title }
      shares { unit { name } done }
    }
  }
  units(first: 20) {
    nodes {
      name
      load { open late peak peakDay }
    }
  }
}`,
  `# 7. Subpractice 3, in a controlled way:
#    increments one after the other, each
#    with conditions and a gate.
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
}`,
  `# 8. Subpractice 4, into the project's
#    defined process: it adopts with the
#    version that carries the change.
#    Choose a deployment lead above, such as
#    Dario Conti; or the lead of the project.
mutation AdoptDeployment(
  $input: AdoptDeploymentInput!
) {
  adoptDeployment(input: $input) {
    __typename
    ... on AdoptDeploymentPayload {
      deployment {
        unit { name }
        improvement { title }
        state
        processVersionLabel
      }
    }
    ... on UserError { message }
  }
}`,
  `# 9. Subpractice 5, consulting: what projects
#    asked for, who helped, and what came of
#    it.
query Consulting {
  consultingSessions(first: 10) {
    nodes {
      state
      unit { name }
      topics
      consultant { name }
      deliveredOn
      hours
      outcome
      followUp
    }
  }
}`,
  `# 10. Subpractice 6, training: the material
#     for each change, which units are ready,
#     and what is missing.
query Training {
  trainingItems(first: 10) {
    nodes {
      title
      audience
      assetChange
      state
      deliveries(first: 5) {
        nodes { unit { name } headCount }
      }
    }
  }
  deployments(
    first: 10
    filter: { states: [PLANNED, PREPARING] }
  ) {
    nodes {
      unit { name }
      improvement { title }
      readiness {
        readiness
        missing { title }
        consultingHours
      }
    }
  }
}`,
  `# 11. Subpractice 7, a second person confirms
#     that it is complete: never who reported
#     it as adopted.
#     Choose a deployment lead above, such as
#     Dario Conti; if it was they who
#     reported it, the other one.
mutation ConfirmDeployment(
  $input: ConfirmDeploymentInput!
) {
  confirmDeployment(input: $input) {
    __typename
    ... on ConfirmDeploymentPayload {
      deployment {
        unit { name }
        improvement { title }
        state
        adoptedBy { name }
        confirmedBy { name }
      }
    }
    ... on RuleViolationError {
      rule
      source
      missing
    }
    ... on UserError { message }
  }
}`,
  `# 12. Subpractice 8, the results: the effect
#     before and after, the lessons, and what
#     was decided.
query Results {
  measures(first: 10) {
    nodes {
      name
      objective
      effect {
        before { count mean }
        after { count mean }
        difference
        objectiveReached
      }
    }
  }
  resultReviews(first: 10) {
    nodes {
      state
      summary
      lessons { text }
      decisions { topic outcome reason }
    }
  }
}`,
  `# 13. Evidence: what the log holds for
#     OPM SP 3.2, tagged by subpractice.
#     Nothing of it is a score.
query Evidence {
  practice(ref: "OPM SP 3.2") {
    evidence(first: 20) {
      nodes {
        kind
        subpractices
        event {
          __typename
          occurredAt
          actor { name }
        }
      }
    }
  }
}`,
  `# 14. Where evidence is weak, with the
#     records that show it.
query WeakSpots {
  weakSpots(first: 20) {
    nodes {
      kind
      improvement { title }
      unit { name }
    }
  }
}`,
];
