import { useState } from 'react';
import { useMutation } from 'urql';
import type { TypedDocumentNode } from 'urql';
import type { RefusalFragment } from '../graphql.js';
import { failureOf } from './use-command.js';
import type { CommandState } from './use-command.js';

/** How a mutation stands that is no command: it changes who has access, or where events go, and is no event of the log. */
export interface AccessState<Input, Payload> extends Pick<CommandState<Input>, 'refusal' | 'busy'> {
  /** Sends it; resolves with its payload, or with undefined where it was not done. */
  send(input: Input): Promise<Payload | undefined>;
}

/**
 * A mutation that is no command. As the log does not tell of it, what the page has read of the types that are `touched` is read
 * again.
 */
export function useAccess<Input, Result extends { readonly __typename: string }>(
  mutation: TypedDocumentNode<{ readonly result: Result }, { input: Input }>,
  touched: readonly string[],
): AccessState<Input, Exclude<Result, RefusalFragment>> {
  const [{ fetching }, execute] = useMutation(mutation);
  const [refusal, setRefusal] = useState<CommandState<Input>['refusal']>();
  return {
    refusal,
    busy: fetching,
    async send(input) {
      const { data, error } = await execute({ input }, { additionalTypenames: [...touched] });
      const result = data?.result;
      setRefusal(result ? (isRefusal(result) ? result : undefined) : failureOf(error));
      return result && !isRefusal(result) ? (result as Exclude<Result, RefusalFragment>) : undefined;
    },
  };
}

function isRefusal(result: { readonly __typename: string }): result is RefusalFragment {
  return 'message' in result;
}
