import type { AffirmationVerb } from '../../src/evidence/rules.js';
import type { AffirmationState } from '../../src/generated/prisma/enums.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
export const life = table<AffirmationVerb, AffirmationState>(`
                       AFFIRMED   WITHDRAWN
  withdrawAffirmation  WITHDRAWN  -
`);
