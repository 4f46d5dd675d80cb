import type { AffirmationState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { invalidInput } from '../user-error.js';

/** The verbs that apply to an affirmation. */
export type AffirmationVerb = 'withdrawAffirmation';

/** The states of an affirmation. A person who withdrew one may give another. */
export const affirmationStates = stateMachine<AffirmationVerb, AffirmationState>({
  rule: 'affirmation-life',
  source: 'Uplift: a word is taken back once',
  record: 'affirmation',
  transitions: { withdrawAffirmation: { from: ['AFFIRMED'], to: 'WITHDRAWN' } },
});

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
