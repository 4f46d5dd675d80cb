/// <reference types="vite/types/importMeta.d.ts" />
import { readFile } from 'node:fs/promises';
import { isInputObjectType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { schema } from '../../src/graph/schema.js';
import { printedSchema } from '../../src/graph/print.js';

it('is committed as it is', async () => {
  const committed = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
  // Where this fails, `npm run schema:print` writes it anew; read the difference as the clients will.
  expect(printedSchema()).toBe(committed);
});

/** Fields of a type as `name(argument: Type, …): Type`. */
function fieldsOf(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => `${field.name}: ${String(field.type)}`);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`There is no type ${typeName} with fields.`);
  return Object.values(type.getFields()).map((field) => {
    const args = field.args.map((argument) => `${argument.name}: ${String(argument.type)}`).sort();
    return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${String(field.type)}`;
  });
}

const page = 'after: String, before: String';
const size = 'first: Int, last: Int';

/** What clients rely on: may be added to, never taken away. */
const promised: Readonly<Record<string, readonly string[]>> = {
  Query: [
    'node(id: ID!): Node',
    'viewer: Viewer!',
    'practice(ref: String!): Practice',
    'processArea(code: String!): ProcessArea',
    'processAreas(filter: ProcessAreaFilter): [ProcessArea!]!',
    'maturityLevels: [MaturityLevel!]!',
    'categories: [ProcessAreaCategory!]!',
    'searchCatalog(first: Int, text: String!): [CatalogItem!]!',
    `units(${page}, filter: UnitFilter, ${size}, orderBy: UnitOrder): UnitConnection!`,
    `improvements(${page}, filter: ImprovementFilter, ${size}, orderBy: ImprovementOrder): ImprovementConnection!`,
    `deployments(${page}, filter: DeploymentFilter, ${size}, orderBy: DeploymentOrder): DeploymentConnection!`,
  ],
  Practice: [
    'id: ID!',
    'ref: String!',
    'kind: CatalogItemKind!',
    'number: String!',
    'title: String!',
    'summary: String',
    'goal: Goal!',
    'processArea: ProcessArea',
    'subpractices: [Subpractice!]!',
    'exampleWorkProducts: [WorkProduct!]!',
    'references: [Reference!]!',
    'referencedBy: [Reference!]!',
    `improvements(${page}, filter: ImprovementFilter, ${size}, orderBy: ImprovementOrder): ImprovementConnection!`,
  ],
  Reference: [
    'kind: ReferenceKind!',
    'source: CatalogItem!',
    'subpractice: Subpractice',
    'target: CatalogItem!',
    'practices: [Practice!]!',
    'about: String!',
    'inferred: Boolean!',
    'place: String',
  ],
  Improvement: [
    'id: ID!',
    'title: String!',
    'state: ImprovementState!',
    'percent: Int',
    'practices: [Practice!]!',
    'plan: DeploymentPlan',
    'relations: [ImprovementRelation!]!',
    `deployments(${page}, filter: DeploymentFilter, ${size}, orderBy: DeploymentOrder): DeploymentConnection!`,
  ],
  DeploymentPlan: [
    'id: ID!',
    'improvement: Improvement!',
    'state: PlanState!',
    'planVersion: Int!',
    'content: PlanVersion!',
    'versions: [PlanVersion!]!',
    'unmetForActivation: [UnmetRequirement!]!',
    'increments: [Increment!]!',
    'version: Int!',
  ],
  Increment: [
    'id: ID!',
    'ordinal: Int!',
    'plan: DeploymentPlan!',
    'state: IncrementState!',
    'conditions(kind: ConditionKind): [IncrementCondition!]!',
    'deployments: [Deployment!]!',
    'version: Int!',
  ],
  Deployment: [
    'id: ID!',
    'improvement: Improvement!',
    'unit: Unit!',
    'state: DeploymentState!',
    'percent: Int!',
    'plannedEnd: Date!',
    'late: Boolean!',
    'adoptedBy: Person',
    'blockers(open: Boolean): [Blocker!]!',
    'version: Int!',
  ],
  Mutation: ['recordProgress(input: RecordProgressInput!): RecordProgressResult!'],
  RecordProgressInput: [
    'deploymentId: ID!',
    'percent: Int!',
    'note: String',
    'version: Int!',
    'idempotencyKey: String',
  ],
  RecordProgressPayload: ['deployment: Deployment!', 'position: Int!'],
  Subscription: [
    'events(after: LogCursor, filter: EventFilter): Event!',
    'deploymentProgress(improvementId: ID, unitIds: [ID!]): DeploymentProgress!',
  ],
  Event: [
    'id: ID!',
    'position: Int!',
    'cursor: LogCursor!',
    'occurredAt: DateTime!',
    'actor: Person',
    'deployment: Deployment',
    'improvement: Improvement',
  ],
};

describe('clients can rely on', () => {
  test.each(Object.entries(promised))('%s', (typeName, fields) => {
    expect(fieldsOf(typeName)).toEqual(expect.arrayContaining([...fields]));
  });

  it('the members of CatalogItem', () => {
    const type = schema.getType('CatalogItem');
    expect(isUnionType(type) && type.getTypes().map(({ name }) => name)).toEqual(['Goal', 'Practice', 'ProcessArea']);
  });

  it('a type and a value of EventType for each event, and nothing else', () => {
    const features = import.meta.glob<Record<string, object>>('../../src/*/events.ts', { eager: true });
    const events = Object.values(features).flatMap((feature) => Object.values(feature).flatMap(Object.keys));
    const type = schema.getType('Event');
    const names = isInterfaceType(type) ? schema.getImplementations(type).objects.map(({ name }) => name) : [];
    expect(names.filter((name) => !['Reset', 'OtherEvent'].includes(name)).sort()).toEqual([...events].sort());
    const values = fieldsOfEnum('EventType').map((value) => value.replaceAll('_', '').toLowerCase());
    expect(values.sort()).toEqual(events.map((event) => event.toLowerCase()).sort());
  });
});

function fieldsOfEnum(name: string): string[] {
  const type = schema.getType(name);
  if (!type || !('getValues' in type)) throw new Error(`There is no enum ${name}.`);
  return type.getValues().map((value) => value.name);
}
