import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useQuery } from 'urql';
import type { AnyVariables, CombinedError, TypedDocumentNode } from 'urql';
import { useLive } from './live.js';
import type { LiveEvent } from './stream.js';

/** Shortest time between two readings of the same query, in milliseconds. */
const PAUSE = 400;

/** What is known of a query's answer. */
export interface LiveAnswer<Data> {
  readonly data: Data | undefined;
  readonly error: CombinedError | undefined;
}

/**
 * The answer to a query, read anew after each event that `touches` it, and after a `Reset`. However many events come, it is
 * read again when the last reading is back and a pause is over, and once more when events came meanwhile.
 */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  touches: (event: LiveEvent) => boolean,
): LiveAnswer<Data> {
  const [{ data, error, fetching, stale }, read] = useQuery<Data, Variables>({
    query,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const [touched, setTouched] = useState(0);
  const readAt = useRef({ touched: 0, time: 0 });
  const touch = (): void => setTouched((count) => count + 1);

  useLive({
    onEvents: (events) => {
      if (events.some(touches)) touch();
    },
    onReset: touch,
  });

  const readAgain = useEffectEvent(() => {
    readAt.current = { touched, time: Date.now() };
    read({ requestPolicy: 'network-only' });
  });
  useEffect(() => {
    if (touched === readAt.current.touched || fetching || stale) return;
    const timer = setTimeout(() => readAgain(), Math.max(0, readAt.current.time + PAUSE - Date.now()));
    return () => clearTimeout(timer);
  }, [touched, fetching, stale]);

  return { data, error };
}
