import { useRef, useState } from 'react';

/** A secret that the server has said once. */
export interface Issued {
  /** What it is the secret of. */
  readonly of: string;
  readonly secret: string;
}

/** A secret, with a button that copies it, until who reads it has kept it. */
export function Secret({ of, secret, onKept }: Issued & { onKept(): void }) {
  const text = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<string>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied('Copied.');
    } catch {
      // Browsers copy only on pages with TLS, and where they are allowed to.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setCopied('It is selected: copy it with Ctrl C.');
    }
  };
  return (
    <div className="secret" role="status">
      <p>
        <strong>{of}: keep this secret now.</strong> It is not shown again.
      </p>
      <code ref={text}>{secret}</code>
      <p className="row">
        <button type="button" className="primary" onClick={() => void copy()}>
          Copy
        </button>
        <button type="button" onClick={onKept}>
          I have kept it
        </button>
        <small>{copied}</small>
      </p>
    </div>
  );
}
