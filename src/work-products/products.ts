/** The example work products of OPM SP 3.2, by the name of their document: what the model calls them, and their number. */
export const WORK_PRODUCTS = {
  'training-materials': { number: 1, title: 'Updated training materials' },
  results: { number: 2, title: 'Results of the deployment' },
  revisions: { number: 3, title: 'Revised measures, objectives, priorities and plans' },
} as const;

/** Name of a work product's document. */
export type ProductName = keyof typeof WORK_PRODUCTS;

/** The forms in which a document can be had: ending of its address, and what it is sent as. */
export const FORMATS = { md: 'text/markdown; charset=utf-8', html: 'text/html; charset=utf-8' } as const;

/** A form in which a document can be had. */
export type Format = keyof typeof FORMATS;

/** Which document is meant: of which improvement, by its global id, which work product, and in which form. */
export interface DocumentAddress {
  readonly improvementId: string;
  readonly product: ProductName;
  readonly format: Format;
}

/** Where a document is to be had, as a path of the server. */
export function documentPath({ improvementId, product, format }: DocumentAddress): string {
  return `/work-products/${improvementId}/${product}.${format}`;
}

/** The document that a path stands for; undefined for any other path. The improvement need not exist. */
export function documentAt(path: string): DocumentAddress | undefined {
  const [, improvementId, product, format] = /^\/work-products\/([\w-]{1,300})\/([a-z-]+)\.([a-z]+)$/.exec(path) ?? [];
  if (!improvementId || !product || !format) return undefined;
  if (!Object.hasOwn(WORK_PRODUCTS, product) || !Object.hasOwn(FORMATS, format)) return undefined;
  return { improvementId, product: product as ProductName, format: format as Format };
}
