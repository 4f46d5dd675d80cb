import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import type { Random } from '../live/random.js';
import type { Known } from './known.js';

/** Texts by the names of what takes them; whatever else takes a text takes words. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ref: ['OPM SP 3.2', 'OPM SP 1.1', 'AM SG 1', 'GP 2.7'],
  practice: ['OPM SP 3.2', 'OPM SP 2.1'],
  practices: ['OPM SP 3.2', 'OPM SP 2.1', 'AM SP 1.1'],
  code: ['OPM', 'AM', 'PP'],
  groupBy: ['site', 'region', 'customer'],
  link: ['https://example.org/a', 'file.pdf'],
};

const WORDS = ['Plan', 'review', 'of', 'the', 'new', 'tool', 'É', '—', '工具', '🚀', '"quoted"', 'a\nline', '%', '\\'];

/** What stands in variables for the version of a record; it is looked up when the request is sent. */
export const VERSION = 1;

/** Makes values of input types. */
export class Values {
  constructor(
    readonly random: Random,
    readonly known: Known,
  ) {}

  /** A value that the type and, as far as names tell, the field takes. Undefined where none is to be given. */
  valid(type: GraphQLInputType, name: string, depth = 0): unknown {
    const { random } = this;
    if (!isNonNullType(type) && random.chance(depth === 0 ? 0.5 : 0.65)) return undefined;
    const given = getNullableType(type);
    if (isListType(given)) {
      const item = given.ofType as GraphQLInputType;
      const items = Array.from({ length: random.integer(0, 3) }, () => this.valid(required(item), name, depth + 1));
      return items.filter((value, index) => items.indexOf(value) === index);
    }
    if (isEnumType(given)) return random.pick(given.getValues()).name;
    if (isInputObjectType(given)) {
      return Object.fromEntries(
        Object.values(given.getFields()).flatMap((field) => {
          const value = this.valid(field.type, field.name, depth + 1);
          return value === undefined ? [] : [[field.name, value]];
        }),
      );
    }
    return isScalarType(given) ? this.#scalar(given.name, name) : undefined;
  }

  #scalar(type: string, name: string): unknown {
    const { random, known } = this;
    switch (type) {
      case 'ID':
        return known.idFor(name, random);
      case 'Boolean':
        return random.chance(0.5);
      case 'Int':
        if (name === 'version') return VERSION;
        return name === 'percent' ? random.integer(0, 100) : random.integer(1, 5);
      case 'Float':
        return random.integer(0, 10_000) / 8;
      case 'Date':
        return this.#day();
      case 'DateTime':
        return `${this.#day()}T12:00:00.000Z`;
      case 'LogCursor':
        return known.cursor(random);
      case 'JSON':
        return { title: 'A model' };
      default:
        return random.pick(TEXTS[name] ?? [this.words()]);
    }
  }

  /** Some words. */
  words(): string {
    return Array.from({ length: this.random.integer(1, 6) }, () => this.random.pick(WORDS)).join(' ');
  }

  #day(): string {
    const two = (least: number, most: number) => String(this.random.integer(least, most)).padStart(2, '0');
    return `${this.random.integer(2025, 2027)}-${two(1, 12)}-${two(1, 28)}`;
  }
}

function required(type: GraphQLInputType): GraphQLInputType {
  return getNullableType(type);
}
