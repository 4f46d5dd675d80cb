import type { CoordinationVerb } from '../../src/coordination/rules.js';
import type { CoordinationState } from '../../src/generated/prisma/enums.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
export const life = table<CoordinationVerb, CoordinationState>(`
                             OPEN     DONE  DROPPED
  reviseCoordination         OPEN     -     -
  completeCoordinationShare  OPEN     -     -
  completeCoordination       DONE     -     -
  dropCoordination           DROPPED  -     -
`);
