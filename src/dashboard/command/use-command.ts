import { useState } from 'react';
import { useMutation } from 'urql';
import type { TypedDocumentNode } from 'urql';
import type { RefusalFragment } from '../graphql.js';
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

/**
 * A mutation whose answer is its payload or a refusal. Its key stays the same until the server has answered, so that a command
 * that is sent twice, by a double click or after a cut, is done once. It is sent for the `version` that there was at first; after
 * a refusal that says what has happened since, for the version that this led to.
 */
export function useCommand<Input>(
  mutation: TypedDocumentNode<{ readonly result: CommandResult }, { input: Input }>,
  version: number,
): CommandState<Input> {
  const [{ fetching }, execute] = useMutation(mutation);
  const [refusal, setRefusal] = useState<CommandState<Input>['refusal']>();
  const [key, setKey] = useState(randomKey);
  const [readVersion, setReadVersion] = useState(version);

  const send = async (input: Filled<Input>): Promise<boolean> => {
    const { data, error } = await execute({ input: { ...input, version: readVersion, idempotencyKey: key } as Input });
    if (!data) {
      setRefusal({ __typename: 'Failure', message: error ? failureWords(error) : 'The server did not answer.' });
      return false;
    }
    setKey(randomKey());
    const { result } = data;
    const done = 'position' in result;
    setRefusal(done || result.__typename === 'DryRun' ? undefined : result);
    if ('currentVersion' in result) setReadVersion(result.currentVersion);
    return done;
  };
  return { refusal, busy: fetching, send };
}

/** Works on pages without TLS, too, where `randomUUID` is not to be had. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
