import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';

/** A list of the graph. */
export interface List {
  /** Such as `Unit.deployments`, and more where it is narrowed or ordered. */
  readonly name: string;
  readonly parent: string;
  readonly field: string;
  /** Arguments besides those of the page. */
  readonly args: string;
  /** What tells its items apart. */
  readonly identity: string;
}

/** Lists whose items have no id of their own. */
const IDENTITIES: Readonly<Record<string, string>> = {
  CoordinationShare: 'activity { id } unit { id }',
  DeploymentAttention: 'deployment { id }',
  DeploymentReadiness: 'deployment { id }',
  EvidenceItem: 'event { id }',
  MatrixRow: 'improvement { id }',
  WaitingItem: 'kind record { id }',
  WeakSpot: 'kind record { id }',
};

/** Lists that are narrowed and ordered as clients may, besides as they are. */
const NARROWED: Readonly<Record<string, readonly string[]>> = {
  deployments: [
    'filter: { states: [IN_PROGRESS, PLANNED] }',
    'orderBy: { field: PERCENT, direction: DESC }',
    'orderBy: { field: UPDATED_AT, direction: ASC }',
    'filter: { late: false }, orderBy: { field: PLANNED_END, direction: DESC }',
  ],
};

/** All lists of a schema that have pages, wherever they are. */
export function findLists(schema: GraphQLSchema): List[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => (isPaged(field) ? listsOf(type.name, field) : []))
      : [],
  );
}

const isPaged = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  ['first', 'last', 'after', 'before'].every((name) => args.some((argument) => argument.name === name));

function listsOf(parent: string, { name, type }: GraphQLField<unknown, unknown>): List[] {
  const connection = getNamedType(type);
  const node = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  const typename = node ? getNamedType(node.type).name : '';
  const identity = IDENTITIES[typename] ?? 'id';
  const narrowed = parent === 'DeploymentProgress' ? [] : (NARROWED[name] ?? []);
  return ['', ...narrowed].map((args) => ({
    name: `${parent}.${name}${args && ` ${args}`}`,
    parent,
    field: name,
    args,
    identity,
  }));
}

/** The name of each field with `first` or `last`, and the argument. */
export function findSizes(schema: GraphQLSchema): { parent: string; field: string; argument: string }[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.flatMap((argument) =>
            argument.name === 'first' || argument.name === 'last'
              ? [{ parent: type.name, field: name, argument: argument.name }]
              : [],
          ),
        )
      : [],
  );
}
