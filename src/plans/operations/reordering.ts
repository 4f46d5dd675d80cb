import { deploymentLeads } from '../../auth/allowed.js';
import { ids, note } from '../../commands/fields.js';
import { notFound } from '../../user-error.js';
import { newPlaces } from '../increment-rules.js';
import { MOST_INCREMENTS } from '../rules.js';
import { header } from './increment.js';
import { planCommand } from './plan.js';

/** Further from the places of increments than a plan can have increments. */
const ASIDE = 1_000;

export const reorderIncrements = planCommand({
  name: 'reorderIncrements',
  description: 'Reorders the increments of a plan that have not started. The others keep their places.',
  allowed: deploymentLeads,
  event: 'PlanIncrementsReordered',
  input: {
    incrementIds: ids('Increment', MOST_INCREMENTS, 'All increments that have not started, in their new order.'),
    note,
  },
  async change(work, plan, { incrementIds, note: why }) {
    const increments = await work.db.increment.findMany({ where: { planId: plan.id }, orderBy: { ordinal: 'asc' } });
    if (!incrementIds.every((id) => increments.some((each) => each.id === id))) throw notFound('Increment');
    const places = newPlaces(increments, incrementIds);
    const moved = increments.filter(({ id, ordinal }) => (places.get(id) ?? ordinal) !== ordinal);
    // Places are unique in a plan: all that move are put aside before the first takes the place of another.
    const aside = { ordinal: { increment: ASIDE } };
    await work.db.increment.updateMany({ where: { id: { in: moved.map(({ id }) => id) } }, data: aside });
    for (const each of moved) {
      const ordinal = places.get(each.id) ?? each.ordinal;
      await work.change(work.db.increment, each, { ordinal }, header('IncrementReordered', plan, why));
    }
    return {};
  },
});
