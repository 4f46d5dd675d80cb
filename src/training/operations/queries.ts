import type { Queryable } from '../../database/database.js';
import type { TrainingItem } from '../../generated/prisma/client.js';
import { UNFINISHED_STATES } from '../rules.js';

/**
 * The training items of an improvement that are needed and not published: guard 6 keeps a plan from being confirmed, and
 * consulting stands in for training, while there are some. Oldest first.
 */
export function unfinishedTraining(db: Queryable, improvementId: string): Promise<TrainingItem[]> {
  return db.trainingItem.findMany({
    where: { improvementId, state: { in: [...UNFINISHED_STATES] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}
