import { buildItems } from './build-items.js';
import { buildReferences } from './build-references.js';
import { freeze } from './construction.js';
import type { CatalogDocument } from './document.js';
import type { CapabilityLevel, CatalogItem, CatalogNode, Goal, MaturityLevel, Practice, ProcessArea } from './items.js';
import type { ProcessAreaCategory, ProcessModel, Reference } from './items.js';
import { parseRef } from './keys.js';
import { createSearch, matchesWords } from './search.js';

/** Which process areas to list; what is left out or null does not narrow. */
export interface ProcessAreaFilter {
  /** From 1. */
  readonly maturityLevel?: number | null | undefined;
  /** Keys of categories, such as `category:SUPPORT`. */
  readonly categories?: readonly string[] | null | undefined;
  /** Words that must all begin a word of the code or name. */
  readonly text?: string | null | undefined;
}

/** A process model in memory: built once, never changed, shared by all requests. */
export interface Catalog {
  readonly model: ProcessModel;
  readonly maturityLevels: readonly MaturityLevel[];
  readonly capabilityLevels: readonly CapabilityLevel[];
  readonly categories: readonly ProcessAreaCategory[];
  /** The goals that apply to every area. */
  readonly genericGoals: readonly Goal[];
  /** How the generic goals go with the levels, one sentence each. */
  readonly genericGoalRules: readonly string[];
  /** All goals: specific ones by area, then the generic ones. */
  readonly goals: readonly Goal[];
  /** All practices, in the order of their goals. */
  readonly practices: readonly Practice[];
  readonly references: readonly Reference[];
  /** The areas that fit the filter, in the document's order; all of them without one. */
  processAreas(filter?: ProcessAreaFilter): readonly ProcessArea[];
  /** The area with a code, in any case; null if there is none. */
  processArea(code: string): ProcessArea | null;
  /** The goal that a reference such as `OPM SG 3` or `GG 2` names, however it is spaced; null if there is none. */
  goal(ref: string): Goal | null;
  /**
   * The practice that a reference such as `OPM SP 3.2` or `GP 2.8` names, however it is spaced; null if there is none.
   * `OPM GP 2.8` is `GP 2.8`: a generic practice is one and the same for every area, but the area must exist.
   */
  practice(ref: string): Practice | null;
  /** Whatever has this very key; null if nothing has. */
  byKey(key: string): CatalogNode | null;
  /** At most `limit` areas, goals and practices that have all the words of the text, best first; see `createSearch`. */
  search(text: string, limit: number): readonly CatalogItem[];
}

/**
 * Builds the catalog of a checked document. Validates nothing, so that a stored document costs no check at start-up;
 * throws if the document contradicts itself so badly that it cannot be linked.
 */
export function buildCatalog(document: CatalogDocument): Catalog {
  const items = buildItems(document);
  const { model, maturityLevels, categories, areas, genericGoals, nodes } = items;
  const references = buildReferences(document, items);
  freeze(nodes);
  const goals = [...areas.flatMap((area) => area.goals), ...genericGoals];
  const practices = goals.flatMap((goal) => goal.practices);
  const find = (ref: string, level: 'goal' | 'practice'): CatalogNode | undefined => {
    const parsed = parseRef(ref);
    if (parsed?.level !== level) return undefined;
    if (parsed.areaCode !== null && nodes.get(parsed.areaCode)?.type !== 'ProcessArea') return undefined;
    return nodes.get(parsed.key);
  };
  let search: Catalog['search'] | undefined;

  return Object.freeze<Catalog>({
    model,
    maturityLevels: Object.freeze(maturityLevels),
    capabilityLevels: Object.freeze(document.capabilityLevels?.map(({ level, name }) => ({ level, name })) ?? []),
    categories: Object.freeze(categories),
    genericGoals: Object.freeze(genericGoals),
    genericGoalRules: Object.freeze([...(document.genericGoalRules ?? [])]),
    goals: Object.freeze(goals),
    practices: Object.freeze(practices),
    references: Object.freeze(references),
    processAreas: (filter = {}) => areas.filter((area) => fits(area, filter)),
    processArea: (code) => asProcessArea(nodes.get(code.trim().toUpperCase())),
    goal: (ref) => asGoal(find(ref, 'goal')),
    practice: (ref) => asPractice(find(ref, 'practice')),
    byKey: (key) => nodes.get(key) ?? null,
    search: (text, limit) => (search ??= createSearch([...areas, ...goals, ...practices]))(text, limit),
  });
}

function fits(area: ProcessArea, { maturityLevel, categories, text }: ProcessAreaFilter): boolean {
  if (maturityLevel != null && area.maturityLevel.level !== maturityLevel) return false;
  if (categories && !categories.includes(area.category.key)) return false;
  return text == null || matchesWords(text, `${area.code} ${area.name}`);
}

const asProcessArea = (node?: CatalogNode) => (node?.type === 'ProcessArea' ? node : null);
const asGoal = (node?: CatalogNode) => (node?.type === 'Goal' ? node : null);
const asPractice = (node?: CatalogNode) => (node?.type === 'Practice' ? node : null);
