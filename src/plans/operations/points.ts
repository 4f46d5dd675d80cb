import type { Queryable } from '../../database/database.js';
import { openPoints } from '../activation.js';
import type { OpenPoint } from '../activation.js';
import { activationFacts } from './queries.js';

/** What stands between some plans and their activation, in a fixed number of statements. */
export async function openPointsOf(db: Queryable, planIds: readonly string[]): Promise<OpenPoint[][]> {
  const facts = await activationFacts(db, planIds);
  return planIds.map((id) => {
    const found = facts.get(id);
    return found ? openPoints(found) : [];
  });
}
