import { getNamedType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { encodeGlobalId } from '../../../src/ids.js';
import { isLiveState } from '../../schema/every-list.js';

/** A place of an operation where a caller may put what stands for a record. */
export interface Place {
  /** Such as `Query.deployments filter.unitIds`. */
  readonly name: string;
  /** The type of the record that is meant there. */
  readonly typename: string;
  /** The type that has the field. */
  readonly parent: string;
  readonly root: 'query' | 'subscription';
  /** The field with the id of a record put there, and a selection. */
  readonly text: (id: string) => string;
  /** Whether it takes several: then it is also tried beside one of one's own. */
  readonly several: ((id: string, own: string) => string) | undefined;
}

/** Types of the ids whose argument is called otherwise. */
const CALLED: Readonly<Record<string, string>> = {
  actor: 'Person',
  author: 'Person',
  lead: 'Person',
  mentioned: 'Person',
  owner: 'Person',
  plan: 'DeploymentPlan',
};

/** Values of the arguments that must be given. */
const GIVEN: Readonly<Record<string, string>> = { from: '"2026-01-01"', to: '"2026-03-01"', n: '1' };

/** How many items of a page are asked for. */
const PAGE = 3;

/**
 * Every argument and field of an input, of every field that can be read, that takes an id. `nodeTypes` are those that `node` finds.
 */
export function findPlaces(schema: GraphQLSchema, nodeTypes: readonly string[]): Place[] {
  const readable = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__') && type !== schema.getMutationType(),
  );
  return readable.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          field.args.flatMap((argument) => placesOf(schema, type.name, field, argument, nodeTypes)),
        )
      : [],
  );
}

function placesOf(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  nodeTypes: readonly string[],
): Place[] {
  const root = parent === 'Subscription' || isLiveState(parent) ? 'subscription' : 'query';
  const make = (path: readonly string[], type: GraphQLInputType, typename: string): Place => {
    const write = (value: string): string => {
      const [first = '', ...below] = path;
      const nested = below.reduceRight((inner, name) => `{ ${name}: ${inner} }`, value);
      const others = field.args
        .filter(({ name }) => name !== first)
        .flatMap((other) => {
          if (other.name === 'first') return [`${other.name}: ${PAGE}`];
          return isNonNullType(other.type) ? [`${other.name}: ${valueOf(parent, field.name, other.name)}`] : [];
        });
      return `${field.name}(${[`${first}: ${nested}`, ...others].join(', ')}) ${selectionOf(schema, field.type as never, parent === 'Subscription' ? 0 : 1)}`;
    };
    const quoted = (id: string): string => JSON.stringify(encodeGlobalId(typename, id));
    const list = isListType(isNonNullType(type) ? type.ofType : type);
    return {
      name: `${parent}.${field.name} ${path.join('.')}${field.name === 'node' ? ` ${typename}` : ''}`,
      typename,
      parent,
      root,
      text: (id) => write(list ? `[${quoted(id)}]` : quoted(id)),
      several: list ? (id, own) => write(`[${quoted(own)}, ${quoted(id)}]`) : undefined,
    };
  };
  const walk = (path: readonly string[], type: GraphQLInputType): Place[] => {
    const named = getNamedType(type);
    if (isInputObjectType(named))
      return Object.values(named.getFields()).flatMap((each) => walk([...path, each.name], each.type));
    if (named.name === 'ID') {
      if (parent === 'Query' && field.name === 'node') return nodeTypes.map((each) => make(path, type, each));
      const typename = typeOfName(path.at(-1) ?? '');
      // The model is everybody's.
      return ['Practice', 'Category'].includes(typename) ? [] : [make(path, type, typename)];
    }
    return [];
  };
  return walk([argument.name], argument.type);
}

function typeOfName(name: string): string {
  const word = name.replace(/Ids?$/, '');
  return CALLED[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function valueOf(parent: string, field: string, name: string): string {
  const value = GIVEN[name];
  if (value === undefined) throw new Error(`Say in GIVEN what ${parent}.${field} gets as ${name}.`);
  return value;
}

/** Everything that may be read of a value without arguments, so deep. */
function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  const named = getNamedType(type) as GraphQLNamedType;
  if (isLeafType(named)) return '';
  if (!isObjectType(named) && !('getFields' in named)) return '{ __typename }';
  const fields = Object.values((named as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields());
  const selected = fields
    .filter((field) => !field.args.some(({ type: each }) => isNonNullType(each)))
    .flatMap((field) => {
      const below = getNamedType(field.type);
      if (isLeafType(below)) return [field.name];
      const isPart = ['nodes', 'points', 'rows', 'latest'].includes(field.name) || field.args.length === 0;
      return depth > 0 && isPart ? [`${field.name} ${selectionOf(schema, below, depth - 1)}`] : [];
    });
  return `{ __typename ${selected.join(' ')} }`;
}
