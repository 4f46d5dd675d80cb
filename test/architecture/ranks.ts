import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** The features that a feature knows. */
const UPSTREAM: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  organization: [],
  improvements: ['catalog', 'organization'],
  processes: ['catalog', 'organization', 'improvements'],
  training: ['catalog', 'organization', 'improvements'],
  coordination: ['catalog', 'organization', 'improvements'],
  deployments: ['catalog', 'organization', 'improvements', 'processes'],
  plans: ['catalog', 'organization', 'improvements', 'processes', 'deployments'],
  templates: ['plans'],
  consulting: ['catalog', 'organization', 'improvements', 'training', 'deployments', 'plans', 'reports'],
  issues: ['catalog', 'organization', 'improvements', 'deployments', 'plans'],
  reports: ['catalog', 'organization', 'improvements', 'deployments', 'plans', 'issues'],
  measures: ['catalog', 'organization', 'improvements', 'deployments', 'plans'],
  reviews: ['catalog', 'organization', 'improvements', 'deployments', 'plans', 'measures'],
  'work-products': ['improvements', 'training', 'deployments', 'plans', 'issues', 'measures'],
  exchange: [
    'catalog',
    'organization',
    'improvements',
    'processes',
    'training',
    'coordination',
    'evidence',
    'deployments',
    'plans',
    'templates',
    'consulting',
    'reports',
    'issues',
    'measures',
    'reviews',
    'completion',
  ],
  completion: ['catalog', 'organization', 'improvements', 'deployments', 'plans', 'issues', 'reviews', 'training'],
  evidence: [
    'catalog',
    'organization',
    'improvements',
    'processes',
    'deployments',
    'plans',
    'issues',
    'training',
    'consulting',
    'coordination',
    'measures',
    'reviews',
    'reports',
  ],
};

const FEATURE = `(${Object.keys(UPSTREAM).join('|')})`;
const LOG = '(event|event-log|cursor|delivered)';

/** Layers from low to high, each by the files that it has, as paths below `src`. */
const LAYERS: readonly (readonly [name: string, files: RegExp])[] = [
  ['client package', /^\.\.\/client\/src\//],
  ['dashboard', /^dashboard\//],
  ['GraphiQL in the browser', /^graphiql\//],
  [
    'basics',
    /^(limits|refusal|logged-error|logger|clock|group-by|ids|json|life|sealed-file|semaphore|tally|text|version)\.ts$/,
  ],
  ['generated', /^generated\//],
  ['database', /^database\//],
  ['event log', new RegExp(`^live/${LOG}\\.ts$`)],
  ['auth', /^auth\//],
  ['commands', /^commands\//],
  ['features', new RegExp(`^${FEATURE}/(?!schema/|watching\\.ts$)`)],
  ['live delivery', new RegExp(`^(live/(?!${LOG}\\.ts$)|deployments/watching\\.ts$)`)],
  ['graph', new RegExp(`^(${FEATURE}/)?schema/`)],
  ['server', /^server\//],
  ['programs', /^(demo\/|cli\/|config\.ts$)/],
];

/** The files that may read the environment. */
const READS_ENVIRONMENT = /^(config|main)\.ts$|^cli\//;

/** All source files by their path below `src`, without what is generated. */
export async function readSources(): Promise<Map<string, string>> {
  const root = new URL('../../src/', import.meta.url);
  const paths = (await readdir(root, { recursive: true })).filter((path) => /\.tsx?$/.test(path));
  const written = paths.filter((path) => !path.startsWith('generated/')).sort();
  return new Map(
    await Promise.all(written.map(async (path) => [path, await readFile(new URL(path, root), 'utf8')] as const)),
  );
}

/** Everything that breaks the architecture, a line each: imports go down or stay, and features know those upstream. */
export function violations(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) => [
    ...(rankOf(file) < 0 ? [`${file} is in no layer`] : []),
    ...(!READS_ENVIRONMENT.test(file) && /\bprocess\??\s*(\.|\[\s*['"`])\s*env\b|['"](node:)?process['"]/.test(text)
      ? [`${file} reads the environment`]
      : []),
    ...importsOf(file, text).flatMap((to) => problem(file, to) ?? []),
  ]);
}

function problem(file: string, to: string): string | undefined {
  const [rank, target] = [rankOf(file), rankOf(to)];
  if (target < 0) return `${file} imports ${to}, which is in no layer`;
  if (rank >= 0 && target > rank) return `${file} (${LAYERS[rank]?.[0]}) imports ${to} (${LAYERS[target]?.[0]})`;
  const known = UPSTREAM[featureOf(file)];
  const feature = featureOf(to);
  if (!known || !(feature in UPSTREAM) || feature === featureOf(file) || known.includes(feature)) return undefined;
  return `${file} imports ${to}: ${featureOf(file)} does not know ${feature}`;
}

/** The files of ours that a file imports or re-exports, also when needed. Types of the configuration are for everybody. */
function importsOf(file: string, text: string): string[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm,
  );
  return [...statements].flatMap(([, type, fixed, dynamic]) => {
    const to = posix.join(posix.dirname(file), (fixed ?? dynamic ?? '').replace(/\.js$/, '.ts'));
    return type && to === 'config.ts' ? [] : [to];
  });
}

function rankOf(file: string): number {
  return LAYERS.findIndex(([, files]) => files.test(file));
}

function featureOf(file: string): string {
  return file.split('/', 1)[0] ?? '';
}
