import { queryFromInfo } from '@pothos/plugin-prisma';
import type { PrismaModelTypes, PrismaObjectRef } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { modelOf } from './any-model.js';
import type { SchemaTypes } from './builder.js';
import type { Context } from './context.js';
import { keyOf } from './record-key.js';

/** A type of record, in the graph. */
export type AnyRecord = PrismaObjectRef<SchemaTypes, PrismaModelTypes, object>;

/** A field with the record that an id of the parent names, as it is now; null for no id, or where it is gone. */
export function recordField<Parent>(
  t: PothosSchemaTypes.RootFieldBuilder<SchemaTypes, Parent>,
  options: { readonly type: AnyRecord; readonly description: string; readonly id: (parent: Parent) => string | null },
) {
  const { type, description, id } = options;
  return t.field({
    type,
    nullable: true,
    description,
    resolve: async (parent: Parent, _args: object, context: Context, info: GraphQLResolveInfo) => {
      const recordId = id(parent);
      if (recordId === null) return null;
      const query = await queryFromInfo({ context, info, awaitSelections: true });
      return modelOf(context, type.modelName).findUnique({ ...query, where: keyOf(type.modelName, recordId, context) });
    },
  });
}
