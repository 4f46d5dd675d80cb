import { getNamedType, isInputObjectType, isObjectType, isScalarType } from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import { findUnstorable } from '../text.js';
import type { Path } from '../text.js';
import type { Context } from './context.js';
import { fault } from './faults.js';

type Field = GraphQLField<unknown, Context, Record<string, unknown>>;

/**
 * Refuses arguments with a text or an instant that the database cannot hold, in any form, before anything is looked up. Inputs of
 * mutations are read by the forms of their commands, which name the field.
 */
export function demandStorableArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as Field[]) {
      if (!field.args.some((argument) => takesUnstorable(argument.type))) continue;
      const { resolve, subscribe } = field;
      if (resolve) field.resolve = demanding(resolve);
      if (subscribe) field.subscribe = demanding(subscribe);
    }
  }
}

/** Scalars of which the database holds every value. */
const ALWAYS_STORABLE: readonly string[] = ['Int', 'Float', 'Boolean'];

function takesUnstorable(type: GraphQLInputType, within: ReadonlySet<string> = new Set()): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return !ALWAYS_STORABLE.includes(named.name);
  if (!isInputObjectType(named) || within.has(named.name)) return false;
  const inner = new Set([...within, named.name]);
  return Object.values(named.getFields()).some((field) => takesUnstorable(field.type, inner));
}

function demanding(resolve: NonNullable<Field['resolve']>): NonNullable<Field['resolve']> {
  return (parent, args, context, info) => {
    const way = findUnstorable(args);
    if (way) throw fault('BAD_USER_INPUT', `The argument "${way.join('.')}" ${complaint(valueAt(args, way))}`);
    return resolve(parent, args, context, info);
  };
}

function complaint(value: unknown): string {
  return value instanceof Date ? 'must be of the years 1 to 9999.' : 'has a character that cannot be stored.';
}

function valueAt(args: unknown, way: Path): unknown {
  return way.reduce((value, key) => (value as Record<string, unknown>)[key], args);
}
