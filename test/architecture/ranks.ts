import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';

/**
 * The folders of `src` from the lowest to the highest: a file imports from its own folder and from those above it in this
 * list. `.` stands for the files of `src` itself. A folder within another has a place of its own where it is listed.
 */
export const FOLDERS: readonly string[] = [
  '../client/src',
  'spreadsheets',
  'dashboard',
  'graphiql',
  '.',
  'generated',
  'database',
  'time',
  'log',
  'process-model',
  'auth',
  'commands',
  // The features, each with what it may know above it: rules, operations and events.
  'catalog',
  'comments',
  'organization',
  'organization/scim',
  'improvements',
  'processes',
  'training',
  'coordination',
  'deployments',
  'plans',
  'templates',
  'consulting',
  'issues',
  'reports',
  'status',
  'midnight',
  'measures',
  'reviews',
  'work-products',
  'completion',
  'evidence',
  'webhooks',
  'calendar-feeds',
  'import-export',
  'live',
  // The graph: what all of it shares, then each feature's part, then the whole.
  'schema',
  'catalog/schema',
  'organization/schema',
  'improvements/schema',
  'processes/schema',
  'training/schema',
  'coordination/schema',
  'deployments/schema',
  'plans/schema',
  'templates/schema',
  'consulting/schema',
  'issues/schema',
  'reports/schema',
  'status/schema',
  'midnight/schema',
  'measures/schema',
  'reviews/schema',
  'comments/schema',
  'work-products/schema',
  'completion/schema',
  'evidence/schema',
  'webhooks/schema',
  'import-export/schema',
  'webhooks/sending',
  'graph',
  'server/limits',
  'server/sse',
  'server/graphql',
  'server/ws',
  'server/http',
  'server/ops',
  'server',
  'demo',
  'cli',
  'reference',
];

/** The folder whose files may read the environment. */
const READS_ENVIRONMENT = 'cli';

/** All source files by their path below `src`, without what is generated. */
export async function readSources(): Promise<Map<string, string>> {
  const root = new URL('../../src/', import.meta.url);
  const paths = (await readdir(root, { recursive: true })).filter((path) => /\.tsx?$/.test(path));
  const written = paths.filter((path) => !path.startsWith('generated/')).sort();
  return new Map(
    await Promise.all(written.map(async (path) => [path, await readFile(new URL(path, root), 'utf8')] as const)),
  );
}

/** Everything that breaks the architecture, a line each: imports that point up, and files that import each other in a circle. */
export function violations(sources: ReadonlyMap<string, string>): string[] {
  const imports = new Map([...sources].map(([file, text]) => [file, importsOf(file, text)] as const));
  return [
    ...[...imports].flatMap(([file, targets]) => [
      ...(folderOf(file) === undefined ? [`${file} is in no folder of the list`] : []),
      ...targets.flatMap((target) => problem(file, target) ?? []),
    ]),
    ...[...sources].flatMap(([file, text]) =>
      folderOf(file) !== READS_ENVIRONMENT && readsEnvironment(text) ? [`${file} reads the environment`] : [],
    ),
    ...circles(imports).map((circle) => `${circle.join(' and ')} import each other`),
  ];
}

function readsEnvironment(text: string): boolean {
  return /\bprocess\??\s*(\.|\[\s*['"`])\s*env\b|['"]node:process['"]|\b(from|import|require|getBuiltinModule)\b[\s(]*['"]process['"]/.test(
    text,
  );
}

function problem(file: string, target: string): string | undefined {
  const [from, to] = [folderOf(file), folderOf(target)];
  if (to === undefined) return `${file} imports ${target}, which is in no folder of the list`;
  if (from === undefined || FOLDERS.indexOf(to) <= FOLDERS.indexOf(from)) return undefined;
  return `${file} (${from}) imports ${target} (${to})`;
}

/** The innermost folder of the list that a file is in. */
function folderOf(file: string): string | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (FOLDERS.includes(folder) && (folder !== '.' || !file.includes('/'))) return folder;
    if (folder === '.' || folder === '..') return undefined;
  }
}

/** The files of ours that a file imports or re-exports, types as well, also when needed. */
function importsOf(file: string, text: string): string[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\sfrom\s+)?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm,
  );
  return [...statements].map(([, fixed, dynamic]) =>
    posix.join(posix.dirname(file), (fixed ?? dynamic ?? '').replace(/\.js$/, '.ts')),
  );
}

/** The groups of files that reach each other, by Tarjan's algorithm. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const path: string[] = [];
  const found: string[][] = [];
  const known = (target: string): string => (imports.has(target) ? target : target.replace(/\.ts$/, '.tsx'));
  const visit = (file: string): number => {
    let low = index.size;
    index.set(file, low);
    path.push(file);
    for (const target of (imports.get(file) ?? []).map(known)) {
      if (!imports.has(target)) continue;
      if (!index.has(target)) low = Math.min(low, visit(target));
      else if (path.includes(target)) low = Math.min(low, index.get(target) ?? low);
    }
    if (low === index.get(file)) {
      const circle = path.splice(path.indexOf(file));
      if (circle.length > 1) found.push(circle.toSorted());
    }
    return low;
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}
