import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isObjectType } from 'graphql';
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
  /** Conditions of its filter that take several values, such as `states`. */
  readonly choices: readonly string[];
  /** What it is ordered by, where it is ordered otherwise than usually: what to select, and which way. */
  readonly order?: { readonly by: string; readonly descending: boolean };
}

/** Lists whose items have no id of their own. */
const IDENTITIES: Readonly<Record<string, string>> = {
  CoordinationShare: 'activity { id } unit { id }',
  DeploymentAttention: 'deployment { id }',
  EvidenceItem: 'event { id }',
  MatrixRow: 'improvement { id }',
  WaitingItem: 'kind record { id } unit { id }',
  WeakSpot: 'kind record { id }',
};

/** Lists that are narrowed as clients may, besides as they are. */
const NARROWED: Readonly<Record<string, readonly string[]>> = {
  deployments: [
    'filter: { states: [IN_PROGRESS, PLANNED, CONFIRMED] }',
    'filter: { late: false }, orderBy: { field: PLANNED_END, direction: DESC }',
  ],
  events: [
    'filter: { types: [DEPLOYMENT_PREPARED, PROGRESS_RECORDED, DEPLOYMENT_CONFIRMED, INCREMENT_ADDED, INCREMENT_STARTED, GATE_DECIDED] }',
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

/** What lists are ordered by, where that is not a field of the items of that name. */
const ORDERED_BY: Readonly<Record<string, string>> = {
  'CoordinationShare.DUE_ON': 'activity { dueOn }',
  'DefinedProcess.UNIT_NAME': 'unit { name }',
  'MatrixRow.CREATED_AT': 'improvement { createdAt }',
  'MatrixRow.TITLE': 'improvement { title }',
  'MatrixRow.UPDATED_AT': 'improvement { updatedAt }',
};

/** Each way in which a list can be ordered. */
function ordersOf(node: string, { args }: GraphQLField<unknown, unknown>) {
  const order = args.find(({ name }) => name === 'orderBy')?.type;
  const type = isInputObjectType(order) ? order.getFields()['field']?.type : undefined;
  const field = type && getNamedType(type);
  return isEnumType(field)
    ? field.getValues().flatMap(({ name }) => {
        const camelCase = name.toLowerCase().replaceAll(/_./g, (letter) => letter.slice(1).toUpperCase());
        const by = ORDERED_BY[`${node}.${name}`] ?? camelCase;
        return [true, false].map((descending) => ({
          args: `orderBy: { field: ${name}, direction: ${descending ? 'DESC' : 'ASC'} }`,
          order: { by, descending },
        }));
      })
    : [];
}

/** Conditions that take several values: an empty list of conditions, such as `attributes`, is none instead. */
function choicesOf({ args }: GraphQLField<unknown, unknown>): string[] {
  const filter = getNullableType(args.find(({ name }) => name === 'filter')?.type);
  return isInputObjectType(filter)
    ? Object.values(filter.getFields())
        .filter(({ type }) => isListType(getNullableType(type)) && !isInputObjectType(getNamedType(type)))
        .map(({ name }) => name)
    : [];
}

/** Whether a type is a state that is told live: its lists are the same as those of queries. */
export function isLiveState(typeName: string): boolean {
  return ['DeploymentProgress', 'WaitingWorkState'].includes(typeName);
}

function listsOf(parent: string, list: GraphQLField<unknown, unknown>): List[] {
  const { name, type } = list;
  const connection = getNamedType(type);
  const node = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  const typename = node ? getNamedType(node.type).name : '';
  const identity = IDENTITIES[typename] ?? 'id';
  const narrowed = isLiveState(parent) ? [] : (NARROWED[name] ?? []).map((args) => ({ args }));
  return [{ args: '' }, ...narrowed, ...ordersOf(typename, list)].map(({ args, ...rest }) => ({
    ...rest,
    name: `${parent}.${name}${args && ` ${args}`}`,
    parent,
    field: name,
    args,
    identity,
    choices: choicesOf(list),
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
