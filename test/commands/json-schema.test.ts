import { getNamedType, isInputObjectType, isNonNullType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { jsonSchemaOf } from '../../src/commands/json-schema.js';
import { schema } from '../../src/graph/schema.js';
import { allCommands } from '../../src/schema/mutations.js';

interface Property {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly items?: Property;
  readonly enum?: readonly string[];
  readonly additionalProperties?: boolean;
}

describe.each([...allCommands.values()])('the JSON Schema of $name', ({ name, input }) => {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = jsonSchemaOf(input) as {
    properties?: Record<string, Property>;
    required?: string[];
    additionalProperties?: boolean;
  };
  const type = schema.getType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`);
  if (!isInputObjectType(type)) throw new Error(`${name} has no input.`);
  const isOfTransport = (field: string): boolean =>
    field === 'idempotencyKey' || (field === 'dryRun' && !('dryRun' in input.shape));
  const fields = Object.values(type.getFields()).filter((field) => !isOfTransport(field.name));

  it('has the fields of the input in the graph, and is strict about others', () => {
    expect(Object.keys(properties).sort()).toEqual(fields.map((field) => field.name).sort());
    expect(required.toSorted()).toEqual(
      fields
        .filter((field) => isNonNullType(field.type))
        .map((field) => field.name)
        .sort(),
    );
    expect(additionalProperties).toBe(false);
  });

  it.each(fields)('says of $name what it is and what it means', (field) => {
    const property = properties[field.name] as Property;
    const { description, ...of } = property.items ? { ...property.items, description: property.description } : property;
    expect(description).toBeTruthy();
    const named = getNamedType(field.type).name;
    const expected: Readonly<Record<string, Property>> = {
      ID: { type: 'string' },
      String: { type: 'string' },
      Int: { type: 'integer' },
      Float: { type: 'number' },
      Boolean: { type: 'boolean' },
      Date: { type: 'string', format: 'date' },
      JSON: {},
    };
    if (isInputObjectType(schema.getType(named)))
      expect(of).toMatchObject({ type: 'object', additionalProperties: false });
    else if (!(named in expected)) expect(of.enum?.length).toBeGreaterThan(1);
    else expect(of).toMatchObject(expected[named] as Property);
    // A UUID is how rows are known; clients have opaque ids.
    if (named === 'ID') expect(of).not.toHaveProperty('format');
  });
});
