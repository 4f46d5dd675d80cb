import { useEffect, useEffectEvent } from 'react';
import type { Offers } from '../session/offers.js';
import { useSession } from '../session/session.js';

/** How often the page asks whether somebody has signed in anew, in milliseconds. */
const LOOK = 1_000;

/** How long it asks, in milliseconds. */
const PATIENCE = 600_000;

/**
 * Tells once the person of the page has signed in anew, after they were signed in as `before` says, or once that took too long. Without
 * `before`, nothing is awaited.
 */
export function useSignedInAnew(before: Promise<Offers> | undefined, tell: (isDone: boolean) => void): void {
  const { check } = useSession();
  const look = useEffectEvent(async (): Promise<boolean> => {
    const [then, now] = [(await before)?.person?.signIn, (await check())?.signIn];
    return now !== undefined && (now.at !== then?.at || now.acr !== then.acr);
  });
  const end = useEffectEvent((isDone: boolean) => tell(isDone));
  useEffect(() => {
    if (!before) return;
    const stop = (): void => {
      clearInterval(timer);
      clearTimeout(over);
    };
    let waits = true;
    const finish = (isDone: boolean): void => {
      if (waits) end(isDone);
      waits = false;
      stop();
    };
    const timer = setInterval(
      () =>
        void look().then(
          (isNew) => isNew && finish(true),
          () => undefined,
        ),
      LOOK,
    );
    const over = setTimeout(() => finish(false), PATIENCE);
    return () => {
      waits = false;
      stop();
    };
  }, [before]);
}
