import { defaultFieldResolver, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { Context } from './context.js';
import type { ResponseSize } from './response-size.js';

/** Makes every field of a schema count towards the size of the response, and end the operation where that is too large. */
export function boundResponses(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, Context>[]) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = isLeafType(getNamedType(field.type)) ? countingValue(resolve) : countingKey(resolve);
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** Of a key also the quotes, the colon and the comma. */
const AROUND_KEY = 4;

function countingKey(resolve: Resolve): Resolve {
  return (parent, args, context, info) => {
    context.response.grow(String(info.path.key).length + AROUND_KEY);
    return resolve(parent, args, context, info);
  };
}

function countingValue(resolve: Resolve): Resolve {
  return (parent, args, context, info) => {
    const { response } = context;
    response.grow(String(info.path.key).length + AROUND_KEY);
    const value: unknown = resolve(parent, args, context, info);
    if (!(value instanceof Promise)) return counted(value, response);
    return value.then((resolved: unknown) => counted(resolved, response));
  };
}

function counted(value: unknown, response: ResponseSize): unknown {
  response.grow(typeof value === 'string' ? value.length + 2 : lengthOf(value));
  return value;
}

/** Longest form of a number, a date or null. */
const OTHER = 24;

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null || value instanceof Date) return OTHER;
  return Array.isArray(value)
    ? value.reduce<number>((sum, each) => sum + 1 + lengthOf(each), 2)
    : (JSON.stringify(value)?.length ?? OTHER);
}
