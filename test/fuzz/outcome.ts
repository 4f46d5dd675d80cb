import { FAULT_CODES } from '../../src/schema/faults.js';

/** What came of a case, as its client saw it. */
export interface Outcome {
  /** Status over HTTP. */
  readonly status?: number;
  /** How a WebSocket was closed, where the server closed it. */
  readonly closed?: { readonly code: number; readonly reason: string };
  /** Everything that should be a result of GraphQL, as text. */
  readonly results: readonly string[];
  /** What the client itself found wrong, such as that no answer came. */
  readonly problem?: string;
}

/** Statuses that are documented. */
const STATUSES = [
  100, 101, 200, 204, 206, 301, 302, 304, 400, 401, 403, 404, 405, 406, 408, 411, 413, 415, 416, 417, 426, 429, 431,
  503,
];

/** Close codes that are documented. */
const CLOSE_CODES = [1002, 1007, 1008, 1009, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429];

/** Codes of errors that a caller may get: everything but that something went wrong. */
const CODES: readonly unknown[] = FAULT_CODES.filter((code) => code !== 'INTERNAL_SERVER_ERROR');

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: unknown; readonly extensions?: { readonly code?: unknown } }[];
}

/** What is wrong with what a server did; undefined where nothing is. */
export function problemOf({ status, closed, results, problem }: Outcome): string | undefined {
  if (problem !== undefined) return problem;
  if (status !== undefined && !STATUSES.includes(status)) return `The status ${status} is not documented.`;
  if (closed && !CLOSE_CODES.includes(closed.code)) return `The close code ${closed.code} is not documented.`;
  for (const text of results) {
    const wrong = problemOfResult(text);
    if (wrong !== undefined) return `${wrong} ${text.slice(0, 500)}`;
  }
  return undefined;
}

/** Codes of the errors in an outcome, `ok` where there is none. */
export function codesOf({ results }: Outcome): readonly string[] {
  const codes = results.flatMap((text) => {
    const { errors } = parse(text) ?? {};
    return errors?.map(({ extensions }) => String(extensions?.code)) ?? [];
  });
  return codes.length > 0 ? codes : ['ok'];
}

function problemOfResult(text: string): string | undefined {
  const result = parse(text);
  if (!result) return 'The answer is not a JSON object.';
  const { errors, data } = result;
  if (errors === undefined) return data === undefined ? 'The answer has neither data nor errors.' : undefined;
  if (!Array.isArray(errors) || errors.length === 0) return 'The errors of the answer are not a list.';
  const wrong = errors.find(
    ({ message, extensions }) => typeof message !== 'string' || !CODES.includes(extensions?.code),
  );
  return wrong && `An error has the code ${String(wrong.extensions?.code)}.`;
}

function parse(text: string): Result | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Result) : undefined;
  } catch {
    return undefined;
  }
}
