import { chaining } from './chaining.mjs';
import { executions } from './executions.mjs';
import { fanout } from './fanout.mjs';
import { joins } from './joins.mjs';
import { latency } from './latency.mjs';
import { provisioning } from './provisioning.mjs';
import { queries } from './queries.mjs';
import { recipes } from './recipes.mjs';
import { reports } from './reports.mjs';
import { views } from './views.mjs';
import { writes } from './writes.mjs';

/** What can be measured, by the name that `--only` takes. */
export const sections = {
  fanout,
  recipes,
  executions,
  views,
  joins,
  latency,
  writes,
  chaining,
  queries,
  reports,
  provisioning,
};
