import type { ConsultingState } from '../generated/prisma/enums.js';
import { nextState } from '../state-machine.js';
import type { Transitions } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 5';

/** The verbs that move a consulting session through its life. */
export type ConsultingVerb =
  'reviseConsulting' | 'scheduleConsulting' | 'declineConsulting' | 'deliverConsulting' | 'closeConsulting';

/** The life of a consulting session. A scheduled one may be rescheduled. */
export const consultingTransitions: Transitions<ConsultingVerb, ConsultingState> = {
  reviseConsulting: { REQUESTED: 'REQUESTED', SCHEDULED: 'SCHEDULED' },
  scheduleConsulting: { REQUESTED: 'SCHEDULED', SCHEDULED: 'SCHEDULED' },
  declineConsulting: { REQUESTED: 'DECLINED', SCHEDULED: 'DECLINED' },
  deliverConsulting: { SCHEDULED: 'DELIVERED' },
  closeConsulting: { DELIVERED: 'CLOSED' },
};

/** The session's state after a verb; refuses where the verb does not apply. */
export function nextConsultingState(state: ConsultingState, verb: ConsultingVerb): ConsultingState {
  return nextState(
    consultingTransitions,
    { rule: 'consulting-life', source: SOURCE, record: 'consulting session' },
    state,
    verb,
  );
}

/** Refuses to close a session of which something was left to do, without saying what was done about it. */
export function demandFollowedUp(followUp: string | null, followUpDone: string | null): void {
  if (followUp === null || followUpDone !== null) return;
  throw ruleViolation({
    rule: 'consulting-followed-up',
    source: SOURCE,
    message: 'The follow-up of the consulting session is not done.',
    missing: [`what was done about "${followUp}"`],
  });
}
