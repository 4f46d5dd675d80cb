import type { TailoringState, UnitKind } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 4';

/** The verbs that change the state of a tailoring or process waiver. */
export type TailoringVerb = 'acceptProcessWaiver' | 'declineProcessWaiver' | 'withdrawTailoring';

/** The states of a tailoring. What was declined or withdrawn is requested, or recorded, as a new one. */
export const tailoringStates = stateMachine<TailoringVerb, TailoringState>({
  rule: 'tailoring-life',
  source: SOURCE,
  record: 'tailoring',
  transitions: {
    acceptProcessWaiver: { from: ['WAIVER_REQUESTED'], to: 'WAIVER_ACCEPTED' },
    declineProcessWaiver: { from: ['WAIVER_REQUESTED'], to: 'WAIVER_DECLINED' },
    withdrawTailoring: { from: ['RECORDED', 'WAIVER_REQUESTED', 'WAIVER_ACCEPTED'], to: 'WITHDRAWN' },
  },
});

/** IPM SP 1.1: refuses a defined process of a group. Groups act for projects, which have one. */
export function demandProject(unit: { readonly kind: UnitKind; readonly name: string }): void {
  if (unit.kind === 'PROJECT') return;
  throw ruleViolation({
    rule: 'defined-process-of-a-project',
    source: 'IPM SP 1.1',
    message: `"${unit.name}" is not a project.`,
    missing: ['a unit that is a project'],
  });
}

/**
 * Guard 4: refuses a version that the defined process of a project does not have. A group has no defined process: what it says
 * stands by itself.
 */
export function demandOnFile(unit: { readonly kind: UnitKind; readonly name: string }, label: string): void {
  if (unit.kind !== 'PROJECT') return;
  throw ruleViolation({
    rule: 'process-version-on-file',
    source: SOURCE,
    message: `The defined process of "${unit.name}" has no version "${label}".`,
    missing: [`a version "${label}" of the defined process, or a new one that is issued with the adoption`],
  });
}

/** A version of a defined process as far as tailoring goes. */
export interface ProjectVersion {
  readonly number: number;
  readonly label: string;
  readonly unitId: string;
}

/** Refuses a tailoring that does not lead forward, from an earlier to a later version of the project's own process. */
export function demandForward(unitId: string, from: ProjectVersion | null, to: ProjectVersion): void {
  const missing = [from, to]
    .filter((version) => version !== null && version.unitId !== unitId)
    .map((version) => `a version of the project's own process instead of "${version?.label}"`);
  if (missing.length === 0 && from && from.number >= to.number) missing.push(`a version after "${from.label}"`);
  if (missing.length === 0) return;
  throw ruleViolation({
    rule: 'tailored-to-a-later-version',
    source: SOURCE,
    message: 'A tailoring has to lead from one version of a defined process to a later one.',
    missing,
  });
}
