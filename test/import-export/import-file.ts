import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';

/** Something said of a file. */
interface Remark {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  readonly count: number;
  readonly lines: readonly number[];
}

/** What came of an import. */
export interface ImportResult {
  readonly __typename: string;
  readonly message?: string;
  readonly position?: number;
  readonly count?: number;
  readonly remarks?: readonly Remark[];
  readonly mistakes?: readonly Remark[];
  readonly more?: number;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

const IMPORT = `mutation ($input: ImportRecordsInput!) {
  importRecords(input: $input) {
    __typename
    ... on ImportRecordsPayload { position count remarks { line column value message count lines } }
    ... on FileRejectedError { mistakes { line column value message count lines } more }
    ... on InvalidInputError { issues { path message } }
    ... on ForbiddenError { action requires }
    ... on UserError { message }
  }
}`;

/** Imports a file over HTTP. Throws where the answer has an error. */
export async function importFile(
  app: Pick<TestApp, 'url'>,
  bearer: string,
  kind: string,
  csv: string,
  more: object = {},
): Promise<ImportResult> {
  const { data, errors } = await ask(app.url, IMPORT, { input: { kind, csv, ...more } }, bearer);
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data['importRecords'] as ImportResult;
}
