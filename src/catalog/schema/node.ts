import type { CatalogNode } from '../../process-model/items.js';
import { ofTheModel } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';

type Of<Type extends CatalogNode['type']> = Extract<CatalogNode, { type: Type }>;

/** What makes a type of the catalog a Node: it is found by its key in the model in force. */
export function catalogNode<Type extends CatalogNode['type']>(type: Type) {
  const isOfType = (value: unknown): value is Of<Type> => (value as { type?: unknown }).type === type;
  return {
    id: { resolve: ({ key }: Of<Type>) => key, description: 'Opaque id.' },
    brandLoadedObjects: false, // The catalog is frozen.
    extensions: ofTheModel,
    isTypeOf: isOfType,
    loadOne: (key: string, { catalog }: Context): Of<Type> | null => {
      const item = catalog.byKey(key);
      return item && isOfType(item) ? item : null;
    },
  } as const;
}
