import { useState } from 'react';
import { useMutation } from 'urql';
import type { TypedDocumentNode } from 'urql';
import type { RefusalFragment } from '../graphql.js';

/** How a command stands. */
export interface CommandState<Input> {
  /** Why it was not done: the server's refusal, or that it could not be reached. */
  readonly refusal: RefusalFragment | { readonly __typename: 'Failure'; readonly message: string } | undefined;
  readonly busy: boolean;
  /** Sends it; resolves with whether it was done. */
  send(input: Omit<Input, 'idempotencyKey'>): Promise<boolean>;
}

/**
 * A mutation whose answer is its payload or a refusal. Its key stays the same until the server has answered, so that a command
 * that is sent twice, by a double click or after a cut, is done once.
 */
export function useCommand<Input>(
  mutation: TypedDocumentNode<{ readonly result: { readonly position: number } | RefusalFragment }, { input: Input }>,
): CommandState<Input> {
  const [{ fetching }, execute] = useMutation(mutation);
  const [refusal, setRefusal] = useState<CommandState<Input>['refusal']>();
  const [key, setKey] = useState(randomKey);

  const send = async (input: Omit<Input, 'idempotencyKey'>): Promise<boolean> => {
    const { data, error } = await execute({ input: { ...input, idempotencyKey: key } as Input });
    if (!data) {
      setRefusal({ __typename: 'Failure', message: error?.message ?? 'The server did not answer.' });
      return false;
    }
    setKey(randomKey());
    const { result } = data;
    const done = 'position' in result;
    setRefusal(done ? undefined : result);
    return done;
  };
  return { refusal, busy: fetching, send };
}

/** Works on pages without TLS, too, where `randomUUID` is not to be had. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
