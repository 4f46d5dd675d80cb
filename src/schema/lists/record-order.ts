import { models } from '../../database/datamodel.js';
import type { Key, KeyType, KeyValue, Slice } from '../../database/keyset.js';
import type { ListOrder } from './cursor.js';

/** An order as Prisma writes it: the last column of it is unique within the list, and none is ever null. */
type OrderBy = { readonly [name: string]: 'asc' | 'desc' | OrderBy };

/** A column of a record, or of another one that it belongs to. */
interface ColumnKey extends Key {
  readonly path: readonly string[];
}

/** A condition of Prisma's. */
type Where = Record<string, unknown>;

/** An order of records of one model. */
export class RecordOrder implements ListOrder<ColumnKey> {
  readonly name: string;
  readonly keys: readonly ColumnKey[];

  constructor(model: string, orderBy: readonly OrderBy[]) {
    this.keys = orderBy.map((column) => keyOf(model, column));
    this.name = `${model}:${this.keys.map(({ path, descending }) => `${path.join('.')}${descending ? '-' : ''}`).join()}`;
  }

  /** The values of a record by which it is ordered. */
  valuesOf(record: object): KeyValue[] {
    return this.keys.map(
      ({ path }) => path.reduce<unknown>((value, name) => (value as Where)[name], record) as KeyValue,
    );
  }

  /** What has to be read besides the columns of the records. */
  get include(): Record<string, true> {
    return Object.fromEntries(this.keys.flatMap(({ path: [name, below] }) => (name && below ? [[name, true]] : [])));
  }

  /** The columns, and the other records, that its values are read from. */
  get columns(): Record<string, true> {
    return Object.fromEntries(this.keys.map(({ path: [name = ''] }) => [name, true]));
  }

  /** Conditions that keep records within a slice. */
  within({ after, before }: Slice): Where[] {
    return [...(after ? [beyond(this.keys, after, true)] : []), ...(before ? [beyond(this.keys, before, false)] : [])];
  }
}

const orders = new Map<string, RecordOrder>();

/** The order of records of a model, made once, from an order that Prisma takes. */
export function recordOrder(model: string, orderBy: readonly unknown[]): RecordOrder {
  const text = `${model} ${JSON.stringify(orderBy)}`;
  const order = orders.get(text) ?? new RecordOrder(model, orderBy as readonly OrderBy[]);
  orders.set(text, order);
  return order;
}

// The first comparison alone would be redundant: it is the one that an index can be searched by.
function beyond(keys: readonly ColumnKey[], values: readonly KeyValue[], forward: boolean): Where {
  const [key, ...others] = keys;
  const [value, ...more] = values;
  if (!key) throw new Error('A list needs an order.');
  const operator = forward === key.descending ? 'lt' : 'gt';
  const compare = (name: string): Where =>
    key.path.reduceRight<Where>((inner, column) => ({ [column]: inner }), { [name]: value });
  if (others.length === 0) return compare(operator);
  return { AND: [compare(`${operator}e`), { OR: [compare(operator), beyond(others, more, forward)] }] };
}

function keyOf(model: string, column: OrderBy, path: readonly string[] = []): ColumnKey {
  const [[name, direction] = ['', 'asc'] as const] = Object.entries(column);
  const type = models()[model]?.fields.find((field) => field.name === name)?.type;
  if (type === undefined) throw new Error(`${model} has no column ${name} to order by.`);
  if (typeof direction === 'object') return keyOf(type, direction, [...path, name]);
  return { path: [...path, name], descending: direction === 'desc', type: keyType(name, type) };
}

function keyType(name: string, type: string): KeyType {
  if (type === 'String') return /^id$|Id$/.test(name) ? 'uuid' : 'text';
  if (type === 'Int') return 'integer';
  if (type === 'DateTime') return 'instant';
  throw new Error(`No list can be ordered by ${name}, a ${type}.`);
}
