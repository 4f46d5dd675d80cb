// The whole schema, by its parts, upstream features first: each adds itself when it is imported.
import './scalars.js';
import './refusals.js';
import '../catalog/schema/process-area.js';
import '../catalog/schema/practice.js';
import '../catalog/schema/mutations.js';
import '../organization/schema/unit.js';
import '../organization/schema/person.js';
import '../organization/schema/viewer.js';
import '../organization/schema/mutations.js';
import '../improvements/schema/improvement.js';
import '../improvements/schema/relation.js';
import '../improvements/schema/mutations.js';
import '../improvements/schema/relation-mutations.js';
import '../improvements/schema/revision.js';
import '../processes/schema/defined-process.js';
import '../processes/schema/tailoring.js';
import '../processes/schema/connections.js';
import '../processes/schema/events.js';
import '../processes/schema/mutations.js';
import '../deployments/schema/deployment.js';
import '../deployments/schema/connections.js';
import '../deployments/schema/mutations.js';
import '../deployments/schema/subscriptions.js';
import '../plans/schema/plan.js';
import '../plans/schema/increment.js';
import '../plans/schema/connections.js';
import '../plans/schema/events.js';
import '../plans/schema/mutations.js';
import '../plans/schema/increment-mutations.js';
import '../templates/schema/template.js';
import '../templates/schema/connections.js';
import '../templates/schema/events.js';
import '../templates/schema/mutations.js';
import '../reports/schema/matrix.js';
import '../reports/schema/burn-up.js';
import '../reports/schema/attention.js';
import '../reports/schema/load.js';
import '../reports/schema/waiting.js';
import '../issues/schema/issue.js';
import '../issues/schema/connections.js';
import '../issues/schema/events.js';
import '../issues/schema/mutations.js';
import '../training/schema/training-item.js';
import '../training/schema/training-delivery.js';
import '../training/schema/connections.js';
import '../training/schema/events.js';
import '../training/schema/mutations.js';
import '../measures/schema/measure.js';
import '../measures/schema/effect.js';
import '../measures/schema/connections.js';
import '../measures/schema/events.js';
import '../measures/schema/mutations.js';
import '../reviews/schema/review.js';
import '../reviews/schema/connections.js';
import '../reviews/schema/events.js';
import '../reviews/schema/mutations.js';
import '../completion/schema/plan.js';
import '../completion/schema/mutations.js';
import '../consulting/schema/session.js';
import '../consulting/schema/connections.js';
import '../consulting/schema/readiness.js';
import '../consulting/schema/events.js';
import '../consulting/schema/mutations.js';
import '../coordination/schema/activity.js';
import '../coordination/schema/connections.js';
import '../coordination/schema/events.js';
import '../coordination/schema/mutations.js';
import '../work-products/schema/work-products.js';
import '../evidence/schema/affirmation.js';
import '../evidence/schema/connections.js';
import '../evidence/schema/evidence.js';
import '../evidence/schema/practice-lists.js';
import '../evidence/schema/practices.js';
import '../evidence/schema/weak-spots.js';
import '../evidence/schema/coverage.js';
import '../evidence/schema/events.js';
import '../evidence/schema/mutations.js';
import '../exchange/schema/mutations.js';
import { isObjectType } from 'graphql';
import { builder } from './builder.js';
import { defineEventTypes } from './event.js';
import { demandOwnCursors } from './own-cursors.js';
import { boundResponses } from './response-size.js';

defineEventTypes();

/** The schema, built from its parts. */
export const schema = builder.toSchema();

demandOwnCursors(schema);
boundResponses(schema);

// The plugin that adds this field to connections takes no description for it.
for (const type of Object.values(schema.getTypeMap())) {
  const totalCount = isObjectType(type) ? type.getFields()['totalCount'] : undefined;
  if (totalCount) totalCount.description = 'How many items there are on all pages together.';
}
