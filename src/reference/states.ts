import { deploymentStates, nextState as nextDeployment } from '../deployments/rules.js';
import type { DeploymentStatus } from '../deployments/rules.js';
import { groupBy } from '../group-by.js';
import { ImprovementState, PlanState } from '../generated/prisma/enums.js';
import type { IncrementState } from '../generated/prisma/enums.js';
import { improvementStates, NEW_IMPROVEMENT, nextState as nextImprovement } from '../improvements/rules.js';
import { GateDecision, incrementStates } from '../plans/increment-rules.js';
import { planStates } from '../plans/rules.js';
import { UserError } from '../user-error.js';
import { mermaid } from './mermaid.js';
import { table } from './sections.js';

/** A record's state, and whatever else decides the next one. */
interface Status {
  readonly state: string;
}

/** A verb as applied with certain facts; the note tells its outcomes apart. */
interface Move<S extends Status> {
  readonly verb: string;
  readonly note?: string;
  readonly apply: (status: S) => S;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] => Object.keys(record) as K[];
const bools = [true, false];

/** The states of an improvement. */
export function improvementDiagram(): string {
  const { transitions } = improvementStates;
  const moves = keysOf(transitions).map((verb) => ({
    verb,
    apply: (status: typeof NEW_IMPROVEMENT) => nextImprovement(status, verb),
  }));
  return diagram(NEW_IMPROVEMENT, moves, transitions);
}

/** The states of a deployment, whatever the state of its improvement and whether it has open blockers. */
export function deploymentDiagram(): string {
  const { transitions } = deploymentStates;
  const facts = Object.values(ImprovementState).flatMap((improvementState) =>
    [0, 1].map((openBlockers) => ({ improvementState, openBlockers })),
  );
  const moves = keysOf(transitions).flatMap((verb) =>
    facts.map((each) => ({ verb, apply: (status: DeploymentStatus) => nextDeployment({ ...status, ...each }, verb) })),
  );
  const initial: DeploymentStatus = { state: 'PLANNED', resumeState: null };
  return diagram(initial, moves, transitions);
}

/** The states of a plan, whatever its stakeholders respond. Whoever declines leaves it without the agreement of all. */
export function planDiagram(): string {
  const { transitions } = planStates;
  const moves = keysOf(transitions).flatMap((verb) =>
    bools.flatMap((asksAgain) =>
      bools
        .filter((allAgreed) => !(allAgreed && verb === 'declinePlan'))
        .map((allAgreed) => ({
          verb,
          apply: ({ state }: { readonly state: PlanState }) => ({
            state: planStates.next(state, verb, { asksAgain, allAgreed: allAgreed || isRepeated(state, verb) }),
          }),
        })),
    ),
  );
  return diagram({ state: 'DRAFT' }, moves, transitions);
}

/** Whether a stakeholder agrees once more to a plan to which all have agreed. */
const isRepeated = (state: PlanState, verb: string): boolean => state === 'AGREED' && verb === 'agreeToPlan';

/** The states of an increment, whatever the state of its plan and whatever is decided at its gate. */
export function incrementDiagram(): string {
  const { transitions } = incrementStates;
  const moves = keysOf(transitions).flatMap((verb) =>
    Object.values(PlanState).flatMap((planState) =>
      (verb === 'decideGate' ? Object.values(GateDecision) : [undefined]).map((decision) => ({
        verb,
        ...(decision ? { note: decision } : {}),
        apply: ({ state }: { readonly state: IncrementState }) => ({
          state: incrementStates.next(state, verb, { planState, decision }),
        }),
      })),
    ),
  );
  return diagram({ state: 'PLANNED' }, moves, transitions);
}

/** A diagram of what the moves make of a new record, and a table of the verbs. */
function diagram<S extends Status>(
  initial: S,
  moves: readonly Move<S>[],
  transitions: Readonly<Record<string, { readonly from: readonly string[]; readonly during?: readonly string[] }>>,
): string {
  const edges = reachable(initial, moves);
  const labels = groupBy(edges, ({ from, to }) => `${from} --> ${to}`);
  const left = new Set(edges.map(({ from }) => from));
  const ends = [...new Set(edges.map(({ to }) => to))].filter((state) => !left.has(state));
  const rows = Object.entries(transitions).map(([verb, { from, during }]) => [
    `\`${verb}\``,
    from.join(', '),
    during?.join(', ') ?? '',
  ]);
  const hasOwner = rows.some(([, , during]) => during !== '');
  return [
    mermaid('stateDiagram-v2', [
      `[*] --> ${initial.state}`,
      ...[...labels].map(([ends, all]) => `${ends}: ${[...new Set(all.map(({ label }) => label))].join('<br/>')}`),
      ...ends.map((state) => `${state} --> [*]`),
    ]),
    table(
      ['command', 'applies in', ...(hasOwner ? ['while its owner is'] : [])],
      rows.map((cells) => cells.slice(0, hasOwner ? 3 : 2)),
    ),
  ].join('\n\n');
}

/** The changes of state that can happen to a new record. */
function reachable<S extends Status>(initial: S, moves: readonly Move<S>[]): Edge[] {
  const seen = new Map([[JSON.stringify(initial), initial]]);
  const edges = new Map<string, Edge>();
  // A map hands out what is added to it while it is walked.
  for (const status of seen.values()) {
    for (const { verb, note, apply } of moves) {
      const next = attempt(() => apply(status));
      if (!next) continue;
      seen.set(JSON.stringify(next), next);
      const edge = { from: status.state, to: next.state, label: note ? `${verb} (${note})` : verb };
      if (edge.from !== edge.to) edges.set(JSON.stringify(edge), edge);
    }
  }
  return [...edges.values()];
}

/** Undefined for what the rules refuse. */
function attempt<T>(move: () => T): T | undefined {
  try {
    return move();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
