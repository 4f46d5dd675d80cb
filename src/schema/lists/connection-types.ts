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
    description: 'How many items there are on all pages together.',
    resolve: ({ totalCount }) => (typeof totalCount === 'function' ? totalCount() : totalCount),
  }),
);

const types = new Map<string, ConnectionType<unknown>>();

/**
 * The connection of a type of node, such as `DeploymentConnection`: all lists of that node return it, so that clients can
 * write one fragment for all of them.
 */
export function connectionType<Page extends Connection<unknown>>(
  type: NodeType,
  fields?: ConnectionFields<Page>,
): ConnectionType<Page> {
  const { name } = type;
  if (types.has(name) && fields) throw new Error(`There is a ${name}Connection without these fields.`);
  const connection = types.get(name) ?? makeConnection(type, fields as ConnectionFields<unknown> | undefined);
  types.set(name, connection);
  return connection as ConnectionType<Page>;
}

function makeConnection(type: NodeType, fields: ConnectionFields<unknown> = () => ({})): ConnectionType<unknown> {
  const { name } = type;
  const items = pluralOf(name);
  const edge = builder.edgeObject({
    type,
    name: `${name}Edge`,
    description: `An item of a page of ${items}, with its cursor.`,
  });
  return builder.connectionObject(
    { type, name: `${name}Connection`, description: `A page of ${items}.`, fields },
    edge,
  );
}
