import { beforeAll, describe, expect, it, test } from 'vitest';
import { readSources, violations } from './ranks.js';

let sources: ReadonlyMap<string, string>;
beforeAll(async () => {
  sources = await readSources();
});

describe('the architecture', () => {
  it('is kept by the whole tree', () => {
    expect(sources.size).toBeGreaterThan(80);
    expect(violations(sources)).toEqual([]);
  });

  it('is checked in the form in which imports are written here', () => {
    // A checker that no longer finds the imports would pass everything.
    const planted = [...sources].filter(([file]) => file.startsWith('deployments/operations/'));
    const moved = new Map(planted.map(([file, text]) => [file.replace('deployments', 'database'), text]));
    expect(violations(moved).length).toBeGreaterThan(10);
  });
});

/** What the checker says of a file with this text, put among the others. */
const plant = (file: string, text: string) => violations(new Map([[file, text]]));

describe('a planted violation is named', () => {
  test.each([
    [
      'an operation that reaches the bus',
      'deployments/operations/reporting.ts',
      `import type { Bus } from '../../live/bus.js';`,
      'deployments/operations/reporting.ts (features) imports live/bus.ts (live delivery)',
    ],
    [
      'an operation that reaches the bus by way of its own feature',
      'deployments/operations/reporting.ts',
      `import { watchEvents } from '../watching.js';`,
      'deployments/operations/reporting.ts (features) imports deployments/watching.ts (live delivery)',
    ],
    [
      'a command that publishes',
      'commands/command.ts',
      `import { createLiveDelivery } from '../live/delivery.js';`,
      'commands/command.ts (commands) imports live/delivery.ts (live delivery)',
    ],
    [
      'an operation that knows the graph',
      'improvements/operations/improvement.ts',
      `import {\n  fault,\n} from '../../schema/faults.js';`,
      'improvements/operations/improvement.ts (features) imports schema/faults.ts (graph)',
    ],
    [
      'rules that know the graph of their own feature',
      'organization/rules.ts',
      `export { Unit } from './schema/unit.js';`,
      'organization/rules.ts (features) imports organization/schema/unit.ts (graph)',
    ],
    [
      'the database that knows a feature',
      'database/open.ts',
      `import '../catalog/store.js';`,
      'database/open.ts (database) imports catalog/store.ts (features)',
    ],
    [
      'the log that knows the commands, loaded late',
      'live/event-log.ts',
      `const { execute } = await import('../commands/command.js');`,
      'live/event-log.ts (event log) imports commands/command.ts (commands)',
    ],
    [
      'auth that knows the server',
      'auth/tokens.ts',
      `import type { App } from '../server/app.js';`,
      'auth/tokens.ts (auth) imports server/app.ts (server)',
    ],
    [
      'live delivery that knows the graph',
      'live/feed.ts',
      `import { builder } from '../schema/builder.js';`,
      'live/feed.ts (live delivery) imports schema/builder.ts (graph)',
    ],
    [
      'the graph that knows the server',
      'schema/context.ts',
      `import { GRAPHQL_PATH } from '../server/graphql.js';`,
      'schema/context.ts (graph) imports server/graphql.ts (server)',
    ],
    [
      'the server that knows the demo',
      'server/app.ts',
      `import { guest } from '../demo/start.js';`,
      'server/app.ts (server) imports demo/start.ts (programs)',
    ],
    [
      'values of the configuration far below',
      'database/open.ts',
      `import { readConfig } from '../config.js';`,
      'database/open.ts (database) imports config.ts (programs)',
    ],
    [
      'the catalog that knows the organization',
      'catalog/operations/catalog.ts',
      `import { addUnit } from '../../organization/operations/unit.js';`,
      'catalog/operations/catalog.ts imports organization/operations/unit.ts: catalog does not know organization',
    ],
    [
      'the graph of an improvement that knows deployments',
      'improvements/schema/improvement.ts',
      `import { Deployment } from '../../deployments/schema/deployment.js';`,
      'improvements/schema/improvement.ts imports deployments/schema/deployment.ts: improvements does not know deployments',
    ],
    [
      'the organization that knows improvements',
      'organization/events.ts',
      `import { improvementEvents } from '../improvements/events.js';`,
      'organization/events.ts imports improvements/events.ts: organization does not know improvements',
    ],
    [
      'deployments that know plans',
      'deployments/operations/planning.ts',
      `import { planOf } from '../../plans/operations/plan.js';`,
      'deployments/operations/planning.ts imports plans/operations/plan.ts: deployments does not know plans',
    ],
    [
      'a server that reads the environment',
      'server/app.ts',
      `const level = process.env['LOG_LEVEL'];`,
      'server/app.ts reads the environment',
    ],
    [
      'a store that reads the environment in another way',
      'catalog/store.ts',
      `import { env } from 'node:process';`,
      'catalog/store.ts reads the environment',
    ],
    [
      'the dashboard that knows the server',
      'dashboard/matrix/matrix.tsx',
      `import { concernsOf } from '../../reports/risk.js';`,
      'dashboard/matrix/matrix.tsx (dashboard) imports reports/risk.ts (features)',
    ],
    ['a folder that has no place', 'helpers/misc.ts', `export const nothing = null;`, 'helpers/misc.ts is in no layer'],
  ])('%s', (_name, file, text, said) => {
    expect(plant(file, text)).toEqual([said]);
  });
});

test.each([
  ['down', 'deployments/operations/reporting.ts', `import { command } from '../../commands/command.js';`],
  ['in the same layer', 'catalog/catalog.ts', `import { createSearch } from './search.js';`],
  ['to a feature upstream', 'deployments/rules.ts', `import type { X } from '../improvements/rules.js';`],
  ['to types of the configuration', 'database/open.ts', `import type { Config } from '../config.js';`],
  ['to a package', 'live/redis-bus.ts', `import { Redis } from 'ioredis';`],
  ['in a comment that speaks of it', 'auth/tokens.ts', `// See the server's process, and environment.`],
])('an import %s is fine', (_name, file, text) => {
  expect(plant(file, text)).toEqual([]);
});
