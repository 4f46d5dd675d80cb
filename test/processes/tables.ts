import type { TailoringState } from '../../src/generated/prisma/enums.js';
import type { TailoringVerb } from '../../src/processes/rules.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
export const life = table<TailoringVerb, TailoringState>(`
                        RECORDED   WAIVER_REQUESTED  WAIVER_ACCEPTED  WAIVER_DECLINED  WITHDRAWN
  acceptProcessWaiver   -          WAIVER_ACCEPTED   -                -                -
  declineProcessWaiver  -          WAIVER_DECLINED   -                -                -
  withdrawTailoring     WITHDRAWN  WITHDRAWN         WITHDRAWN        -                -
`);
