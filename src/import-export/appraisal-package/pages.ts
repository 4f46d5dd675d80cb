import type { LoggedEvent } from '../../log/event.js';
import { DEPLOYMENT_PRACTICE, subpracticesOf } from '../../evidence/subpractices.js';
import type { Practice } from '../../process-model/items.js';
import { count, day, facts, heading, inWords, moment as minute, note, table } from '../../work-products/document.js';
import type { Block, Cell, Document } from '../../work-products/document.js';
import type { EventRow } from '../exporters/events.js';
import { several } from '../exporters/list.js';
import type { UnitCount } from './counts.js';
import type { AffirmationRow } from './items.js';
import type { PackageScope } from './scope.js';
import { hiddenFields } from '../hidden-fields.js';

/** What a package knows before its items are read. */
export interface Overview {
  readonly scope: PackageScope;
  /** Evidence by reference of the practice and by unit. */
  readonly counts: ReadonlyMap<string, readonly UnitCount[]>;
  readonly affirmations: readonly AffirmationRow[];
  /** Names of units by their ids. */
  readonly units: ReadonlyMap<string, string>;
  /** Hash of the log at the moment, in hexadecimal; null where the log is empty or not chained that far. */
  readonly hash: string | null;
}

/** Column of what concerns no single unit. */
const WHOLE = 'No single unit';

/** Path of a page of a practice, from 1. */
export function practicePath(ref: string, page = 1): string {
  const name = ref.toLowerCase().replaceAll(' ', '-');
  return `practices/${name}${page === 1 ? '' : `-page-${page}`}.html`;
}

/** How many items of evidence there are for a practice. */
export const itemsFor = ({ counts }: Overview, ref: string): number =>
  (counts.get(ref) ?? []).reduce((sum, { items }) => sum + items, 0);

/** The first page: what the package is about, and how much there is for each practice and unit. */
export function indexPage(overview: Overview): Document {
  const { scope, counts, affirmations } = overview;
  const shown = scope.practices.filter(({ ref }) => counts.has(ref));
  return {
    ...head(overview, scope.organization.name),
    blocks: [
      facts(
        ['Practices', practicesInWords(scope)],
        ['Improvement', scope.improvement?.name ?? 'All'],
        ['Unit', scope.unit?.name ?? 'All'],
        ['As of', minute(scope.moment.at.toISOString())],
        ['Position in the log', count(scope.moment.position)],
        ['Hash of the log there', overview.hash],
      ),
      note(
        'Evidence is an event of the log and shows that there is something to assess, never that it is sufficient. Names are those of the day on which the package was made.',
      ),
      ...(scope.moment.archivedThrough > 0
        ? [note(`Events up to position ${count(scope.moment.archivedThrough)} are archived and not included.`)]
        : []),
      heading('Files'),
      facts(
        ['evidence.csv', 'Each item of evidence once, with its practices, position and hash'],
        ['affirmations.csv', 'What people affirmed, with their roles then'],
        ['log.json', 'Position and hash of the log, to compare with a checkpoint'],
        ['checksums.txt', 'SHA-256 of each file, as sha256sum checks them'],
      ),
      heading('By practice'),
      table(
        'Practices with evidence or affirmations',
        ['Practice', 'Title', 'Items', 'Units', 'Newest', 'Affirmations'],
        practicesShown(overview).map((practice) => practiceRow(overview, practice)),
      ),
      heading('By unit'),
      table(
        'Items of evidence by unit',
        ['Unit', ...shown.map(({ ref }) => ref)],
        unitIds(overview, shown).map((unitId) => [
          unitName(overview, unitId),
          ...shown.map(({ ref }) => amount(counts.get(ref)?.find((each) => each.unitId === unitId)?.items)),
        ]),
      ),
      ...(affirmations.length > 0 ? [heading('Affirmations'), affirmationTable(affirmations)] : []),
      heading('Without evidence'),
      table(
        'Practices that no event or affirmation shows',
        ['Practice', 'Title'],
        scope.practices.filter((practice) => !isShown(overview, practice)).map(({ ref, title }) => [ref, title]),
      ),
    ],
  };
}

/** The practices that have pages: those with evidence or affirmations. */
export const practicesShown = (overview: Overview): readonly Practice[] =>
  overview.scope.practices.filter((practice) => isShown(overview, practice));

const isShown = ({ counts, affirmations }: Overview, { ref }: Practice): boolean =>
  counts.has(ref) || affirmations.some(({ practiceRef }) => practiceRef === ref);

/** A page of a practice, from 1: the first also has what there is by unit and the affirmations. */
export function practicePage(
  overview: Overview,
  practice: Practice,
  page: number,
  items: readonly EventRow[],
): Document {
  const pages = pagesFor(overview, practice.ref);
  const affirmations = overview.affirmations.filter(({ practiceRef }) => practiceRef === practice.ref);
  const around: readonly [string, Cell | null][] = [
    ['Index', { text: 'All practices', page: '../index.html' }],
    ['Page', pages > 1 ? `${count(page)} of ${count(pages)}` : null],
    ['Before', page > 1 ? { text: `Page ${count(page - 1)}`, page: beside(practice, page - 1) } : null],
    ['Next', page < pages ? { text: `Page ${count(page + 1)}`, page: beside(practice, page + 1) } : null],
  ];
  return {
    ...head(overview, `${practice.ref} ${practice.title}`),
    blocks: [
      facts(...around),
      ...(page === 1
        ? [...unitTable(overview, practice), ...(affirmations.length > 0 ? [affirmationTable(affirmations)] : [])]
        : []),
      itemTable(practice, items),
    ],
  };
}

/** Items on a page. */
export const ITEMS_ON_PAGE = 1_000;

/** How many pages a practice has: one at least. */
export const pagesFor = (overview: Overview, ref: string): number =>
  Math.max(1, Math.ceil(itemsFor(overview, ref) / ITEMS_ON_PAGE));

const beside = ({ ref }: Practice, page: number): string => practicePath(ref, page).replace('practices/', '');

const amount = (items: number | undefined): string => (items === undefined ? '' : count(items));

function head({ scope }: Overview, title: string): Omit<Document, 'blocks'> {
  return {
    title,
    product: 'Appraisal package',
    colophon: `Made by Uplift for ${scope.organization.name}, as of ${minute(scope.moment.at.toISOString())}, position ${count(scope.moment.position)} of its log.`,
  };
}

function practicesInWords({ practices }: PackageScope): string {
  const [only] = practices;
  return practices.length === 1 && only ? `${only.ref} ${only.title}` : `${count(practices.length)} practices`;
}

function practiceRow(overview: Overview, { ref, title }: Practice): readonly Cell[] {
  const units = overview.counts.get(ref) ?? [];
  const newest =
    units
      .map((each) => each.newest.toISOString())
      .toSorted()
      .at(-1) ?? null;
  const affirmed = overview.affirmations.filter(({ practiceRef }) => practiceRef === ref).length;
  return [
    { text: ref, page: practicePath(ref) },
    title,
    count(itemsFor(overview, ref)),
    count(units.filter(({ unitId }) => unitId !== null).length),
    day(newest),
    count(affirmed),
  ];
}

/** The units with evidence for any of these practices, by name; first what concerns no single one. */
function unitIds(overview: Overview, practices: readonly Practice[]): readonly (string | null)[] {
  const ids = new Set(practices.flatMap(({ ref }) => (overview.counts.get(ref) ?? []).map(({ unitId }) => unitId)));
  return [...ids].toSorted((one, other) => {
    if (one === null || other === null) return one === other ? 0 : one === null ? -1 : 1;
    return unitName(overview, one).localeCompare(unitName(overview, other), 'en');
  });
}

const unitName = ({ units }: Overview, id: string | null): string => (id === null ? WHOLE : (units.get(id) ?? id));

function unitTable(overview: Overview, practice: Practice): Block[] {
  const numbers = practice.ref === DEPLOYMENT_PRACTICE ? practice.subpractices.map(({ number }) => number) : [];
  const of = overview.counts.get(practice.ref) ?? [];
  const rows = unitIds(overview, [practice]).map((unitId) => {
    const found = of.find((each) => each.unitId === unitId);
    return [
      unitName(overview, unitId),
      amount(found?.items),
      day(found?.newest.toISOString() ?? null),
      ...numbers.map((number) => amount(found?.bySubpractice.get(number))),
    ];
  });
  return [
    table(
      numbers.length > 0 ? 'By unit, and items by subpractice' : 'By unit',
      ['Unit', 'Items', 'Newest', ...numbers.map(String)],
      rows,
    ),
  ];
}

function affirmationTable(affirmations: readonly AffirmationRow[]): Block {
  return table(
    'Affirmations in force',
    ['Practice', 'Subpractice', 'Improvement', 'Unit', 'Statement', 'By', 'Role', 'Day'],
    affirmations.map((each) => [
      each.practiceRef,
      each.subpractice === null ? '' : String(each.subpractice),
      each.improvement?.title ?? '',
      each.unit?.name ?? '',
      each.text,
      each.person.name,
      inWords(each.role),
      day(each.createdAt.toISOString()),
    ]),
  );
}

function itemTable({ ref }: Practice, items: readonly EventRow[]): Block {
  const tagged = ref === DEPLOYMENT_PRACTICE;
  return table(
    'Items of evidence, oldest first',
    ['Time', 'Event', ...(tagged ? ['Subpractices'] : []), 'Improvement', 'Unit', 'By', 'What', 'Position'],
    items.map((event) => [
      minute(event.occurredAt.toISOString()),
      inWords(event.type),
      ...(tagged ? [several(subpracticesOf(event).map(String))] : []),
      event.improvement?.title ?? '',
      event.unit ?? '',
      event.actor?.name ?? 'Uplift',
      [changeInWords(event), event.note ?? ''].filter((text) => text !== '').join('\n'),
      count(event.position),
    ]),
  );
}

/** Texts in a cell are cut to so many characters; evidence.csv has them whole. */
const LONGEST = 300;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What an event recorded, a line for each field: without ids, what is empty, and what not every member may read. */
function changeInWords({ type, after }: Pick<LoggedEvent, 'type' | 'after'>): string {
  const hidden = hiddenFields[type] ?? [];
  return Object.entries(after ?? {})
    .filter(([name]) => !hidden.includes(name) && !UNTOLD.has(name))
    .flatMap(([name, value]) => {
      const told = valueInWords(value);
      return told === '' ? [] : [`${inWords(name)}: ${told}`];
    })
    .join('\n');
}

/** Fields that say nothing to a reader. */
const UNTOLD = new Set(['version', 'createdAt', 'updatedAt']);

function valueInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || ID.test(value)) return '';
  if (/^[A-Z]+(_[A-Z]+)*$/.test(value)) return inWords(value).toLowerCase();
  if (/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/.test(value)) return value.slice(0, 10);
  return value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value;
}
