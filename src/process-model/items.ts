/** Whether a goal or practice belongs to one process area or to all of them. */
export type ItemKind = 'SPECIFIC' | 'GENERIC';

/** Whether an area is shared with the sister models of the family or made for acquisition. */
export type AreaOrigin = 'CORE' | 'ACQUISITION_SPECIFIC';

/**
 * How one part of the model speaks of another. `RELATED` is one area's list of neighbors; `POINTS_TO` is a page that
 * sends the reader to an area without saying more; the others are worded in the text.
 */
export type ReferenceKind = 'OVERLAPS_WITH' | 'REFERS_TO' | 'COMPLEMENTS' | 'MENTIONS' | 'RELATED' | 'POINTS_TO';

/** The model as a whole. `report`, `published` (such as `2010-11`) and `publisher` say where it comes from. */
export interface ProcessModel {
  readonly type: 'ProcessModel';
  /** `model:CMMI-ACQ`. */
  readonly key: string;
  readonly code: string;
  readonly version: string;
  readonly name: string;
  readonly report: string | null;
  readonly published: string | null;
  readonly publisher: string | null;
}

/** A step of the staged view, from 1; its areas in the document's order. */
export interface MaturityLevel {
  readonly type: 'MaturityLevel';
  /** `level:5`. */
  readonly key: string;
  readonly level: number;
  readonly name: string;
  readonly processAreas: readonly ProcessArea[];
}

/** A step of the continuous view, from 0. */
export interface CapabilityLevel {
  readonly level: number;
  readonly name: string;
}

/** A group of the continuous view; its areas in the order in which the category lists them. */
export interface ProcessAreaCategory {
  readonly type: 'ProcessAreaCategory';
  /** `category:SUPPORT`. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly processAreas: readonly ProcessArea[];
}

/** What references start from and lead to. */
interface Referable {
  /** References from this item itself: not those of its parts, nor those of the whole that it is part of. */
  readonly references: readonly Reference[];
  /**
   * References to this item: those whose target it is or whose `closest` names it, and for a practice also those whose
   * `practices` contain it, so that a reader who came by a reference to a goal finds the way back from its practices.
   */
  readonly referencedBy: readonly Reference[];
}

/** A process area, such as OPM. */
export interface ProcessArea extends Referable {
  readonly type: 'ProcessArea';
  /** The code. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly maturityLevel: MaturityLevel;
  readonly category: ProcessAreaCategory;
  readonly origin: AreaOrigin;
  /** Whether it is one of the areas that work with statistics (levels 4 and 5). */
  readonly highMaturity: boolean;
  /** Its specific goals; the generic goals, which apply to every area, are the catalog's. */
  readonly goals: readonly Goal[];
  /** Its neighbors, in the document's order; the reasons are its references of kind `RELATED`. */
  readonly relatedProcessAreas: readonly ProcessArea[];
}

/** A specific or generic goal. */
export interface Goal extends Referable {
  readonly type: 'Goal';
  /** `OPM.SG3` or `GG2`. */
  readonly key: string;
  /** As people write it: `OPM SG 3` or `GG 2`. */
  readonly ref: string;
  readonly kind: ItemKind;
  readonly number: number;
  readonly title: string;
  /** Null for a generic goal. */
  readonly processArea: ProcessArea | null;
  readonly practices: readonly Practice[];
}

/** A specific or generic practice. */
export interface Practice extends Referable {
  readonly type: 'Practice';
  /** `OPM.SP3.2` or `GP2.8`. */
  readonly key: string;
  /** As people write it: `OPM SP 3.2` or `GP 2.8`. */
  readonly ref: string;
  readonly kind: ItemKind;
  /** Goal and place in it, such as `3.2`. */
  readonly number: string;
  readonly title: string;
  readonly summary: string | null;
  readonly goal: Goal;
  /** Null for a generic practice. */
  readonly processArea: ProcessArea | null;
  readonly subpractices: readonly Subpractice[];
  readonly exampleWorkProducts: readonly WorkProduct[];
}

/** A step of guidance within a practice; never judged by itself. */
export interface Subpractice {
  readonly type: 'Subpractice';
  /** `OPM.SP3.2.4`. */
  readonly key: string;
  readonly practice: Practice;
  readonly number: number;
  readonly summary: string;
  readonly items: readonly string[];
  /** The references of the practice that are made here. */
  readonly references: readonly Reference[];
}

/** An example of what a practice leaves behind. */
export interface WorkProduct {
  readonly type: 'WorkProduct';
  /** `OPM.SP3.2.WP1`. */
  readonly key: string;
  readonly practice: Practice;
  readonly number: number;
  readonly summary: string;
}

/** A typed, directed link from one item to one other. */
export interface Reference {
  readonly type: 'Reference';
  /** `OPM.SP3.2>OPF.SG3:REFERS_TO@subpractice 4`; the place is left out where there is none. */
  readonly key: string;
  readonly kind: ReferenceKind;
  readonly source: CatalogItem;
  /** The subpractice of the source that makes the reference, where the catalog has it. */
  readonly subpractice: Subpractice | null;
  readonly target: CatalogItem;
  /** For a `RELATED` area: the goals and practices of it that the reason is about, as far as is known. */
  readonly closest: readonly CatalogItem[];
  /**
   * The practices to open: the target itself if it is a practice, a goal's practices if it is a goal. An area alone
   * stands for none of its practices (all of them would say nothing), unless `closest` narrows it down to some.
   */
  readonly practices: readonly Practice[];
  /** Why, in a few words. */
  readonly about: string;
  /** Whether the model names only the area, and its wording picked out this target. */
  readonly inferred: boolean;
  /** Where the source makes it, such as `subpractice 4` or `note`; null where that is not recorded. */
  readonly place: string | null;
}

/** What a reference can start from or lead to, and what a search finds. */
export type CatalogItem = ProcessArea | Goal | Practice;

/** Everything that has a key. */
export type CatalogNode =
  CatalogItem | Subpractice | WorkProduct | Reference | ProcessModel | MaturityLevel | ProcessAreaCategory;
