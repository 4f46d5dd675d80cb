import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { models } from '../database/datamodel.js';
import { encodeGlobalId, isUuid } from '../ids.js';
import { canonicalJson } from '../json.js';
import type { FieldValues } from '../log/event.js';
import { builder, isNodeType } from './builder.js';

/** One field of a record before and after a change, as the log stores it or as the graph shows it. */
interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** One field of a record, before and after a change, in the graph. */
export const FieldChange = builder
  .objectRef<Change>('FieldChange')
  .implement({
    description:
      'One field of a record before and after a change. Ids are global ids, days look like 2026-11-22, and instants are in UTC.',
    fields: (t) => ({
      field: t.exposeString('field', { description: 'Name of the field.' }),
      before: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value before the change; null if the record is new.',
        resolve: ({ before }) => before,
      }),
      after: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value after the change.',
        resolve: ({ after }) => after,
      }),
    }),
  });

/**
 * The fields of a record that a change changed, in the words of the graph: all that are noted where the record is new. A
 * command may note fields that it left as they were, such as the state of every event of a deployment.
 */
export function fieldChanges(
  schema: GraphQLSchema,
  recordType: string,
  before: FieldValues | null,
  after: FieldValues,
): Change[] {
  const words = new Words(schema, recordType);
  return Object.keys(after)
    .filter((field) => !words.isInternal(field))
    .filter((field) => !before || canonicalJson(before[field]) !== canonicalJson(after[field]))
    .map((field) => ({
      field: words.nameOf(field),
      before: words.valueOf(field, before?.[field] ?? null),
      after: words.valueOf(field, after[field]),
    }))
    .filter((change) => change.after !== undefined);
}

/** What every event says of its record itself. */
const SAID_BY_EVENT: readonly string[] = ['id', 'version', 'createdAt', 'updatedAt'];

/** How the graph says what the log stores of a record: as the table has it, with the ids of rows, and days as instants. */
class Words {
  readonly #schema: GraphQLSchema;
  readonly #recordType: string;
  readonly #days: ReadonlySet<string>;

  constructor(schema: GraphQLSchema, recordType: string) {
    this.#schema = schema;
    this.#recordType = recordType;
    this.#days = daysOf(schema);
  }

  /** Whether a field is none of the graph's. */
  isInternal(field: string): boolean {
    return this.#recordType in models() && (field === 'organizationId' || SAID_BY_EVENT.includes(field));
  }

  /** The name of a field in the graph, which may call a column by another name than the table. */
  nameOf(column: string): string {
    const type = this.#schema.getType(this.#recordType);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    return fields.find(({ extensions }) => extensions['pothosExposedField'] === column)?.name ?? column;
  }

  /** A value of a field; undefined for the id of a row that is no node. */
  valueOf(field: string, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((each) => this.valueOf(field, each)).filter((each) => each !== undefined);
    if (typeof value === 'object' && value !== null) {
      const type = this.#typeOf(field);
      const entries = Object.entries(value).map(([name, part]: [string, unknown]) => [
        name,
        name === 'id' && isUuid(String(part)) ? this.#idOf(type, String(part)) : this.valueOf(name, part),
      ]);
      return Object.fromEntries(entries.filter(([, part]) => part !== undefined)) as unknown;
    }
    if (typeof value !== 'string') return value;
    if (this.#days.has(field)) return value.replace(/T00:00:00\.000Z$/, '');
    if (!isUuid(value)) return value;
    const type = referenced(field) ?? this.#typeOf(field);
    return type !== undefined || /Ids?$/.test(field) ? this.#idOf(type, value) : value;
  }

  #idOf(type: string | undefined, id: string): string | undefined {
    return type !== undefined && isNodeType(this.#schema, type) ? encodeGlobalId(type, id) : undefined;
  }

  /** The type of what a field of the record holds, or a part of it: `leads`, `attendeeIds` and a `blocker` of `blockers`. */
  #typeOf(field: string): string | undefined {
    const type = this.#schema.getType(this.#recordType);
    if (!isObjectType(type)) return undefined;
    const fields = type.getFields();
    const found = fields[field] ?? fields[field.replace(/Ids$/, 's')] ?? fields[`${field}s`];
    const named = found && getNamedType(found.type);
    return isObjectType(named) ? named.name : undefined;
  }
}

let columns: Map<string, string | undefined> | undefined;

/** The model that a column refers to, or a field called after one, such as `targetUnitIds`; undefined where tables differ. */
function referenced(field: string): string | undefined {
  columns ??= referencesOf(models());
  const column = field.replace(/Ids$/, 'Id');
  const last = /[A-Z][a-z]+Id$/.exec(column)?.[0] ?? '';
  return columns.get(column) ?? columns.get(last.charAt(0).toLowerCase() + last.slice(1));
}

function referencesOf(all: ReturnType<typeof models>): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { type, relationFromFields = [] } of Object.values(all).flatMap(({ fields }) => fields)) {
    for (const column of relationFromFields)
      found.set(column, found.has(column) && found.get(column) !== type ? undefined : type);
  }
  return found;
}

const days = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of the fields that are days in the graph, wherever they are. */
function daysOf(schema: GraphQLSchema): ReadonlySet<string> {
  const names =
    days.get(schema) ??
    new Set(
      Object.values(schema.getTypeMap()).flatMap((type) =>
        isObjectType(type)
          ? Object.values(type.getFields())
              .filter(({ type: of }) => getNamedType(of).name === 'Date')
              .map(({ name }) => name)
          : [],
      ),
    );
  days.set(schema, names);
  return names;
}
