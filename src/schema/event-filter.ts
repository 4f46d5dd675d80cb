import type { EventFilter } from '../log/event-filter.js';
import { builder } from './builder.js';
import { eventTypes } from './event.js';
import { filterIds } from './filter-ids.js';

/** Which events are meant, in the graph: of a list, or of a subscription. */
export const EventFilterInput = builder.inputType('EventFilter', {
  description: 'Filters events. Conditions are ANDed.',
  fields: (t) => ({
    types: t.field({ type: [eventTypes], description: 'Of any of these types.' }),
    actorIds: t.idList({ description: 'Caused by any of these people.' }),
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    planIds: t.idList({ description: 'Under any of these plans.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    deploymentIds: t.idList({ description: 'Of any of these deployments.' }),
  }),
});

/** The filter of the log that a filter of the graph stands for. */
export function eventFilterOf(filter: typeof EventFilterInput.$inferInput | null | undefined): EventFilter {
  return {
    types: filter?.types?.map(String),
    actorIds: filterIds(filter?.actorIds, 'Person'),
    improvementIds: filterIds(filter?.improvementIds, 'Improvement'),
    planIds: filterIds(filter?.planIds, 'DeploymentPlan'),
    unitIds: filterIds(filter?.unitIds, 'Unit'),
    deploymentIds: filterIds(filter?.deploymentIds, 'Deployment'),
  };
}
