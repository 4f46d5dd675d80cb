import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from './session.js';

interface DownloadProps {
  /** Its address on the server. */
  readonly address: string;
  /** What the file is called. */
  readonly file: string;
  readonly children: ReactNode;
}

/** A file of the server's as a link. A browser sends no token with a link, so the page fetches it for who has one. */
export function Download({ address, file, children }: DownloadProps) {
  const { token } = useSession();
  const [failure, setFailure] = useState<string>();
  return (
    <>
      <a
        href={address}
        download={file}
        onClick={(event) => {
          if (token === undefined) return;
          event.preventDefault();
          setFailure(undefined);
          fetchFile(address, token).then(
            (content) => save(content, file),
            (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
          );
        }}
      >
        {children}
      </a>
      {failure && (
        <small role="alert" className="late">
          {' '}
          {failure}
        </small>
      )}
    </>
  );
}

async function fetchFile(address: string, token: string): Promise<Blob> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
  if (answer.ok) return answer.blob();
  const body: unknown = await answer.json().catch(() => undefined);
  throw new Error(messageOf(body) ?? `The server answered ${answer.status}.`);
}

function messageOf(body: unknown): string | undefined {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : undefined;
}

/** Saves a file, as if a link to it had been followed. */
export function save(content: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
