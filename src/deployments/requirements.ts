import type { DeploymentState, ImprovementState } from '../generated/prisma/enums.js';
import { IN_USE_STATES } from './rules.js';
import { ruleViolation } from '../user-error.js';

/** States in which an improvement is there for others to build on. */
export const THERE: readonly ImprovementState[] = ['DEPLOYED', 'CLOSED'];

/** An improvement that another one requires, as far as one unit is concerned. */
export interface RequiredImprovement {
  readonly title: string;
  readonly state: ImprovementState;
  /** State of its deployment in the unit; null where it is not to be deployed there, see `LEFT_OUT_STATES`. */
  readonly deployment: DeploymentState | null;
}

/**
 * Whether a requirement is met in a unit (OPM SP 3.2 subpractice 2): where the required improvement is to be deployed there as
 * well, by the unit working with it, else by the improvement being deployed in the organization.
 */
function isRequirementMet({ state, deployment }: RequiredImprovement): boolean {
  return deployment === null ? isThere(state) : IN_USE_STATES.includes(deployment);
}

/** Whether an improvement is deployed in the organization. */
export const isThere = (state: ImprovementState): boolean => THERE.includes(state);

/** What is missing where an improvement is not deployed in the organization. */
export const missingInOrganization = ({ title, state }: Pick<RequiredImprovement, 'title' | 'state'>): string =>
  `the required improvement "${title}" in ${THERE.join(' or ')} (now: ${state})`;

/** What is missing of requirements in a unit. */
function unmetRequirements(required: readonly RequiredImprovement[]): string[] {
  return required
    .filter((each) => !isRequirementMet(each))
    .map(({ title, state, deployment }) =>
      deployment === null
        ? missingInOrganization({ title, state })
        : `the deployment of "${title}" there in ${IN_USE_STATES.join(' or ')} (now: ${deployment})`,
    );
}

/** Refuses to begin in a unit what requires more than there is. */
export function demandRequirementsMet(required: readonly RequiredImprovement[]): void {
  const missing = unmetRequirements(required);
  if (missing.length === 0) return;
  throw ruleViolation({
    rule: 'required-improvements-deployed',
    source: 'OPM SP 3.2 subpractice 2',
    message: 'The deployment may not begin yet: the improvement requires another one.',
    missing,
  });
}
