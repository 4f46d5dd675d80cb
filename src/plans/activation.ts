import { isoDay } from '../clock.js';
import type { ImprovementState } from '../generated/prisma/enums.js';
import { isThere, missingInOrganization } from '../deployments/requirements.js';
import { ruleViolation } from '../user-error.js';

/** What has to be known of a plan to say whether it may be activated. */
export interface ActivationFacts {
  /** Number of the current version of its content. */
  readonly planVersion: number;
  /** The targets, each with the people who lead it now and may agree for it. */
  readonly targets: readonly {
    readonly unitId: string;
    readonly name: string;
    readonly isRetired: boolean;
    readonly leads: readonly string[];
  }[];
  /** What was said to the current version. `sponsor`: whether the person is a sponsor now. */
  readonly words: readonly Word[];
  /** The improvements that the plan's one requires, with the targets in which they are not to be deployed as well. */
  readonly requires: readonly {
    readonly title: string;
    readonly state: ImprovementState;
    readonly elsewhere: readonly string[];
  }[];
  /** Deployments under way, in a target, of improvements that the plan's one conflicts with. */
  readonly conflicts: readonly { readonly title: string; readonly unitName: string }[];
}

/** An increment or a deployment that is planned for days outside of its plan. */
export interface Outside {
  /** Which it is, in words. */
  readonly what: string;
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
}

/** A stakeholder's yes or no: for a target, or as a sponsor. */
export interface Word {
  readonly personId: string;
  readonly personName: string;
  readonly sponsor: boolean;
  /** The target; null for a sponsor. */
  readonly unitId: string | null;
  readonly agreed: boolean;
}

/** A requirement for a step of a plan that is not met. */
export interface UnmetRequirement {
  readonly rule: string;
  readonly source: string;
  readonly missing: string;
}

/**
 * Guard 1: a sponsor and the lead of every target have agreed to this very version. Only the words of those count who
 * are sponsors and leads now; a no from one of them stands until it is taken back.
 */
export function unmetAgreements({ planVersion, targets, words }: ActivationFacts): UnmetRequirement[] {
  const missing: string[] = [];
  const hear = (counting: readonly Word[], yes: string, forWhat: string): void => {
    if (!counting.some(({ agreed }) => agreed)) missing.push(yes);
    for (const { personName, agreed } of counting) {
      if (!agreed) missing.push(`the agreement of ${personName}, who declined version ${planVersion} ${forWhat}`);
    }
  };
  if (targets.length === 0) missing.push('a target unit');
  hear(
    words.filter(({ unitId, sponsor }) => unitId === null && sponsor),
    `the agreement of a sponsor to version ${planVersion}`,
    'as a sponsor',
  );
  for (const { unitId, name, leads } of targets) {
    hear(
      words.filter((word) => word.unitId === unitId && leads.includes(word.personId)),
      leads.length > 0
        ? `the agreement of the lead of "${name}" to version ${planVersion}`
        : `a lead of "${name}", who agrees to version ${planVersion}`,
      `for "${name}"`,
    );
  }
  return missing.map((each) => ({
    rule: 'plan-agreed-by-sponsor-and-leads',
    source: 'OPM SP 3.2 subpractices 1 and 2',
    missing: each,
  }));
}

/** Nothing new begins in a target that has been retired since the plan was written. */
function unmetTargets({ targets }: ActivationFacts): UnmetRequirement[] {
  return targets
    .filter(({ isRetired }) => isRetired)
    .map(({ name }) => ({
      rule: 'unit-is-not-retired',
      source: 'Uplift: nothing new begins in a retired unit',
      missing: `"${name}" reinstated, or no longer a target`,
    }));
}

/**
 * Guard 3: what the improvement requires is there, or to be deployed in the same targets, where it comes first (see
 * `demandRequirementsMet`); and nothing that it conflicts with is under way in a target.
 */
export function unmetRelations({ requires, conflicts }: ActivationFacts): UnmetRequirement[] {
  const source = 'OPM SP 3.2 subpractice 2';
  return [
    ...requires
      .filter(({ state, elsewhere }) => !isThere(state) && elsewhere.length > 0)
      .map(({ elsewhere, ...required }) => ({
        rule: 'required-improvements-deployed',
        source,
        missing: `${missingInOrganization(required)}, or planned in ${elsewhere.map((name) => `"${name}"`).join(', ')}`,
      })),
    ...conflicts.map(({ title, unitName }) => ({
      rule: 'no-conflicting-deployment',
      source,
      missing: `the end of the deployment of "${title}", which conflicts with this one, in "${unitName}"`,
    })),
  ];
}

/**
 * Guard 1, from its other side (see `demandWithinPlan`): a revision may move the plan away from its increments and
 * deployments, which then follow, but deployment does not go on until they have.
 */
export function unmetDates(outside: readonly Outside[]): UnmetRequirement[] {
  return outside.map(({ what, plannedStart, plannedEnd }) => ({
    rule: 'dates-within-plan',
    source: 'OPM SP 3.2 subpractice 1',
    missing: `${what}, planned from ${isoDay(plannedStart)} to ${isoDay(plannedEnd)}, within the dates of the plan`,
  }));
}

/** All requirements for activation that are not met; `outside` is what is planned for other days than the plan. */
export function unmetForActivation(facts: ActivationFacts, outside: readonly Outside[]): UnmetRequirement[] {
  return [...unmetTargets(facts), ...unmetAgreements(facts), ...unmetRelations(facts), ...unmetDates(outside)];
}

/**
 * Refuses to activate a plan, or what `what` says, while a requirement is not met. Names the first rule,
 * with all that is missing by it.
 */
export function demandAllMet(unmet: readonly UnmetRequirement[], what = 'active'): void {
  const [first] = unmet;
  if (!first) return;
  const { rule, source } = first;
  throw ruleViolation({
    rule,
    source,
    message: `The plan cannot be ${what}: ${unmet.length === 1 ? 'something is' : `${unmet.length} things are`} missing.`,
    missing: unmet.filter((each) => each.rule === rule).map(({ missing }) => missing),
  });
}
