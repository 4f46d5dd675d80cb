import type { DeploymentState, IncrementState } from '../generated/prisma/enums.js';
import { ENDED_STATES, OVER_INCREMENT_STATES } from '../deployments/rules.js';
import type { UnmetRequirement } from '../plans/activation.js';
import { NOT_STARTED } from '../plans/increment-rules.js';
import { ruleViolation } from '../user-error.js';
import { unmetTraining } from '../training/rules.js';

const SOURCE = 'OPM SP 3.2 subpractice 7';

/** What has to be known of a plan to say whether its deployment is complete. */
export interface CompletionFacts {
  /** The deployments of its improvement. */
  readonly deployments: readonly {
    readonly unitName: string;
    readonly state: DeploymentState;
    /** Why it was waived or rolled back; null if no reason was given. */
    readonly reason: string | null;
  }[];
  /** The increments of the plan, by their place. */
  readonly increments: readonly {
    readonly ordinal: number;
    readonly state: IncrementState;
    /** Whether a deployment that is part of it was confirmed. */
    readonly used: boolean;
  }[];
  /** Targets without a deployment, by name. */
  readonly targetsWithout: readonly string[];
  /** Issues of its improvement that are still in the way. */
  readonly openIssues: readonly {
    readonly title: string;
    readonly openedAt: Date;
    /** When a sponsor accepted that it stays open, last; null if none did. */
    readonly acceptedAt: Date | null;
  }[];
  /** Training and communication items of its improvement that are not finished. */
  readonly training: Parameters<typeof unmetTraining>[0];
}

/** Guard 6, on deployments: each is confirmed, or waived or rolled back with a reason, and every target has one. */
export function unmetDeployments({ deployments, targetsWithout }: CompletionFacts): UnmetRequirement[] {
  const ended: readonly DeploymentState[] = ENDED_STATES;
  return [
    ...deployments.flatMap(({ state, unitName, reason }) => {
      if (!ended.includes(state)) return [`the deployment in "${unitName}" in ${ended.join(' or ')} (now: ${state})`];
      return state === 'CONFIRMED' || reason !== null ? [] : [`a reason why the one in "${unitName}" is ${state}`];
    }),
    ...targetsWithout.map((unitName) => `a deployment in "${unitName}"`),
  ].map((missing) => ({ rule: 'plan-deployments-ended', source: SOURCE, missing }));
}

/** Guard 2, at the end: an increment that was started, or by which a project got the improvement, has come through its gate. */
export function unmetIncrements({ increments }: CompletionFacts): UnmetRequirement[] {
  return increments
    .filter(({ state, used }) => !OVER_INCREMENT_STATES.includes(state) && (used || !NOT_STARTED.includes(state)))
    .map(({ ordinal, state }) => ({
      rule: 'plan-increments-decided',
      source: 'OPM SP 3.2 subpractices 3 and 7',
      missing: `increment ${ordinal} in ${OVER_INCREMENT_STATES.join(' or ')} (now: ${state})`,
    }));
}

/** Guard 6, on issues: none is open, unless a sponsor accepted that since it was opened last. */
export function unmetIssues({ openIssues: issues }: CompletionFacts): UnmetRequirement[] {
  return issues
    .filter(({ openedAt, acceptedAt }) => acceptedAt === null || acceptedAt < openedAt)
    .map(({ title }) => ({
      rule: 'plan-issues-closed-or-accepted',
      source: SOURCE,
      missing: `the issue "${title}" closed, or a sponsor's reason for leaving it open`,
    }));
}

/** Guard 6: all requirements for confirmation that are not met. */
export function unmetForConfirmation(facts: CompletionFacts): UnmetRequirement[] {
  return [
    ...unmetDeployments(facts),
    ...unmetIncrements(facts),
    ...unmetIssues(facts),
    ...unmetTraining(facts.training),
  ];
}

/** Guard 6, on people: who confirms a plan is not who activated it. */
export function demandAnotherPerson(activatedById: string | null, confirmingId: string): void {
  if (activatedById !== confirmingId) return;
  throw ruleViolation({
    rule: 'plan-confirmed-by-a-second-person',
    source: SOURCE,
    message: 'You activated this plan; another person has to confirm it.',
    missing: ['a confirmation by another person'],
  });
}

/** Refuses to close or reject an improvement while one of its plans is not over. */
export function demandPlansOver(plans: readonly { readonly state: string }[]): void {
  if (plans.length === 0) return;
  throw ruleViolation({
    rule: 'improvement-plans-over',
    source: 'OPM SP 3.2 subpractice 8',
    message: `The improvement has a plan that is ${plans.map(({ state }) => state).join(' and ')}.`,
    missing: ['its plan in CLOSED or CANCELED'],
  });
}
