import type { RefusalFragment } from './graphql.js';

/** What is said of places in a file. */
export interface Finding {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  /** How many places it is said of, and the first lines of them. */
  readonly count: number;
  readonly lines: readonly number[];
}

/** How far the server is with a file, in records. */
export interface ImportProgress {
  readonly read: number;
  readonly checked: number;
  readonly written: number;
  readonly total: number;
}

/** That the file was checked or imported. */
export interface Imported {
  readonly __typename: 'ImportRecordsPayload';
  readonly count: number;
  readonly remarks: readonly Finding[];
}

/** That the file has mistakes. */
export interface Rejected {
  readonly __typename: 'FileRejectedError';
  readonly message: string;
  readonly mistakes: readonly Finding[];
  readonly more: number;
}

/** What came of a file. */
export type ImportResult = Imported | Rejected | RefusalFragment;

/** What is asked of an import besides the file. */
export interface ImportAsk {
  readonly kind: string;
  /** Names of columns in the file and of the import, with an equals sign between. */
  readonly map: readonly string[];
  /** Columns of the import and their values, with an equals sign between. */
  readonly default: readonly string[];
  readonly dates?: string | undefined;
  readonly dryRun?: true;
  readonly idempotencyKey?: string;
}

type Line =
  | { readonly progress: ImportProgress }
  | { readonly result: ImportResult }
  | { readonly errors: readonly { readonly message: string }[] };

/**
 * Imports a file, and tells how far it is. Where `signal` aborts before the end, nothing is imported.
 * @throws Error that says in words why there is no result.
 */
export async function importFile(
  ask: ImportAsk,
  file: File,
  token: string | undefined,
  signal: AbortSignal,
  tell: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const answer = await fetch(`/import?${parametersOf(ask).toString()}`, {
    method: 'POST',
    body: file,
    signal,
    headers: { 'content-type': 'text/csv', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });
  for await (const line of linesOf(answer)) {
    if ('errors' in line) throw new Error(line.errors[0]?.message ?? 'Unexpected error.');
    if ('result' in line) return line.result;
    tell(line.progress);
  }
  throw new Error('The connection ended before the import did: nothing was imported, unless that was said too late.');
}

function parametersOf({ map, default: defaults, dryRun, ...rest }: ImportAsk): URLSearchParams {
  const said = Object.entries({ ...rest, dryRun: dryRun && 'true' });
  return new URLSearchParams([
    ...said.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ...map.map((each) => ['map', each]),
    ...defaults.map((each) => ['default', each]),
  ]);
}

/** The lines of an answer, each of which is JSON. */
async function* linesOf({ body }: Response): AsyncGenerator<Line> {
  // Not every browser can iterate over a stream.
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    const lines = (rest + next.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
  if (rest !== '') yield JSON.parse(rest) as Line;
}
