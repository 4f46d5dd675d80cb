import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { signToken } from '../../../src/auth/tokens.js';
import { seedLarge } from '../../../src/demo/large/seed.js';
import { encodeGlobalId } from '../../../src/ids.js';
import { schema } from '../../../src/graph/schema.js';
import { SECRET, startApp } from '../../support/app.js';
import type { TestApp } from '../../support/app.js';
import { fieldOperations } from './operations.js';
import type { FieldOperation } from './operations.js';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 3_600_000 }); // On a busy machine, or at a large SCALE.

const SLUG = 'large';
let app: TestApp;
let bearer: string;
let operations: FieldOperation[];

beforeAll(async () => {
  app = await startApp();
  const options = { slug: SLUG, improvements, projects, seed: 3, now: new Date() };
  await seedLarge(app.services.database, options, () => undefined);
  await app.services.database.prisma.$executeRawUnsafe('ANALYZE');
  bearer = `Bearer ${await signToken(SECRET, 'administrator', SLUG, '1h')}`;
  const records = await recordsOf(app);
  operations = fieldOperations(schema, records, ({ name }) => {
    if (name === 'asOf') return JSON.stringify(new Date(Date.now() - 100 * 86_400_000).toISOString());
    if (name === 'from') return JSON.stringify(new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10));
    if (name === 'to') return JSON.stringify(new Date().toISOString().slice(0, 10));
    if (name === 'ref') return '"OPM SP 3.2"';
    const type = { improvementId: 'Improvement', unitId: 'Unit', deploymentId: 'Deployment', planId: 'DeploymentPlan' }[
      name
    ];
    const id = type && records.get(type);
    return id && JSON.stringify(id);
  });
});
afterAll(() => app.stop());

/** The id of a record of each type: of the one that most records refer to, as far as that is easily known. */
async function recordsOf({ services }: TestApp): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const node = schema.getType('Node');
  for (const { name } of isInterfaceType(node) ? schema.getPossibleTypes(node) : []) {
    const [row] = await services.database.prisma
      .$queryRawUnsafe<{ id: string }[]>(`SELECT "id"::text FROM "${name}" ORDER BY "id" LIMIT 1`)
      .catch(() => []);
    if (row) found.set(name, encodeGlobalId(name, row.id));
  }
  return found;
}

/** The cost of an operation, and the CPU time that it takes, in milliseconds: less than the time on a busy machine. */
async function measure(query: string): Promise<{ cost: number; cpu: number }> {
  const begun = process.cpuUsage();
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: bearer },
    body: JSON.stringify({ query, extensions: { cost: true } }),
  });
  const answer = (await response.json()) as { errors?: unknown; extensions?: { cost: { complexity: number } } };
  const { user, system } = process.cpuUsage(begun);
  expect(answer.errors, query).toBeUndefined();
  return { cost: answer.extensions?.cost.complexity ?? 0, cpu: (user + system) / 1_000 };
}

/** Improvements and projects: `SCALE=200x500`  measures the largest organization that is promised. */
const [improvements = 0, projects = 0] = (process.env['SCALE'] ?? '20x150').split('x').map(Number);
/** How much dearer than usual the dearest field may be. */
const FACTOR = 10;
/** How often something that seems too dear is measured again. */
const TRIES = 5;

interface Measured extends FieldOperation {
  readonly cost: number;
  readonly cpu: number;
}

test(`with ${improvements} by ${projects}, no field takes more than ${FACTOR} times the CPU time that its cost usually stands for`, async () => {
  for (const { query } of operations.slice(0, 20)) await measure(query); // Once, until everything is loaded and compiled.
  const all: Measured[] = [];
  for (const operation of operations) all.push({ ...operation, ...(await measure(operation.query)) });
  expect(all.length).toBeGreaterThan(250);
  /** What every operation takes, and what one more of cost usually does. */
  const floor = median(all.filter(({ cost }) => cost <= 3).map(({ cpu }) => cpu));
  const unit = median(all.filter(({ cost }) => cost >= 500).map(({ cost, cpu }) => Math.max(0, cpu - floor) / cost));
  const allowed = (cost: number): number => 3 * floor + FACTOR * unit * cost;
  const tooDear: string[] = [];
  for (const { name, query, cost, cpu } of all) {
    let least = cpu;
    for (let tries = 1; tries < TRIES && least > allowed(cost); tries += 1) {
      least = Math.min(least, (await measure(query)).cpu);
    }
    if (least > allowed(cost))
      tooDear.push(`${name}: ${least.toFixed(0)} ms for ${cost}, not ${allowed(cost).toFixed(0)} ms`);
  }
  if (process.env['SCALE']) console.log(report(all, floor, unit));
  expect(tooDear).toEqual([]);
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function report(all: readonly Measured[], floor: number, unit: number): string {
  const dearest = all.toSorted((a, b) => b.cpu - a.cpu).slice(0, 40);
  const lines = dearest.map(
    ({ name, cost, cpu }) => `${cpu.toFixed(0).padStart(7)} ms ${String(cost).padStart(7)} ${name}`,
  );
  return [`floor ${floor.toFixed(1)} ms, ${(1_000 * unit).toFixed(1)} ms for 1000`, ...lines].join('\n');
}
