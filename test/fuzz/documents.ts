import { astFromValue, getNamedType, isAbstractType, isLeafType, isObjectType, print } from 'graphql';
import type { GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Random } from '../live/random.js';
import type { Values } from './values.js';

/** An operation as it is sent. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Kinds of operations. */
export type Kind = 'query' | 'mutation' | 'subscription';

/** Nesting of fields at most. */
const MAX_DEPTH = 5;

/** Mutations that would end what the other requests are made with. */
const SPARED = ['deactivatePerson', 'erasePerson', 'changeSubject', 'changePersonRole', 'mapGroup', 'importCatalog'];

/** Makes operations that are valid, of any kind, over a whole schema. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #values: Values;
  #declared: string[] = [];
  #variables: Record<string, unknown> = {};
  #aliases = 0;

  constructor(schema: GraphQLSchema, random: Random, values: Values) {
    this.#schema = schema;
    this.#random = random;
    this.#values = values;
  }

  /** An operation of a kind; all of its arguments in variables where `allVariables`. */
  next(kind: Kind, allVariables = false): Operation {
    this.#declared = [];
    this.#variables = {};
    this.#aliases = 0;
    const root = this.#rootOf(kind);
    const fields = Object.values(root.getFields()).filter(({ name }) => !SPARED.includes(name));
    const count = kind === 'query' ? this.#random.integer(1, 3) : 1;
    const chosen = Array.from({ length: count }, () => this.#field(this.#random.pick(fields), 1, allVariables));
    const declared = this.#declared.length > 0 ? ` Fuzz(${this.#declared.join(', ')})` : '';
    return { query: `${kind}${declared} { ${chosen.join(' ')} }`, variables: this.#variables };
  }

  #rootOf(kind: Kind): GraphQLObjectType {
    const schema = this.#schema;
    const roots = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    };
    return roots[kind] as GraphQLObjectType;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, allVariables: boolean): string {
    const pages = field.args.filter(({ name }) => ['first', 'last', 'after', 'before'].includes(name));
    const others = field.args.filter((argument) => !pages.includes(argument));
    const given = others.flatMap((argument) => {
      const value = this.#values.valid(argument.type, argument.name, depth === 1 ? 0 : 1);
      return value === undefined ? [] : [this.#argument(argument, value, allVariables)];
    });
    const size = pages.find(({ name }) => name === (this.#random.chance(0.8) ? 'first' : 'last'));
    if (size) given.push(this.#argument(size, this.#random.integer(1, 4), allVariables));
    const called = given.length > 0 ? `(${given.join(', ')})` : '';
    const alias = called || this.#random.chance(0.1) ? `a${(this.#aliases += 1)}: ` : '';
    const type = getNamedType(field.type);
    const selection = isLeafType(type)
      ? ''
      : ` ${this.#selection(type as GraphQLCompositeType, depth + 1, allVariables)}`;
    return `${alias}${field.name}${called}${selection}`;
  }

  #argument(argument: GraphQLArgument, value: unknown, allVariables: boolean): string {
    if (allVariables || this.#random.chance(0.5)) return this.#variable(argument, value);
    try {
      const literal = astFromValue(value, argument.type);
      if (literal) return `${argument.name}: ${print(literal)}`;
    } catch {
      // What is no literal goes into a variable.
    }
    return this.#variable(argument, value);
  }

  #variable(argument: GraphQLArgument, value: unknown): string {
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(argument.type)}`);
    this.#variables[name] = value;
    return `${argument.name}: $${name}`;
  }

  #selection(type: GraphQLCompositeType, depth: number, allVariables: boolean): string {
    const parts = new Set<string>(isAbstractType(type) ? ['__typename'] : []);
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      // Of the results of mutations the payload comes first, and everything else is an error.
      const first = possible.find(({ name }) => name.endsWith('Payload'));
      for (const object of first ? [first] : [this.#random.pick(possible)]) {
        parts.add(`... on ${object.name} ${this.#selection(object, depth, allVariables)}`);
      }
      if (first) parts.add('... on UserError { message }');
    }
    if (isObjectType(type)) {
      const all = Object.values(type.getFields()).filter(
        (field) => isLeafType(getNamedType(field.type)) || depth < MAX_DEPTH,
      );
      for (let count = all.length > 0 ? this.#random.integer(1, 4) : 0; count > 0; count -= 1) {
        parts.add(this.#field(this.#random.pick(all), depth, allVariables));
      }
    }
    // Two of one name would have to be the same.
    const byName = new Map([...parts].map((part) => [/^[^\s({]+/.exec(part)?.[0] ?? part, part]));
    return `{ ${byName.size > 0 ? [...byName.values()].join(' ') : '__typename'} }`;
  }
}
