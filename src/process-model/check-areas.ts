import type { AreaDocument, CatalogDocument } from './document.js';
import { sayPath, type Path, type Problems } from './problems.js';

/** Checks what each area says of its level, category and origin against the lists of those. */
export function checkAreas(document: CatalogDocument, problems: Problems): void {
  const listed = checkCategories(document, problems);
  const levels = document.maturityLevels.map(({ level }) => level);
  const forAcquisition = new Set(document.acquisitionSpecific);
  document.processAreas.forEach((area, index) => {
    const at = ['processAreas', index];
    if (!levels.includes(area.maturityLevel)) {
      const choice = levels.join(', ') || 'none';
      problems.add(
        [...at, 'maturityLevel'],
        `is out of range: ${area.maturityLevel} is not one of the levels ${choice}`,
      );
    }
    checkCategoryOf(area, listed.get(area.code) ?? [], at, problems);
    if (document.acquisitionSpecific && (area.origin === 'ACQUISITION_SPECIFIC') !== forAcquisition.has(area.code)) {
      problems.add([...at, 'origin'], `disagrees with acquisitionSpecific: "${area.origin}" for ${area.code}`);
    }
  });
  const known = new Set(document.processAreas.map(({ code }) => code));
  document.acquisitionSpecific?.forEach((code, index) => {
    if (!known.has(code)) problems.add(['acquisitionSpecific', index], `is unknown: no process area "${code}"`);
  });
}

/** Where a category lists an area. */
interface Listing {
  readonly category: string;
  readonly path: Path;
}

function checkCategories(document: CatalogDocument, problems: Problems): ReadonlyMap<string, readonly Listing[]> {
  const { categories } = document;
  const known = new Set(document.processAreas.map(({ code }) => code));
  const listed = new Map<string, Listing[]>();
  problems.addRepeats(
    categories.map(({ name }) => name),
    (index) => ['categories', index, 'name'],
  );
  categories.forEach((category, index) => {
    category.processAreas.forEach((code, position) => {
      const path = ['categories', index, 'processAreas', position];
      if (!known.has(code)) problems.add(path, `is unknown: no process area "${code}"`);
      listed.set(code, [...(listed.get(code) ?? []), { category: category.name, path }]);
    });
  });
  return listed;
}

function checkCategoryOf(area: AreaDocument, listings: readonly Listing[], at: Path, problems: Problems): void {
  const [only, ...others] = listings;
  if (!only) {
    problems.add([...at, 'code'], `is in no category: none lists ${area.code}`);
  } else if (others.length > 0) {
    const where = listings.map(({ path }) => sayPath(path)).join(' and ');
    problems.add([...at, 'code'], `is in more than one category: ${area.code} stands at ${where}`);
  } else if (only.category !== area.category) {
    problems.add([...at, 'category'], `is "${area.category}", but the category that lists it is "${only.category}"`);
  }
}
