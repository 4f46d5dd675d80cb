import type { CatalogDocument, PracticeDocument, SubpracticeDocument, WorkProductDocument } from './document.js';

/** The inside of a practice, wherever the document gives it. */
export interface PracticeDetails {
  readonly subpractices: readonly SubpracticeDocument[];
  readonly exampleWorkProducts: readonly WorkProductDocument[];
  /** Ids of the goals and practices that it overlaps with. */
  readonly overlapsWith: readonly string[];
}

/** Collects the inside of a practice from the practice itself and from `opmSP32`, where that is about this practice. */
export function detailsOf(document: CatalogDocument, practice: PracticeDocument): PracticeDetails {
  const apart = document.opmSP32?.id === practice.id ? document.opmSP32 : undefined;
  return {
    subpractices: practice.subpractices ?? apart?.subpractices ?? [],
    exampleWorkProducts: practice.exampleWorkProducts ?? apart?.exampleWorkProducts ?? [],
    overlapsWith: apart?.overlapsWith ?? [],
  };
}
