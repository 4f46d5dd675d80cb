import type { CombinedError } from 'urql';
import { failureWords } from '../ui/failure.js';
import { Notice } from '../ui/notice.js';

/** Shown before the server has answered, and when it does not. */
export function Unreachable({ error }: { readonly error: CombinedError | undefined }) {
  if (!error) return <main aria-busy="true" aria-label="Loading" />;
  return (
    <main>
      <Notice title="The server does not answer">
        {failureWords(error)} <small>It is tried again by itself.</small>
      </Notice>
      <p className="notice">
        <button type="button" className="primary" onClick={() => location.reload()}>
          Try again now
        </button>
      </p>
    </main>
  );
}
