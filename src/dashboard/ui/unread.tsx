import type { CombinedError } from 'urql';
import { failureWords } from './failure.js';
import { Notice } from './notice.js';

interface UnreadProps {
  /** What is to be read, at the beginning of a sentence. */
  readonly what: string;
  readonly error: CombinedError | undefined;
}

/** In place of what was not read yet: nothing, or that it cannot be and why. */
export function Unread({ what, error }: UnreadProps) {
  if (!error) return <div aria-busy="true" />;
  return (
    <Notice title={`${what} cannot be read`}>
      {failureWords(error)} <small>It is tried again by itself.</small>
    </Notice>
  );
}
