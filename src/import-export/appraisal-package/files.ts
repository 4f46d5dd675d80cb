import type { Queryable } from '../../database/database.js';
import { hexOf } from '../../log/event-log.js';
import { toHtml } from '../../work-products/html.js';
import { evidenceColumns, fieldsAsJson } from '../exporters/events.js';
import type { Columns } from '../exporters/list.js';
import { writeCsv } from '../files/csv-writer.js';
import { countByUnit } from './counts.js';
import { affirmationsOf, allItems, itemsOf } from './items.js';
import type { AffirmationRow } from './items.js';
import { indexPage, pagesFor, practicePage, practicePath, practicesShown } from './pages.js';
import type { Overview } from './pages.js';
import type { PackageScope } from './scope.js';

/** A file of a package: read in their order, each once. */
export interface PackageFile {
  readonly path: string;
  readonly text: () => AsyncIterable<string>;
}

/**
 * The files of an appraisal package: an index, the pages of each practice, lists as CSV, and where the log was. An appraiser
 * needs neither an account nor a network. Items are read page by page as the files are taken.
 */
export async function packageFiles(db: Queryable, scope: PackageScope): Promise<readonly PackageFile[]> {
  const overview = await readOverview(db, scope);
  return [
    file('index.html', () => toHtml(indexPage(overview))),
    ...practiceFiles(db, overview),
    { path: 'evidence.csv', text: () => evidenceCsv(db, scope) },
    file('affirmations.csv', () => affirmationsCsv(overview.affirmations)),
    file('log.json', () => logJson(overview)),
  ];
}

async function readOverview(db: Queryable, scope: PackageScope): Promise<Overview> {
  const { organizationId, position } = scope.moment;
  const [counts, affirmations, head] = await Promise.all([
    countByUnit(db, scope),
    affirmationsOf(db, scope),
    db.event.findFirst({ where: { organizationId, position }, select: { hash: true } }),
  ]);
  const ids = new Set([...counts.values()].flatMap((units) => units.flatMap(({ unitId }) => unitId ?? [])));
  const units = await db.unit.findMany({
    where: { organizationId, id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return {
    scope,
    counts,
    affirmations,
    units: new Map(units.map(({ id, name }) => [id, name])),
    hash: hexOf(head?.hash ?? null),
  };
}

function practiceFiles(db: Queryable, overview: Overview): PackageFile[] {
  return practicesShown(overview).flatMap((practice) => {
    const items = itemsOf(db, overview.scope, practice.ref);
    return Array.from({ length: pagesFor(overview, practice.ref) }, (_, index) => ({
      path: practicePath(practice.ref, index + 1),
      async *text() {
        // Pages are taken in their order, so that each is the next of the items.
        const { value } = await items.next();
        yield toHtml(practicePage(overview, practice, index + 1, value ?? []));
      },
    }));
  });
}

async function* evidenceCsv(db: Queryable, scope: PackageScope): AsyncGenerator<string> {
  const columns = {
    ...evidenceColumns,
    before: ({ type, before }) => fieldsAsJson(type, before),
    after: ({ type, after }) => fieldsAsJson(type, after),
    hash: ({ hash }) => hexOf(hash),
  } satisfies typeof evidenceColumns;
  yield writeCsv([Object.keys(columns)]);
  for await (const page of allItems(db, scope))
    yield writeCsv(page.map((event) => Object.values(columns).map((cell) => cell(event))));
}

const affirmationColumns: Columns<AffirmationRow> = {
  practice: ({ practiceRef }) => practiceRef,
  subpractice: ({ subpractice }) => subpractice,
  improvement: ({ improvement }) => improvement?.title,
  unit: ({ unit }) => unit?.name,
  text: ({ text }) => text,
  person: ({ person }) => person.name,
  role: ({ role }) => role,
  affirmedAt: ({ createdAt }) => createdAt,
};

function affirmationsCsv(affirmations: readonly AffirmationRow[]): string {
  const rows = affirmations.map((each) => Object.values(affirmationColumns).map((cell) => cell(each)));
  return writeCsv([Object.keys(affirmationColumns), ...rows]);
}

function logJson({ scope: { organization, moment }, hash }: Overview): string {
  const { at, position, archivedThrough } = moment;
  const log = { organization: organization.name, asOf: at.toISOString(), position, hash, archivedThrough };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function file(path: string, text: () => string): PackageFile {
  return {
    path,
    // eslint-disable-next-line @typescript-eslint/require-await -- a file like those that are read
    async *text() {
      yield text();
    },
  };
}
