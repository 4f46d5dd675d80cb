import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createRequest, useQuery } from 'urql';
import type { AnyVariables, CombinedError, TypedDocumentNode } from 'urql';
import { useLive, useStream } from './live.js';
import type { LiveEvent } from './stream.js';

/** Shortest time between two readings of the same query, and how long after one that failed it is tried again, in milliseconds. */
const PAUSE = { least: 400, failed: 5_000 } as const;

/** Whether an event begins another day somewhere, or moves where days begin: what is late may be something else then. */
function beginsDay({ __typename }: { readonly __typename: string }): boolean {
  return /^(DayBegan|OrganizationRevised|UnitChanged)$/.test(__typename);
}

/** What is known of a query's answer. */
export interface LiveAnswer<Data> {
  /** The last answer, also if it could not be refetched. */
  readonly data: Data | undefined;
  /** Why the last reading failed. */
  readonly error: CombinedError | undefined;
}

/**
 * The answer to a query, refetched after each event that `touches` it, when another day begins, and after a `Reset`. However many events come, it is
 * read again when the last reading is back and a pause is over, and once more when events came meanwhile. A reading that fails
 * is repeated until it succeeds: after a while, and when the connection comes back. What changes without an event is read again
 * `every` so many milliseconds.
 */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  touches: (event: LiveEvent) => boolean,
  every?: number,
): LiveAnswer<Data> {
  const stream = useStream();
  const [{ data, error, fetching, stale, operation }, read] = useQuery<Data, Variables>({
    query,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const { key } = createRequest(query, variables);
  const [kept, setKept] = useState<{ readonly key: number; readonly data: Data }>();
  if (data && operation?.key === key && data !== kept?.data) setKept({ key, data });
  const [touched, setTouched] = useState(0);
  const readAt = useRef({ touched: 0, time: 0 });
  const touch = (): void => setTouched((count) => count + 1);

  useLive({
    onEvents: (events) => {
      if (events.some((event) => beginsDay(event) || touches(event))) touch();
    },
    onReset: touch,
    onLive: () => {
      if (error) touch();
    },
  });

  useEffect(() => {
    if (every === undefined) return;
    const timer = setInterval(() => setTouched((count) => count + 1), every);
    return () => clearInterval(timer);
  }, [every]);

  const readAgain = useEffectEvent(() => {
    readAt.current = { touched, time: Date.now() };
    read({ requestPolicy: 'network-only' });
  });
  useEffect(() => {
    if (touched === readAt.current.touched || fetching || stale) return;
    const timer = setTimeout(() => readAgain(), Math.max(0, readAt.current.time + PAUSE.least - Date.now()));
    return () => clearTimeout(timer);
  }, [touched, fetching, stale]);

  useEffect(() => {
    if (!error || fetching) return;
    const timer = setTimeout(() => setTouched((count) => count + 1), PAUSE.failed);
    return () => clearTimeout(timer);
  }, [error, fetching]);
  const failed = error !== undefined;
  useEffect(() => (failed ? stream.miss() : undefined), [stream, failed]);

  return { data: data ?? (kept?.key === key ? kept.data : undefined), error };
}
