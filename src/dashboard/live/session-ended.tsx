import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSession } from '../session/session.js';
import { SignIn } from '../session/sign-in.js';
import { useStream, useStreamState } from './live.js';

/** How often the page checks whether someone has signed in again, in milliseconds. */
const LOOK = 2_000;

/**
 * Tells that the session has ended, and asks to sign in again. The page stays as it is, with what was typed, and the same person
 * continues from the last event.
 */
export function SessionEnded() {
  const { ended } = useStreamState();
  const stream = useStream();
  const { check } = useSession();
  const [asks, setAsks] = useState(true);
  const look = useEffectEvent(async () => {
    if (await check()) stream.resume();
  });
  useEffect(() => {
    if (!ended) return;
    const again = (): void => void look().catch(() => undefined);
    again();
    const timer = setInterval(again, LOOK);
    return () => clearInterval(timer);
  }, [ended]);
  if (!ended) return null;
  if (asks) return <Asking onLater={() => setAsks(false)} />;
  return (
    <div className="banner" role="status">
      <p>Your session has ended: what you see is not up to date.</p>
      <button type="button" className="primary" onClick={() => setAsks(true)}>
        Sign in
      </button>
    </div>
  );
}

/** Hazard: an open dialog makes the rest of the page inert, so this one is outside of the page and in the top layer. */
function Asking({ onLater }: { onLater(): void }) {
  const { kind } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return createPortal(
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="session-ended"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="session-ended">{kind === 'token' ? 'Your token is no longer valid' : 'Your session has ended'}</h2>
      <p>Sign in again to continue. What you typed is kept.</p>
      <SignIn apart />
      <button type="button" className="quiet" onClick={onLater}>
        Not now
      </button>
    </dialog>,
    document.body,
  );
}
