import { expect } from 'vitest';

import { checkCatalog } from '../../src/process-model/check.js';
import type {
  AreaDocument,
  CatalogDocument,
  GoalDocument,
  PracticeDocument,
} from '../../src/process-model/document.js';
import { shippedDocument } from './documents.js';

/** Path of the area OPM. */
export const OPM = 'processAreas[12]';
/** Path of OPM SP 3.2. */
export const SP32 = `${OPM}.specificGoals[2].practices[1]`;

/** What is wrong with the shipped model after a mistake was planted in it, one line each. */
export function problemsAfter(plant: (document: CatalogDocument) => void): string[] {
  const document = shippedDocument();
  plant(document);
  const outcome = checkCatalog(document);
  return outcome.ok ? [] : outcome.problems.map(({ path, message }) => `${path}: ${message}`);
}

export const area = ({ processAreas }: CatalogDocument) => processAreas[12] as AreaDocument;
export const goal = (document: CatalogDocument) => area(document).specificGoals[2] as GoalDocument;
export const practice = (document: CatalogDocument) => goal(document).practices[1] as PracticeDocument;
export const category = ({ categories }: CatalogDocument, index: number) =>
  categories[index] as (typeof categories)[number];
export const edges = (document: CatalogDocument) => document.pointers?.edges ?? [];
export const reference = (document: CatalogDocument, index = 16) => document.opmReferences?.[index] ?? expect.fail();
export const steps = (document: CatalogDocument) => document.opmSP32?.subpractices ?? [];
