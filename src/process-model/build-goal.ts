import { append, register, type Nodes } from './construction.js';
import { detailsOf } from './details.js';
import type { CatalogDocument, GoalDocument, PracticeDocument } from './document.js';
import type { Goal, ItemKind, Practice, ProcessArea, Subpractice, WorkProduct } from './items.js';
import { goalKey, practiceKey } from './keys.js';

/** Creates a goal with its practices and what is inside them; without an area it is a generic one. */
export function buildGoal(
  document: CatalogDocument,
  source: GoalDocument,
  processArea: ProcessArea | null,
  nodes: Nodes,
): Goal {
  const { number, title } = source;
  const goal = register<Goal>(nodes, {
    type: 'Goal',
    key: goalKey(processArea?.code ?? null, number),
    ref: processArea ? `${processArea.code} SG ${number}` : `GG ${number}`,
    kind: kindIn(processArea),
    number,
    title,
    processArea,
    practices: [],
    references: [],
    referencedBy: [],
  });
  for (const practice of source.practices) append(goal.practices, buildPractice(document, practice, goal, nodes));
  return goal;
}

const kindIn = (processArea: ProcessArea | null): ItemKind => (processArea ? 'SPECIFIC' : 'GENERIC');

function buildPractice(document: CatalogDocument, source: PracticeDocument, goal: Goal, nodes: Nodes): Practice {
  const { number, title, summary = null } = source;
  const { processArea } = goal;
  const practice = register<Practice>(nodes, {
    type: 'Practice',
    key: practiceKey(processArea?.code ?? null, number),
    ref: processArea ? `${processArea.code} SP ${number}` : `GP ${number}`,
    kind: goal.kind,
    number,
    title,
    summary,
    goal,
    processArea,
    subpractices: [],
    exampleWorkProducts: [],
    references: [],
    referencedBy: [],
  });
  const { subpractices, exampleWorkProducts } = detailsOf(document, source);
  for (const { n, label, items = [] } of subpractices) {
    const key = `${practice.key}.${n}`;
    const step: Subpractice = {
      type: 'Subpractice',
      key,
      practice,
      number: n,
      summary: label,
      items: [...items],
      references: [],
    };
    append(practice.subpractices, register(nodes, step));
  }
  for (const { n, label } of exampleWorkProducts) {
    const key = `${practice.key}.WP${n}`;
    const product: WorkProduct = { type: 'WorkProduct', key, practice, number: n, summary: label };
    append(practice.exampleWorkProducts, register(nodes, product));
  }
  return practice;
}
