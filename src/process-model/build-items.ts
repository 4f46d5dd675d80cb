import { buildGoal } from './build-goal.js';
import { append, register, required, type Nodes } from './construction.js';
import type { AreaDocument, CatalogDocument } from './document.js';
import type { Goal, MaturityLevel, ProcessArea, ProcessAreaCategory, ProcessModel } from './items.js';

/** The items of a model, linked with each other, still without references. */
export interface Items {
  readonly model: ProcessModel;
  readonly maturityLevels: readonly MaturityLevel[];
  readonly categories: readonly ProcessAreaCategory[];
  readonly areas: readonly ProcessArea[];
  readonly genericGoals: readonly Goal[];
  /** All of them, and what is inside them, by key. */
  readonly nodes: Nodes;
}

/** Creates the items of a checked document. Throws if an area names a level or category that the document lacks. */
export function buildItems(document: CatalogDocument): Items {
  const nodes: Nodes = new Map();
  const { code, version, name, report = null, published = null, publisher = null } = document.model;
  const model: ProcessModel = {
    type: 'ProcessModel',
    key: `model:${code}`,
    code,
    version,
    name,
    report,
    published,
    publisher,
  };
  register(nodes, model);
  const maturityLevels = document.maturityLevels.map(({ level, name }) =>
    register<MaturityLevel>(nodes, { type: 'MaturityLevel', key: `level:${level}`, level, name, processAreas: [] }),
  );
  const categories = document.categories.map(({ code, name }) =>
    register<ProcessAreaCategory>(nodes, {
      type: 'ProcessAreaCategory',
      key: `category:${code}`,
      code,
      name,
      processAreas: [],
    }),
  );
  const areas = buildAreas(document, maturityLevels, categories, nodes);
  const genericGoals = document.genericGoals.map((goal) => buildGoal(document, goal, null, nodes));
  return { model, maturityLevels, categories, areas, genericGoals, nodes };
}

function buildAreas(
  document: CatalogDocument,
  maturityLevels: readonly MaturityLevel[],
  categories: readonly ProcessAreaCategory[],
  nodes: Nodes,
): readonly ProcessArea[] {
  const levels = new Map(maturityLevels.map((level) => [level.level, level]));
  const byName = new Map(categories.map((category) => [category.name, category]));
  const areas = new Map<string, ProcessArea>();
  for (const source of document.processAreas) {
    const level = required(levels, source.maturityLevel, 'maturity level');
    const area = buildArea(document, source, level, required(byName, source.category, 'category'), nodes);
    append(level.processAreas, area);
    areas.set(area.code, area);
  }
  for (const { name, processAreas } of document.categories) {
    const category = required(byName, name, 'category');
    for (const code of processAreas) append(category.processAreas, required(areas, code, 'process area'));
  }
  return [...areas.values()];
}

function buildArea(
  document: CatalogDocument,
  source: AreaDocument,
  maturityLevel: MaturityLevel,
  category: ProcessAreaCategory,
  nodes: Nodes,
): ProcessArea {
  const { code, name, origin, highMaturity } = source;
  const area = register<ProcessArea>(nodes, {
    type: 'ProcessArea',
    key: code,
    code,
    name,
    maturityLevel,
    category,
    origin,
    highMaturity,
    goals: [],
    relatedProcessAreas: [],
    references: [],
    referencedBy: [],
  });
  for (const goal of source.specificGoals) append(area.goals, buildGoal(document, goal, area, nodes));
  return area;
}
