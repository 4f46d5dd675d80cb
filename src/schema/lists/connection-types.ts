import type { FieldMap } from '@pothos/core';
import { builder } from '../builder.js';
import type { SchemaTypes } from '../builder.js';
import type { Connection } from './page.js';
import { pluralOf } from './plural.js';

/** The type of the items of a list. */
export type NodeType =
  PothosSchemaTypes.ObjectRef<SchemaTypes, unknown> | PothosSchemaTypes.InterfaceRef<SchemaTypes, unknown>;

/** What a connection has besides the fields that all have. */
export type ConnectionFields<Page> = (t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Page>) => FieldMap;

type ConnectionType<Page> = PothosSchemaTypes.ObjectRef<SchemaTypes, Page>;

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'Number of items on all pages.',
    resolve: ({ totalCount }) => (typeof totalCount === 'function' ? totalCount() : totalCount),
  }),
);

/** The connection of a type of node, and its edge. */
interface PageTypes {
  readonly connection: ConnectionType<unknown>;
  readonly edge: PothosSchemaTypes.ObjectRef<SchemaTypes, Edge>;
}

/** An item of a list, with its cursor. */
export interface Edge {
  readonly cursor: string;
  readonly node: unknown;
}

const types = new Map<string, PageTypes>();

/**
 * The connection of a type of node, such as `DeploymentConnection`: all lists of that node return it, so that clients can
 * write one fragment for all of them.
 */
export function connectionType<Page extends Connection<unknown>>(
  type: NodeType,
  fields?: ConnectionFields<Page>,
): ConnectionType<Page> {
  if (types.has(type.name) && fields) throw new Error(`There is a ${type.name}Connection without these fields.`);
  return pageTypes(type, fields as ConnectionFields<unknown> | undefined).connection as ConnectionType<Page>;
}

/** The edge of a type of node, such as `DeploymentEdge`. */
export function edgeType(type: NodeType): PageTypes['edge'] {
  return pageTypes(type).edge;
}

function pageTypes(type: NodeType, fields?: ConnectionFields<unknown>): PageTypes {
  const known = types.get(type.name) ?? makeTypes(type, fields);
  types.set(type.name, known);
  return known;
}

function makeTypes(type: NodeType, fields: ConnectionFields<unknown> = () => ({})): PageTypes {
  const { name } = type;
  const items = pluralOf(name);
  const edge = builder.edgeObject({
    type,
    name: `${name}Edge`,
    description: `An item of a page of ${items}, with its cursor.`,
  });
  const connection = builder.connectionObject(
    { type, name: `${name}Connection`, description: `A page of ${items}.`, fields },
    edge,
  );
  return { connection, edge };
}
