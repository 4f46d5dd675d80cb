import { getNamedType, isInputObjectType, isObjectType, isScalarType } from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import { findUnstorable } from '../text.js';
import type { Context } from './context.js';
import { fault } from './faults.js';

type Field = GraphQLField<unknown, Context, Record<string, unknown>>;

/**
 * Refuses arguments with a text that the database cannot hold, in any form, before anything is looked up. Inputs of
 * mutations are read by the forms of their commands, which name the field.
 */
export function demandStorableArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as Field[]) {
      if (!field.args.some((argument) => takesText(argument.type))) continue;
      const { resolve, subscribe } = field;
      if (resolve) field.resolve = demanding(resolve);
      if (subscribe) field.subscribe = demanding(subscribe);
    }
  }
}

/** Scalars whose values have no text by the time that they are looked up. */
const WITHOUT_TEXT: readonly string[] = ['Int', 'Float', 'Boolean', 'Date', 'DateTime'];

function takesText(type: GraphQLInputType, within: ReadonlySet<string> = new Set()): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return !WITHOUT_TEXT.includes(named.name);
  if (!isInputObjectType(named) || within.has(named.name)) return false;
  const inner = new Set([...within, named.name]);
  return Object.values(named.getFields()).some((field) => takesText(field.type, inner));
}

function demanding(resolve: NonNullable<Field['resolve']>): NonNullable<Field['resolve']> {
  return (parent, args, context, info) => {
    const way = findUnstorable(args);
    if (way) throw fault('BAD_USER_INPUT', `The argument "${way.join('.')}" has a character that cannot be stored.`);
    return resolve(parent, args, context, info);
  };
}
