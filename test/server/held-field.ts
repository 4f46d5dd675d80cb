import { GraphQLObjectType } from 'graphql';
import { afterAll } from 'vitest';
import { schema } from '../../src/graph/schema.js';

/** A field whose executions wait until a test lets them go. */
export interface HeldField {
  /** From now on, executions wait. */
  hold(): void;
  /** How many wait. */
  readonly waiting: number;
  /** Lets all go that wait, and those to come. */
  release(): void;
}

/** Makes a field of the schema one that can be held, until the end of the file. */
export function holdField(typeName: string, fieldName: string): HeldField {
  const type = schema.getType(typeName);
  const field = type instanceof GraphQLObjectType ? type.getFields()[fieldName] : undefined;
  const usual = field?.resolve;
  if (!field || !usual) throw new Error(`There is no field ${typeName}.${fieldName}.`);
  const waiting: (() => void)[] = [];
  let holding = false;
  afterAll(() => void (field.resolve = usual));
  field.resolve = async (...args): Promise<unknown> => {
    if (holding) await new Promise<void>((resolve) => waiting.push(resolve));
    return usual(...args);
  };
  return {
    hold: () => (holding = true),
    get waiting() {
      return waiting.length;
    },
    release() {
      holding = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}
