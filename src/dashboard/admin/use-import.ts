import { useEffect, useRef, useState } from 'react';
import { randomKey } from '../command/use-command.js';
import type { CommandState } from '../command/use-command.js';
import { useSession } from '../session/session.js';
import { importFile } from './import-stream.js';
import type { ImportAsk, Imported, ImportProgress, Rejected } from './import-stream.js';

/** What is known of an import. */
interface Said {
  /** What the check has found, until the file is imported or another one is chosen. */
  readonly checked?: Imported;
  readonly imported?: Imported;
  /** Why the file cannot be imported. */
  readonly rejected?: Rejected;
  readonly refusal?: CommandState<unknown>['refusal'];
  /** Whether somebody has canceled it. */
  readonly canceled?: true;
}

/** How an import stands. */
export interface ImportState extends Said {
  readonly refusal: CommandState<unknown>['refusal'];
  readonly busy: boolean;
  /** How far it is, while it is under way. */
  readonly progress: ImportProgress | undefined;
  /** Checks the file, or, once it was checked, imports it. */
  send(ask: Omit<ImportAsk, 'dryRun' | 'idempotencyKey'>, file: File): Promise<void>;
  /** Ends it, while it is under way: nothing is imported. */
  cancel(): void;
  /** Forgets what is known of the file, as it is another one. */
  forget(): void;
}

/** An import of a file: a check first, then the import, which is done once even if it is sent twice. */
export function useImport(): ImportState {
  const { token } = useSession();
  const [said, setSaid] = useState<Said>({});
  const [key, setKey] = useState(randomKey);
  const [progress, setProgress] = useState<ImportProgress>();
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(undefined);
  // Whoever leaves the page cancels it.
  useEffect(() => () => running.current?.abort(), []);

  const attempt = async (ask: Parameters<ImportState['send']>[0], file: File, signal: AbortSignal): Promise<Said> => {
    const { checked } = said;
    try {
      const whole = checked ? { ...ask, idempotencyKey: key } : { ...ask, dryRun: true as const };
      const result = await importFile(whole, file, token, signal, setProgress);
      setKey(randomKey());
      if ('mistakes' in result) return { rejected: result };
      if (!('remarks' in result)) return { refusal: result };
      return checked ? { imported: result } : { checked: result };
    } catch (error) {
      if (signal.aborted) return { canceled: true };
      const message = error instanceof Error ? error.message : String(error);
      return { ...said, refusal: { __typename: 'Failure', message } };
    }
  };

  return {
    refusal: undefined,
    ...said,
    busy,
    progress,
    async send(ask, file) {
      const { signal } = (running.current = new AbortController());
      setBusy(true);
      setProgress(undefined);
      setSaid(await attempt(ask, file, signal));
      setProgress(undefined);
      setBusy(false);
    },
    cancel: () => running.current?.abort(),
    forget: () => setSaid({}),
  };
}
