import type { CombinedError } from 'urql';
import { Notice } from '../ui/notice.js';

/** Shown before the server has answered, and when it does not. */
export function Unreachable({ error }: { readonly error: CombinedError | undefined }) {
  if (!error) return <main aria-busy="true" aria-label="Loading" />;
  return (
    <main>
      <Notice title="The server does not answer">{error.message}</Notice>
      <p className="notice">
        <button type="button" className="primary" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </main>
  );
}
