import type { ConsultingVerb } from '../../src/consulting/rules.js';
import type { ConsultingState } from '../../src/generated/prisma/enums.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
export const life = table<ConsultingVerb, ConsultingState>(`
                      REQUESTED  SCHEDULED  DELIVERED  CLOSED  DECLINED
  reviseConsulting    REQUESTED  SCHEDULED  -          -       -
  scheduleConsulting  SCHEDULED  SCHEDULED  -          -       -
  declineConsulting   DECLINED   DECLINED   -          -       -
  deliverConsulting   -          DELIVERED  -          -       -
  closeConsulting     -          -          CLOSED     -       -
`);
