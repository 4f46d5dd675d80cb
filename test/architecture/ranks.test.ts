import { beforeAll, describe, expect, it, test } from 'vitest';
import { FOLDERS, readSources, violations } from './ranks.js';

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
      'deployments/operations/reporting.ts (deployments) imports live/bus.ts (live)',
    ],
    [
      'an operation that reaches the bus by way of its own feature',
      'deployments/operations/reporting.ts',
      `import { watchEvents } from '../schema/watching.js';`,
      'deployments/operations/reporting.ts (deployments) imports deployments/schema/watching.ts (deployments/schema)',
    ],
    [
      'a command that publishes',
      'commands/command.ts',
      `import { createLiveDelivery } from '../live/delivery.js';`,
      'commands/command.ts (commands) imports live/delivery.ts (live)',
    ],
    [
      'an operation that knows the graph',
      'improvements/operations/improvement.ts',
      `import {\n  fault,\n} from '../../schema/faults.js';`,
      'improvements/operations/improvement.ts (improvements) imports schema/faults.ts (schema)',
    ],
    [
      'rules that know the graph of their own feature',
      'organization/rules.ts',
      `export { Unit } from './schema/unit.js';`,
      'organization/rules.ts (organization) imports organization/schema/unit.ts (organization/schema)',
    ],
    [
      'the database that knows a feature',
      'database/open.ts',
      `import '../catalog/events.js';`,
      'database/open.ts (database) imports catalog/events.ts (catalog)',
    ],
    [
      'the log that knows the commands, loaded late',
      'log/event-log.ts',
      `const { execute } = await import('../commands/command.js');`,
      'log/event-log.ts (log) imports commands/command.ts (commands)',
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
      'live/feed.ts (live) imports schema/builder.ts (schema)',
    ],
    [
      'the graph that knows the server',
      'schema/context.ts',
      `import { GRAPHQL_PATH } from '../server/graphql/graphql.js';`,
      'schema/context.ts (schema) imports server/graphql/graphql.ts (server/graphql)',
    ],
    [
      'a transport that knows another above it',
      'server/sse/event-stream.ts',
      `import { createSocketServer } from '../ws/websocket.js';`,
      'server/sse/event-stream.ts (server/sse) imports server/ws/websocket.ts (server/ws)',
    ],
    [
      'the server that knows the demo',
      'server/app.ts',
      `import { guest } from '../demo/start.js';`,
      'server/app.ts (server) imports demo/start.ts (demo)',
    ],
    [
      'a type of the configuration far below',
      'database/open.ts',
      `import type { Config } from '../cli/config.js';`,
      'database/open.ts (database) imports cli/config.ts (cli)',
    ],
    [
      'the catalog that knows the organization',
      'catalog/operations/import.ts',
      `import { addUnit } from '../../organization/operations/unit.js';`,
      'catalog/operations/import.ts (catalog) imports organization/operations/unit.ts (organization)',
    ],
    [
      'the graph of an improvement that knows deployments',
      'improvements/schema/improvement.ts',
      `import { Deployment } from '../../deployments/schema/deployment.js';`,
      'improvements/schema/improvement.ts (improvements/schema) imports deployments/schema/deployment.ts (deployments/schema)',
    ],
    [
      'deployments that know plans',
      'deployments/operations/planning.ts',
      `import { planOf } from '../../plans/operations/plan.js';`,
      'deployments/operations/planning.ts (deployments) imports plans/operations/plan.ts (plans)',
    ],
    [
      'a server that reads the environment',
      'server/app.ts',
      `const level = process.env['LOG_LEVEL'];`,
      'server/app.ts reads the environment',
    ],
    [
      'a store that reads the environment in another way',
      'process-model/store.ts',
      `import { env } from 'node:process';`,
      'process-model/store.ts reads the environment',
    ],
    [
      'a store that loads the environment',
      'process-model/store.ts',
      `const { env } = process.getBuiltinModule('process');`,
      'process-model/store.ts reads the environment',
    ],
    [
      'the dashboard that knows the server',
      'dashboard/matrix/matrix.tsx',
      `import { concernsOf } from '../../deployments/risk.js';`,
      'dashboard/matrix/matrix.tsx (dashboard) imports deployments/risk.ts (deployments)',
    ],
    [
      'a folder that has no place',
      'helpers/misc.ts',
      `export const nothing = null;`,
      'helpers/misc.ts is in no folder of the list',
    ],
  ])('%s', (_name, file, text, named) => {
    expect(plant(file, text)).toEqual([named]);
  });

  test('a circle, of types as well', () => {
    const circle = new Map([
      ['live/a.ts', `import type { B } from './b.js';`],
      ['live/b.ts', `export { C } from './c.js';`],
      ['live/c.ts', `import { A } from './a.js';`],
    ]);
    expect(violations(circle)).toEqual(['live/a.ts and live/b.ts and live/c.ts import each other']);
  });
});

test('every folder of the list has files', () => {
  const folders = new Set([...sources.keys()].flatMap((file) => parentsOf(file)));
  expect(FOLDERS.filter((folder) => !folders.has(folder))).toEqual(['../client/src', 'generated']);
});

const parentsOf = (file: string): string[] =>
  file.includes('/') ? file.split('/').map((_name, index, names) => names.slice(0, index).join('/')) : ['.'];

test.each([
  ['down', 'deployments/operations/reporting.ts', `import { command } from '../../commands/command.js';`],
  ['in the same folder', 'process-model/catalog.ts', `import { createSearch } from './search.js';`],
  ['to a feature upstream', 'deployments/rules.ts', `import type { X } from '../improvements/rules.js';`],
  ['to a package', 'live/redis-bus.ts', `import { Redis } from 'ioredis';`],
  ['in a comment that speaks of it', 'auth/tokens.ts', `// See the server's process, and environment.`],
])('an import %s is fine', (_name, file, text) => {
  expect(plant(file, text)).toEqual([]);
});
