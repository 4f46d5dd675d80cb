import { readFile } from 'node:fs/promises';
import { buildCatalog } from '../process-model/catalog.js';
import type { Catalog } from '../process-model/catalog.js';
import type { CatalogDocument } from '../process-model/document.js';
import type { CatalogItem, ProcessArea } from '../process-model/items.js';
import { mermaid, quoted } from './mermaid.js';
import { table } from './sections.js';

/** The model that we ship. */
export async function shippedCatalog(): Promise<Catalog> {
  return buildCatalog(JSON.parse(await readFile('prisma/catalog/cmmi-acq-1.3.json', 'utf8')) as CatalogDocument);
}

/** The process areas by maturity level. */
export function stagedAreas({ maturityLevels }: Catalog): string {
  const levels = maturityLevels
    .filter(({ processAreas }) => processAreas.length > 0)
    .map(({ level, name, processAreas }) => group(`level${level}`, `Maturity level ${level}: ${name}`, processAreas));
  const numbers = maturityLevels.filter(({ processAreas }) => processAreas.length > 0).map(({ level }) => level);
  return mermaid('flowchart LR', [...levels.flat(), numbers.map((level) => `level${level}`).join(' --> ')]);
}

/** The process areas by category. */
export function continuousAreas({ categories }: Catalog): string {
  return mermaid(
    'flowchart TB',
    categories.flatMap(({ code, name, processAreas }) => group(code, name, processAreas)),
  );
}

/** Which process areas each area is related to. */
export function relatedAreas(catalog: Catalog): string {
  const areas = catalog.processAreas();
  const codes = (related: readonly ProcessArea[]): string => related.map(({ code }) => code).join(', ');
  return table(
    ['process area', 'names as related', 'is named by'],
    areas.map((area) => [
      `${area.code} ${area.name}`,
      codes(area.relatedProcessAreas),
      codes(areas.filter(({ relatedProcessAreas }) => relatedProcessAreas.includes(area))),
    ]),
  );
}

/** What the goals and practices of an area refer to. */
export function referencesOf(catalog: Catalog, code: string): string {
  const { references } = catalog;
  const ownRefs = references.filter(({ source }) => source.type !== 'ProcessArea' && source.processArea?.code === code);
  const edges = ownRefs.flatMap(({ source, target, kind, closest }) =>
    (closest.length > 0 ? closest : [target]).map((end) => ({ source, end, kind })),
  );
  const nodes = new Map(edges.flatMap(({ source, end }) => [source, end]).map((item) => [idOf(item), item] as const));
  return mermaid('flowchart LR', [
    ...[...nodes].map(([id, item]) => `${id}[${quoted(titleOf(item))}]`),
    ...new Set(edges.map(({ source, end, kind }) => `${idOf(source)} -->|${kindOf(kind)}| ${idOf(end)}`)),
  ]);
}

function group(id: string, title: string, areas: readonly ProcessArea[]): string[] {
  return [
    `subgraph ${id}[${quoted(title)}]`,
    ...areas.map((area) => `  ${area.code}[${quoted(`${area.code}<br/>${area.name}`)}]`),
    'end',
  ];
}

const refOf = (item: CatalogItem): string => (item.type === 'ProcessArea' ? item.code : item.ref);
const idOf = (item: CatalogItem): string => refOf(item).replaceAll(/[ .]/g, '_');
const titleOf = (item: CatalogItem): string =>
  `${refOf(item)}<br/>${item.type === 'ProcessArea' ? item.name : item.title}`;
const kindOf = (kind: string): string => kind.toLowerCase().replaceAll('_', ' ');
