import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf, randomKey } from '../command/use-command.js';
import type { CommandState } from '../command/use-command.js';
import { ImportRecordsDocument } from './graphql.js';
import type { ImportRecordsInput, ImportRecordsMutation } from './graphql.js';

type Result = ImportRecordsMutation['result'];
type Payload = Extract<Result, { readonly __typename: 'ImportRecordsPayload' }>;
type Rejected = Extract<Result, { readonly __typename: 'FileRejectedError' }>;

/** How an import stands. */
export interface ImportState extends Pick<CommandState<unknown>, 'refusal' | 'busy'> {
  /** What the check has found, until the file is imported or another one is chosen. */
  readonly checked: Payload | undefined;
  readonly imported: Payload | undefined;
  /** Why the file cannot be imported. */
  readonly rejected: Rejected | undefined;
  /** Checks the file, or, once it was checked, imports it. */
  send(input: Omit<ImportRecordsInput, 'dryRun' | 'idempotencyKey'>): Promise<void>;
  /** Forgets what is known of the file, as it is another one. */
  forget(): void;
}

const NOTHING = { checked: undefined, imported: undefined, rejected: undefined, refusal: undefined } as const;

/** An import of a file: a check first, then the import, which is done once even if it is sent twice. */
export function useImport(): ImportState {
  const [{ fetching }, execute] = useMutation(ImportRecordsDocument);
  const [said, setSaid] = useState<Pick<ImportState, 'checked' | 'imported' | 'rejected' | 'refusal'>>(NOTHING);
  const [key, setKey] = useState(randomKey);
  return {
    ...said,
    busy: fetching,
    async send(input) {
      const { data, error } = await execute({
        input: said.checked ? { ...input, idempotencyKey: key } : { ...input, dryRun: true },
      });
      const result = data?.result;
      if (!result) return setSaid({ ...said, refusal: failureOf(error) });
      setKey(randomKey());
      switch (result.__typename) {
        case 'ImportRecordsPayload':
          return setSaid(said.checked ? { ...NOTHING, imported: result } : { ...NOTHING, checked: result });
        case 'FileRejectedError':
          return setSaid({ ...NOTHING, rejected: result });
        default:
          setSaid({ ...NOTHING, refusal: result });
      }
    },
    forget: () => setSaid(NOTHING),
  };
}
