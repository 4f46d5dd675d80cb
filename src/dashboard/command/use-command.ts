import { useState } from 'react';
import { useMutation } from 'urql';
import type { CombinedError, TypedDocumentNode } from 'urql';
import { AnyCommandDocument, AnyDryRunDocument } from '../graphql.js';
import type { BatchCommandInput, PlannedEventFragment, RefusalFragment } from '../graphql.js';
import { failureWords } from '../ui/failure.js';

/** What a form fills in of an input. */
type Filled<Input> = Omit<Input, 'idempotencyKey' | 'version'>;

/** What came of a mutation. The dashboard asks for no dry run. */
type CommandResult = { readonly position: number } | { readonly __typename: 'DryRun' } | RefusalFragment;

/** How a command stands. */
export interface CommandState<Input> {
  /** Why it was not done: the server's refusal, or that it could not be reached. */
  readonly refusal: RefusalFragment | { readonly __typename: 'Failure'; readonly message: string } | undefined;
  readonly busy: boolean;
  /** Sends it; resolves with whether it was done. */
  send(input: Filled<Input>): Promise<boolean>;
}

/** Sends a command for the version of its record, if it takes one, under a key. */
type Execute<Input> = (
  input: Filled<Input>,
  version: number | undefined,
  key: string,
) => Promise<{ readonly result?: CommandResult | undefined; readonly error?: CombinedError | undefined }>;

/** What a dry run of a command says: what it would do, or why it would be refused. */
export interface Preview {
  readonly planned: readonly PlannedEventFragment[] | undefined;
  readonly refusal: CommandState<unknown>['refusal'];
  readonly busy: boolean;
  /** Asks what the command would do with these values; resolves once that, or why not, is known. */
  ask(input: Readonly<Record<string, unknown>>): Promise<void>;
  /** Forgets it, as the values have changed. */
  forget(): void;
}

/** Asks what a command would do, for the `version` of its record if it takes one. */
export function usePreview(name: string, version: number | undefined): Preview {
  const [{ fetching }, execute] = useMutation(AnyDryRunDocument);
  const [said, setSaid] = useState<Pick<Preview, 'planned' | 'refusal'>>();
  return {
    planned: said?.planned,
    refusal: said?.refusal,
    busy: fetching,
    async ask(input) {
      const commands = [{ [name]: version === undefined ? input : { ...input, version } } as BatchCommandInput];
      const { data, error } = await execute({ input: { commands, dryRun: true } });
      if (!data) return setSaid({ planned: undefined, refusal: failureOf(error) });
      const { result } = data;
      if ('events' in result) return setSaid({ planned: result.events, refusal: undefined });
      if (result.__typename === 'BatchPayload') throw new Error('A dry run does nothing.');
      setSaid({ planned: undefined, refusal: 'refusal' in result ? result.refusal : result });
    },
    forget: () => setSaid(undefined),
  };
}

/** A mutation whose answer is its payload or a refusal, sent for the `version` that there was at first. */
export function useCommand<Input>(
  mutation: TypedDocumentNode<{ readonly result: CommandResult }, { input: Input }>,
  version: number,
): CommandState<Input> {
  const [{ fetching }, execute] = useMutation(mutation);
  return useSending(version, fetching, async (input, readVersion, idempotencyKey) => {
    const { data, error } = await execute({ input: { ...input, version: readVersion, idempotencyKey } as Input });
    return { result: data?.result, error };
  });
}

/** Any command by its name; `version` for those that take one. */
export function useAnyCommand(
  name: string,
  version: number | undefined,
): CommandState<Readonly<Record<string, unknown>>> {
  const [{ fetching }, execute] = useMutation(AnyCommandDocument);
  return useSending(version, fetching, async (input, readVersion, idempotencyKey) => {
    const versioned = readVersion === undefined ? input : { ...input, version: readVersion };
    const commands = [{ [name]: versioned } as BatchCommandInput];
    const { data, error } = await execute({ input: { commands, atomic: false, idempotencyKey } });
    const result = data && 'results' in data.result ? data.result.results[0] : undefined;
    if (!result) return { result: data?.result as CommandResult | undefined, error };
    return { result: result.refusal ?? { position: result.position ?? 0 }, error };
  });
}

/**
 * What sending a command has in common. Its key stays the same until the server has answered, so that a command that is sent
 * twice, by a double click or after a cut, is done once. After a refusal that says what has happened since, it is sent for the
 * version that this led to.
 */
function useSending<Input>(version: number | undefined, busy: boolean, execute: Execute<Input>): CommandState<Input> {
  const [refusal, setRefusal] = useState<CommandState<Input>['refusal']>();
  const [key, setKey] = useState(randomKey);
  const [readVersion, setReadVersion] = useState(version);

  const send = async (input: Filled<Input>): Promise<boolean> => {
    const { result, error } = await execute(input, readVersion, key);
    if (!result) {
      setRefusal(failureOf(error));
      return false;
    }
    setKey(randomKey());
    const done = 'position' in result;
    setRefusal(done || result.__typename === 'DryRun' ? undefined : result);
    if ('currentVersion' in result) setReadVersion(result.currentVersion);
    return done;
  };
  return { refusal, busy, send };
}

/** Why there was no answer. */
export function failureOf(error: CombinedError | undefined): {
  readonly __typename: 'Failure';
  readonly message: string;
} {
  return { __typename: 'Failure', message: error ? failureWords(error) : 'The server did not answer.' };
}

/** Works on pages without TLS, too, where `randomUUID` is not to be had. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
