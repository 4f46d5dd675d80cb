import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import type { GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Random } from './random.js';

/** A subscription that somebody might send. */
export interface RandomDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Nesting of fields at most: the bounds of the server allow for more. */
const MAX_DEPTH = 5;

/** Fields that go through a whole organization each time: views of many of them at once exceed what a person may have. */
const REPORTS = ['burnUp', 'coverage', 'forecast', 'weakSpots'];

/** Makes valid subscription documents over a schema. The root field and its arguments are the caller's choice. */
export class RandomDocuments {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #favorites: readonly string[];
  #fragments: string[] = [];
  #declared: string[] = [];
  #variables: Record<string, unknown> = {};
  #aliases = 0;

  /** `favorites` are names of fields that are chosen more often than others. */
  constructor(schema: GraphQLSchema, random: Random, favorites: readonly string[]) {
    this.#favorites = favorites;
    this.#schema = schema;
    this.#random = random;
  }

  /** A document with a root field whose arguments are given, as literals or as variables. */
  next(root: string, args: Readonly<Record<string, unknown>>): RandomDocument {
    const subscription = this.#schema.getSubscriptionType() as GraphQLObjectType;
    const field = subscription.getFields()[root] as GraphQLField<unknown, unknown>;
    for (;;) {
      this.#fragments = [];
      this.#declared = [];
      this.#variables = {};
      this.#aliases = 0;
      const given = field.args.flatMap((argument) =>
        args[argument.name] === undefined ? [] : [`${argument.name}: ${this.#variable(argument, args[argument.name])}`],
      );
      const called = given.length > 0 ? `(${given.join(', ')})` : '';
      const alias = this.#random.chance(0.2) ? 'aliased: ' : '';
      const selection = this.#selection(getNamedType(field.type) as GraphQLCompositeType, 1);
      const declared = this.#declared.length > 0 ? ` Random(${this.#declared.join(', ')})` : '';
      const query = [`subscription${declared} { ${alias}${root}${called} ${selection} }`, ...this.#fragments].join(
        '\n',
      );
      // What does not merge, such as a field of different types under one name, is thrown away.
      if (validate(this.#schema, parse(query)).length === 0) return { query, variables: this.#variables };
    }
  }

  /** Other values of the variables of a document, as far as those that it has may be changed at will. */
  vary({ variables }: RandomDocument): Record<string, unknown> {
    const random = this.#random;
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => {
        if (typeof value === 'boolean') return [name, random.chance(0.5)];
        return [name, typeof value === 'number' ? random.integer(1, 3) : value];
      }),
    );
  }

  #variable(argument: GraphQLArgument, value: unknown): string {
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(argument.type)}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const random = this.#random;
    if (isAbstractType(type) || random.chance(0.15)) parts.push('__typename');
    if ('getFields' in type) parts.push(...this.#fields(type, depth));
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      for (let count = random.integer(0, 2); count > 0; count -= 1) {
        const object = random.pick(possible);
        parts.push(`... on ${object.name} { ${['__typename', ...this.#fields(object, depth)].join(' ')} }`);
      }
    }
    if (parts.length > 1 && random.chance(0.2)) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push(''); // Its name is taken.
      const again = random.chance(0.3) ? ` ${parts[0]}` : ''; // Said twice, it comes once, where it was said first.
      this.#fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} { ${parts.join(' ')}${again} }`;
      return `{ ...${name} }`;
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  #fields(type: { getFields(): Record<string, GraphQLField<unknown, unknown>> }, depth: number): string[] {
    const random = this.#random;
    const all = Object.values(type.getFields()).filter(
      (field) => !REPORTS.includes(field.name) && (field.name !== 'node' || isObjectType(getNamedType(field.type))),
    );
    const favorites = all.filter((field) => this.#favorites.includes(field.name));
    const chosen: string[] = [];
    for (let count = random.integer(1, 4); count > 0; count -= 1) {
      const field = random.pick(favorites.length > 0 && random.chance(0.4) ? favorites : all);
      const text = this.#field(field, depth);
      if (text && !chosen.includes(text)) chosen.push(text);
    }
    return chosen;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
    const random = this.#random;
    const type = getNamedType(field.type);
    if (!isLeafType(type) && depth >= MAX_DEPTH) return undefined;
    const args = field.args.flatMap((argument) => {
      const value = this.#argument(argument);
      return value === undefined ? [] : [`${argument.name}: ${value}`];
    });
    if (field.args.some((argument) => isNonNullType(argument.type)) && args.length === 0) return undefined;
    const called = args.length > 0 ? `(${args.join(', ')})` : '';
    // With arguments, a field under one name twice would not merge.
    const alias = called || (this.#aliases < 30 && random.chance(0.1)) ? `a${(this.#aliases += 1)}: ` : '';
    const directive = random.chance(0.1) ? ` ${this.#directive()}` : '';
    const selection = isLeafType(type) ? '' : ` ${this.#selection(type as GraphQLCompositeType, depth + 1)}`;
    return `${alias}${field.name}${called}${directive}${selection}`;
  }

  #argument(argument: GraphQLArgument): string | undefined {
    const { name, type } = argument;
    const named = getNamedType(type);
    if (name === 'first') {
      const size = this.#random.integer(1, 3);
      return this.#random.chance(0.5) ? String(size) : this.#variable(argument, size);
    }
    if (isEnumType(named) && isNonNullType(type)) return this.#random.pick(named.getValues()).name;
    return undefined;
  }

  #directive(): string {
    const name = `v${this.#declared.length}`;
    const value = this.#random.chance(0.5);
    this.#declared.push(`$${name}: Boolean = ${String(value)}`);
    if (this.#random.chance(0.5)) this.#variables[name] = this.#random.chance(0.5);
    return `${this.#random.chance(0.5) ? '@include' : '@skip'}(if: $${name})`;
  }
}
