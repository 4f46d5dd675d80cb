import { detailsOf } from './details.js';
import type { CatalogDocument, GoalDocument, SubpracticeDocument } from './document.js';
import { areaOfKey, practiceKey, subpracticeNumber } from './keys.js';
import type { Path, Problems } from './problems.js';

/** Checks that every reference starts and ends at something known, other than itself, and is made once. */
export function checkReferences(document: CatalogDocument, known: ReadonlySet<string>, problems: Problems): void {
  const end = (id: string, path: Path) => {
    if (!known.has(id)) problems.add(path, `is unknown: nothing has the id "${id}"`);
  };
  const link = (from: string, to: string, path: Path) => {
    end(to, path);
    if (contains(to, from)) problems.add(path, `refers to itself: ${from} is, or is part of, ${to}`);
  };
  const insides = insidesOf(document);
  checkRelated(document, link, problems);
  checkReasoned(document, insides, end, link, problems);
  checkPointers(document, end, link, problems);
  checkInside(document, link, problems);
  if (document.opmSP32 && !insides.has(document.opmSP32.id)) {
    problems.add(['opmSP32', 'id'], `is unknown: no practice has the id "${document.opmSP32.id}"`);
  }
}

type CheckEnd = (id: string, path: Path) => void;
type CheckLink = (from: string, to: string, path: Path) => void;

/** Whether the item with the first id is the other one, or has it as a part. */
function contains(whole: string, item: string): boolean {
  const goal = item.replace(/SP(\d+)\.\d+$/, 'SG$1').replace(/^GP(\d+)\.\d+$/, 'GG$1');
  return whole === item || whole === goal || whole === areaOfKey(item);
}

function checkRelated(document: CatalogDocument, link: CheckLink, problems: Problems): void {
  document.processAreas.forEach((area, index) => {
    const related = area.relatedProcessAreas ?? [];
    const at = ['processAreas', index, 'relatedProcessAreas'];
    problems.addRepeats(
      related.map(({ code }) => code),
      (position) => [...at, position, 'code'],
    );
    related.forEach(({ code, closest = [] }, position) => {
      link(area.code, code, [...at, position, 'code']);
      checkTargets(area.code, code, closest, [...at, position, 'closest'], link, problems);
    });
  });
}

function checkReasoned(
  document: CatalogDocument,
  insides: ReadonlyMap<string, readonly number[]>,
  end: CheckEnd,
  link: CheckLink,
  problems: Problems,
): void {
  const references = document.opmReferences ?? [];
  references.forEach(({ from, area, targets, place }, index) => {
    const at = ['opmReferences', index];
    end(from, [...at, 'from']);
    if (targets.length === 0) link(from, area, [...at, 'area']);
    else end(area, [...at, 'area']);
    checkTargets(from, area, targets, [...at, 'targets'], link, problems);
    const inside = insides.get(from);
    const number = subpracticeNumber(place ?? '');
    if (number !== undefined && inside?.length && !inside.includes(number)) {
      problems.add([...at, 'place'], `is unknown: ${from} has no subpractice ${number}`);
    }
  });
  const ends = references.flatMap(({ from, kind, place = '', area, targets }, index) =>
    (targets.length > 0 ? targets : [area]).map((to) => ({ index, text: `${from} ${kind} ${to} ${place}`.trimEnd() })),
  );
  problems.addRepeats(
    ends.map(({ text }) => text),
    (position) => ['opmReferences', ends[position]?.index ?? 0],
  );
}

function checkTargets(
  from: string,
  area: string,
  targets: readonly string[],
  path: Path,
  link: CheckLink,
  problems: Problems,
): void {
  targets.forEach((target, index) => {
    link(from, target, [...path, index]);
    if (areaOfKey(target) !== area) problems.add([...path, index], `is not in the area ${area}: "${target}"`);
  });
}

function checkPointers(document: CatalogDocument, end: CheckEnd, link: CheckLink, problems: Problems): void {
  const edges = document.pointers?.edges ?? [];
  edges.forEach(({ from, to }, index) => {
    end(from, ['pointers', 'edges', index, 'from']);
    link(from, to, ['pointers', 'edges', index, 'to']);
  });
  problems.addRepeats(
    edges.map(({ from, to }) => `${from} to ${to}`),
    (index) => ['pointers', 'edges', index],
  );
}

function checkInside(document: CatalogDocument, link: CheckLink, problems: Problems): void {
  const check = (from: string, targets: readonly string[], path: Path) => {
    targets.forEach((to, index) => link(from, to, [...path, index]));
    problems.addRepeats(targets, (index) => [...path, index]);
  };
  const checkSteps = (from: string, steps: readonly SubpracticeDocument[], path: Path) => {
    steps.forEach(({ refersTo = [] }, index) => check(from, refersTo, [...path, index, 'refersTo']));
  };
  const apart = document.opmSP32;
  if (apart) {
    check(apart.id, apart.overlapsWith ?? [], ['opmSP32', 'overlapsWith']);
    checkSteps(apart.id, apart.subpractices ?? [], ['opmSP32', 'subpractices']);
  }
  for (const { goal, area, path } of goalsOf(document)) {
    goal.practices.forEach(({ number, subpractices = [] }, position) => {
      checkSteps(practiceKey(area, number), subpractices, [...path, 'practices', position, 'subpractices']);
    });
  }
}

/** The numbers of the subpractices of every practice, by its key. */
function insidesOf(document: CatalogDocument): ReadonlyMap<string, readonly number[]> {
  return new Map(
    goalsOf(document).flatMap(({ goal, area }) =>
      goal.practices.map((practice) => [
        practiceKey(area, practice.number),
        detailsOf(document, practice).subpractices.map(({ n }) => n),
      ]),
    ),
  );
}

function goalsOf(document: CatalogDocument): { goal: GoalDocument; area: string | null; path: Path }[] {
  const generic = document.genericGoals.map((goal, index) => ({ goal, area: null, path: ['genericGoals', index] }));
  const specific = document.processAreas.flatMap(({ code, specificGoals }, index) =>
    specificGoals.map((goal, at) => ({ goal, area: code, path: ['processAreas', index, 'specificGoals', at] })),
  );
  return [...generic, ...specific];
}
