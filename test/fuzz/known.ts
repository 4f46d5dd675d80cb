import { randomUUID } from 'node:crypto';
import { getNamedType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { decodeGlobalId, encodeGlobalId } from '../../src/ids.js';
import type { Random } from '../live/random.js';

/** Types of ids whose arguments are called otherwise. */
const CALLED: Readonly<Record<string, string>> = {
  owner: 'Person',
  consultant: 'Person',
  attendee: 'Person',
  plan: 'DeploymentPlan',
  fromPlan: 'DeploymentPlan',
  targetUnit: 'Unit',
  review: 'ResultReview',
  reading: 'MeasureReading',
  related: 'Improvement',
  relatedImprovement: 'Improvement',
  toVersion: 'ProcessVersion',
  fromVersion: 'ProcessVersion',
  delivery: 'TrainingDelivery',
};

/** Records and places of a server that requests may name. They are read once, so that a seed makes the same requests. */
export class Known {
  readonly #ids = new Map<string, string[]>();
  readonly #cursors: string[] = [];

  /** Notes the ids and cursors of an answer. */
  note(value: unknown, name = ''): void {
    if (Array.isArray(value)) return value.forEach((item) => this.note(item, name));
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).forEach(([key, item]) => this.note(item, key));
    }
    if (typeof value !== 'string') return;
    if (/cursor/i.test(name)) this.#cursors.push(value);
    const typename = name === 'id' ? decodeGlobalId(value)?.typename : undefined;
    if (typename === undefined) return;
    const ids = this.#ids.get(typename) ?? [];
    this.#ids.set(typename, ids);
    if (!ids.includes(value)) ids.push(value);
  }

  /** Takes an id back: nothing is to be done to that record. */
  forget(id: string): void {
    for (const [typename, ids] of this.#ids) {
      this.#ids.set(
        typename,
        ids.filter((each) => each !== id),
      );
    }
  }

  get typenames(): readonly string[] {
    return [...this.#ids.keys()];
  }

  /** An id that fits an argument, such as `unitIds`; one of nothing where the server has none. */
  idFor(argument: string, random: Random): string {
    const word = argument.replace(/Ids?$/, '');
    const typename = CALLED[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
    return this.idOf(word === 'id' ? random.pick(this.typenames) : typename, random);
  }

  /** An id of a type. */
  idOf(typename: string, random: Random): string {
    const ids = this.#ids.get(typename) ?? [];
    return ids.length > 0 ? random.pick(ids) : encodeGlobalId(typename, randomUUID());
  }

  /** The cursor of some list or log. */
  cursor(random: Random): string {
    return this.#cursors.length > 0 ? random.pick(this.#cursors) : 'bm9uZQ';
  }
}

/** Queries that show what a server has: of each list some items, each with what it says without arguments. */
export function surveyOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    if (!field.args.some(({ name }) => name === 'first') || field.args.some(({ type }) => isNonNullType(type)))
      return [];
    return [`{ ${field.name}(first: 10) ${shown(getNamedType(field.type), 4)} }`];
  });
}

function shown(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type)) return '{ __typename }';
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(({ name, type: given }) => isNonNullType(given) || name === 'first')) return [];
    const named = getNamedType(field.type);
    if (isLeafType(named)) return ['id', 'cursor', 'endCursor'].includes(field.name) ? [field.name] : [];
    const isWay = ['nodes', 'edges', 'node', 'pageInfo'].includes(field.name);
    return depth > (isWay ? 0 : 2) && isObjectType(named) ? [`${field.name} ${shown(named, depth - 1)}`] : [];
  });
  return `{ __typename ${parts.join(' ')} }`;
}
