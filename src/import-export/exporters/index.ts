import { commentLists } from './comments.js';
import { deploymentLists } from './deployments.js';
import { eventLists } from './events.js';
import { improvementLists } from './improvements.js';
import type { List } from './list.js';
import { measureLists } from './measures.js';
import { organizationLists } from './organization.js';
import { planLists } from './plans.js';
import { reviewLists } from './reviews.js';
import { statusLists } from './status-updates.js';
import { supportLists } from './support.js';
import { trainingLists } from './training.js';

/** Every list of an organization, by its name. */
export const lists: ReadonlyMap<string, List> = new Map(
  [
    organizationLists,
    improvementLists,
    deploymentLists,
    planLists,
    measureLists,
    supportLists,
    trainingLists,
    reviewLists,
    commentLists,
    statusLists,
    eventLists,
  ].flatMap((group) => group.map((list) => [list.name, list] as const)),
);
