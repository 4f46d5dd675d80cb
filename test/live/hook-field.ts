import { defaultFieldResolver, GraphQLObjectType } from 'graphql';
import type { GraphQLFieldResolver } from 'graphql';
import { afterAll } from 'vitest';
import type { Context } from '../../src/schema/context.js';
import { schema } from '../../src/graph/schema.js';

/** A field whose resolver a test can change, in the one schema of this process. */
export interface FieldHook {
  /** What resolves the field; undefined for what usually does, which is given as the last argument. */
  resolve: ((...args: [...Parameters<GraphQLFieldResolver<any, Context>>, () => unknown]) => unknown) | undefined;
}

/** Makes a field of the schema one that can be changed, and adds to its extensions: until the end of the file. */
export function hookField(typeName: string, fieldName: string, extensions: object = {}): FieldHook {
  const type = schema.getType(typeName);
  const field = type instanceof GraphQLObjectType ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`There is no field ${typeName}.${fieldName}.`);
  const { resolve: before, extensions: extended } = field;
  const usual = before ?? defaultFieldResolver;
  field.extensions = { ...extended, ...extensions };
  afterAll(() => void Object.assign(field, { resolve: before, extensions: extended }));
  const hook: FieldHook = { resolve: undefined };
  field.resolve = (...args): unknown => (hook.resolve ? hook.resolve(...args, () => usual(...args)) : usual(...args));
  return hook;
}
