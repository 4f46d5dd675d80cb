import type { Document } from './document.js';
import { about, colophon, HEAD, IMPROVEMENT } from './head.js';
import type { ImprovementHead, Viewer } from './head.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';
import { WORK_PRODUCTS } from './products.js';
import type { Format, ProductName } from './products.js';
import { RESULTS, tellResults } from './results.js';
import type { Results } from './results.js';
import { REVISIONS, tellRevisions } from './revisions.js';
import type { Revisions } from './revisions.js';
import { tellTrainingMaterials, TRAINING_MATERIALS } from './training-materials.js';
import type { TrainingMaterials } from './training-materials.js';

/** What the graph answers to the query of a document; the improvement is empty where there is none. */
export interface DocumentData {
  readonly viewer: Viewer;
  readonly node: Partial<ImprovementHead> | null;
}

const query = (name: string, fields: string): string =>
  `query ${name}($id: ID!) { ${HEAD} node(id: $id) { ... on Improvement { ${IMPROVEMENT} ${fields} } } }`;

/** The query of each document. What it answers is all that the document is made of, so no one reads there what they may not. */
export const DOCUMENT_QUERIES: Readonly<Record<ProductName, string>> = {
  'training-materials': query('TrainingMaterialsDocument', TRAINING_MATERIALS),
  results: query('ResultsDocument', RESULTS),
  revisions: query('RevisionsDocument', REVISIONS),
};

const TELL = {
  'training-materials': (improvement: unknown) => tellTrainingMaterials(improvement as TrainingMaterials),
  results: (improvement: unknown) => tellResults(improvement as Results),
  revisions: (improvement: unknown) => tellRevisions(improvement as Revisions),
} as const;

const WRITE: Readonly<Record<Format, (document: Document) => string>> = { md: toMarkdown, html: toHtml };

/** A document, with the title of what it is about; undefined where there is no such improvement. */
export function makeDocument(
  product: ProductName,
  format: Format,
  { viewer, node }: DocumentData,
  now: Date,
): { readonly title: string; readonly text: string } | undefined {
  const title = node?.title;
  if (title === undefined) return undefined;
  const improvement = node as ImprovementHead;
  const text = WRITE[format]({
    title,
    product: WORK_PRODUCTS[product].title,
    blocks: [
      about(improvement, viewer.organization.name),
      ...(improvement.description ? [{ kind: 'words' as const, text: improvement.description }] : []),
      ...TELL[product](improvement),
    ],
    colophon: colophon(viewer, now),
  });
  return { title, text };
}
