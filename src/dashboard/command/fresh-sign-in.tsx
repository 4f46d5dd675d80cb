import { useEffect, useRef, useState } from 'react';
import { readOffers } from '../session/offers.js';
import { useSession } from '../session/session.js';
import { SignIn } from '../session/sign-in.js';
import { useSignedInAnew } from './use-signed-in-anew.js';

/**
 * Asks to sign in again, in another tab, and sends the form around it once that is done. What was typed stays here, and the stream goes
 * on as after any new session: see `SessionEnded`.
 *
 * Hazard: who gives their word must mean it. So it is sent by itself only for a sign-in that began at this button, which says so, by the
 * same person, within `PATIENCE`, and while nothing is typed. Any other sign-in sends nothing.
 */
export function FreshSignIn({ path }: { readonly path: string | null }) {
  const { offers } = useSession();
  const here = useRef<HTMLDivElement>(null);
  /** How they were signed in when they began. */
  const [before, setBefore] = useState<ReturnType<typeof readOffers>>();
  const waits = before !== undefined;
  const begin = (): void => setBefore(readOffers());
  useSignedInAnew(before, (isDone) => {
    setBefore(undefined);
    if (isDone) here.current?.closest('form')?.requestSubmit();
  });
  useEffect(() => {
    const form = here.current?.closest('form');
    if (!waits || !form) return;
    const stop = (): void => setBefore(undefined);
    form.addEventListener('input', stop);
    return () => form.removeEventListener('input', stop);
  }, [waits]);
  if (path === null && !offers.people) return null;
  return (
    <div ref={here} className="fresh-sign-in">
      {path === null ? (
        <SignIn apart onChoose={begin} />
      ) : (
        <a className="button" href={`${path}&to=/auth/done`} target="_blank" rel="noopener" onClick={begin}>
          Sign in again and send
        </a>
      )}
      <small>
        {waits
          ? 'Waiting until you have signed in. Then it is sent as you see it here; if you change something, you send it yourself.'
          : 'What you typed is kept, and sent once you have signed in.'}
      </small>
    </div>
  );
}
