import type { TrainingState } from '../../src/generated/prisma/enums.js';
import type { TrainingVerb } from '../../src/training/rules.js';
import { table } from '../commands/table.js';

/** What each verb makes of each state; `-` refuses. */
export const life = table<TrainingVerb, TrainingState>(`
                     NEEDED      DRAFT       PUBLISHED   SUPERSEDED
  reviseTraining     NEEDED      DRAFT       PUBLISHED   -
  draftTraining      DRAFT       DRAFT       PUBLISHED   -
  publishTraining    -           PUBLISHED   PUBLISHED   -
  deliverTraining    -           -           PUBLISHED   -
  waiveTraining      NEEDED      DRAFT       PUBLISHED   -
  supersedeTraining  -           -           SUPERSEDED  -
  dropTraining       SUPERSEDED  SUPERSEDED  -           -
`);
