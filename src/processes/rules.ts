import type { TailoringState, UnitKind } from '../generated/prisma/enums.js';
import { nextState } from '../state-machine.js';
import type { Transitions } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 4';

/** The verbs that move a tailoring, or the waiver of one, through its life. */
export type TailoringVerb = 'acceptProcessWaiver' | 'declineProcessWaiver' | 'withdrawTailoring';

/** The life of a tailoring. What was declined or withdrawn is requested, or recorded, as a new one. */
export const tailoringTransitions: Transitions<TailoringVerb, TailoringState> = {
  acceptProcessWaiver: { WAIVER_REQUESTED: 'WAIVER_ACCEPTED' },
  declineProcessWaiver: { WAIVER_REQUESTED: 'WAIVER_DECLINED' },
  withdrawTailoring: { RECORDED: 'WITHDRAWN', WAIVER_REQUESTED: 'WITHDRAWN', WAIVER_ACCEPTED: 'WITHDRAWN' },
};

/** The tailoring's state after a verb; refuses where the verb does not apply. */
export function nextTailoringState(state: TailoringState, verb: TailoringVerb): TailoringState {
  return nextState(tailoringTransitions, { rule: 'tailoring-life', source: SOURCE, record: 'tailoring' }, state, verb);
}

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
