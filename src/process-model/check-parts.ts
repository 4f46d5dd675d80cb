import { detailsOf } from './details.js';
import type { CatalogDocument, GoalDocument, PracticeDocument } from './document.js';
import { goalKey, practiceKey } from './keys.js';
import type { Path, Problems } from './problems.js';

/**
 * Checks codes, numbers and ids of areas, goals, practices and what is inside them, and the counts. Returns the ids
 * that references may name.
 */
export function checkParts(document: CatalogDocument, problems: Problems): ReadonlySet<string> {
  const { processAreas, genericGoals } = document;
  const known = new Set<string>();
  problems.addRepeats(codes(processAreas), (index) => ['processAreas', index, 'code']);
  problems.addRepeats(codes(document.categories), (index) => ['categories', index, 'code']);
  problems.addRepeats(levels(document.maturityLevels), (index) => ['maturityLevels', index, 'level']);
  problems.addRepeats(levels(document.capabilityLevels ?? []), (index) => ['capabilityLevels', index, 'level']);
  checkGoals(document, null, genericGoals, ['genericGoals'], known, problems);
  processAreas.forEach((area, index) => {
    known.add(area.code);
    checkGoals(document, area.code, area.specificGoals, ['processAreas', index, 'specificGoals'], known, problems);
  });
  checkCounts(document, problems);
  return known;
}

const codes = (parts: readonly { code: string }[]) => parts.map(({ code }) => code);
const levels = (parts: readonly { level: number }[]) => parts.map(({ level }) => level);

function checkGoals(
  document: CatalogDocument,
  area: string | null,
  goals: readonly GoalDocument[],
  path: Path,
  known: Set<string>,
  problems: Problems,
): void {
  goals.forEach((goal, index) => {
    const at = [...path, index];
    checkId(goal.id, goalKey(area, goal.number), at, known, problems);
    goal.practices.forEach((practice, position) => {
      const place = [...at, 'practices', position];
      checkId(practice.id, practiceKey(area, practice.number), place, known, problems);
      if (!practice.number.startsWith(`${goal.number}.`)) {
        problems.add(
          [...place, 'number'],
          `does not fit its goal: ${practice.number} stands under goal ${goal.number}`,
        );
      }
      checkInside(document, practice, place, problems);
    });
  });
  const numbers = goals.flatMap((goal, index) =>
    goal.practices.map(({ number }, position) => ({ number, at: [...path, index, 'practices', position, 'number'] })),
  );
  problems.addRepeats(
    goals.map(({ number }) => number),
    (index) => [...path, index, 'number'],
  );
  problems.addRepeats(
    numbers.map(({ number }) => number),
    (index) => numbers[index]?.at ?? path,
  );
}

function checkId(id: string, expected: string, path: Path, known: Set<string>, problems: Problems): void {
  known.add(expected);
  if (id !== expected) problems.add([...path, 'id'], `does not fit code and number: "${id}" should be "${expected}"`);
}

function checkInside(document: CatalogDocument, practice: PracticeDocument, path: Path, problems: Problems): void {
  const apart = document.opmSP32?.id === practice.id ? document.opmSP32 : undefined;
  for (const list of ['subpractices', 'exampleWorkProducts'] as const) {
    if (apart?.[list] && practice[list]) problems.add([...path, list], 'is given twice: opmSP32 has this list as well');
    const at = apart?.[list] ? ['opmSP32', list] : [...path, list];
    const numbers = detailsOf(document, practice)[list].map(({ n }) => n);
    problems.addRepeats(numbers, (index) => [...at, index, 'n']);
  }
}

function checkCounts(document: CatalogDocument, problems: Problems): void {
  const goals = document.processAreas.flatMap((area) => area.specificGoals);
  const found = {
    processAreas: document.processAreas.length,
    specificGoals: goals.length,
    specificPractices: goals.flatMap((goal) => goal.practices).length,
    genericGoals: document.genericGoals.length,
    genericPractices: document.genericGoals.flatMap((goal) => goal.practices).length,
  };
  for (const key of Object.keys(found) as (keyof typeof found)[]) {
    const said = document.counts[key];
    if (said !== found[key])
      problems.add(['counts', key], `disagrees with the content: says ${said}, found ${found[key]}`);
  }
}
