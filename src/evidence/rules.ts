import type { AffirmationState } from '../generated/prisma/enums.js';
import { nextState } from '../state-machine.js';
import type { Transitions } from '../state-machine.js';
import { invalidInput } from '../user-error.js';

/** The verbs that apply to an affirmation. */
export type AffirmationVerb = 'withdrawAffirmation';

/** The life of an affirmation. Who took their word back may give it again, as another affirmation. */
export const affirmationTransitions: Transitions<AffirmationVerb, AffirmationState> = {
  withdrawAffirmation: { AFFIRMED: 'WITHDRAWN' },
};

/** The affirmation's state after a verb; refuses where the verb does not apply. */
export function nextAffirmationState(state: AffirmationState, verb: AffirmationVerb): AffirmationState {
  const source = 'Uplift: a word is taken back once';
  return nextState(affirmationTransitions, { rule: 'affirmation-life', source, record: 'affirmation' }, state, verb);
}

/** Refuses a word on nothing in particular: it is about an improvement, a unit, or both. */
export function demandSubject({
  improvementId,
  unitId,
}: {
  improvementId: string | null;
  unitId: string | null;
}): void {
  if (improvementId === null && unitId === null)
    throw invalidInput([{ path: 'improvementId', message: 'Name an improvement, a unit, or both.' }]);
}
