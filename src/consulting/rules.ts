import type { ConsultingState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 5';

/** The verbs that change the state of a consulting session. */
export type ConsultingVerb =
  'reviseConsulting' | 'scheduleConsulting' | 'declineConsulting' | 'deliverConsulting' | 'closeConsulting';

/** The states of a consulting session. A scheduled one may be rescheduled. */
export const consultingStates = stateMachine<ConsultingVerb, ConsultingState>({
  rule: 'consulting-life',
  source: SOURCE,
  record: 'consulting session',
  transitions: {
    reviseConsulting: { from: ['REQUESTED', 'SCHEDULED'] },
    scheduleConsulting: { from: ['REQUESTED', 'SCHEDULED'], to: 'SCHEDULED' },
    declineConsulting: { from: ['REQUESTED', 'SCHEDULED'], to: 'DECLINED' },
    deliverConsulting: { from: ['SCHEDULED'], to: 'DELIVERED' },
    closeConsulting: { from: ['DELIVERED'], to: 'CLOSED' },
  },
});

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
