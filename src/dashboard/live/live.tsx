import { createContext, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import type { CombinedError } from 'urql';
import { StartDocument } from '../graphql.js';
import { isUnknown } from '../session/graphql-client.js';
import { useSession } from '../session/session.js';
import { openStream } from './stream.js';
import type { LiveEvent, Stream, StreamListener, StreamStart, StreamState } from './stream.js';

/** How long after a failure the start is tried again, in milliseconds. */
const RETRY = 5_000;

interface LiveProviderProps {
  readonly children: ReactNode;
  /** What is shown before there is a stream: nothing yet, or why there will be none. */
  instead(error: CombinedError | undefined): ReactNode;
}

const StreamContext = createContext<Stream | undefined>(undefined);

/**
 * Follows the log for everything below. What is below reads its state after the start of the stream, so that nothing is missed
 * between the two.
 */
export function LiveProvider({ children, instead }: LiveProviderProps) {
  const { token } = useSession();
  const client = useClient();
  const [stream, setStream] = useState<Stream>();
  const [error, setError] = useState<CombinedError>();
  useEffect(() => {
    let opened: Stream | undefined;
    let over = false;
    const readStart = async (): Promise<StreamStart | undefined> => {
      const { data, error: refused } = await client
        .query(StartDocument, {}, { requestPolicy: 'network-only' })
        .toPromise();
      if (over) return undefined;
      setError(refused);
      if (data || isUnknown(refused)) return data?.viewer.organization;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
      return readStart();
    };
    void readStart().then((from) => {
      if (from && !over) setStream((opened = openStream(token, from, readStart)));
    });
    return () => {
      over = true;
      opened?.stop();
    };
  }, [client, token]);
  return stream ? <StreamContext value={stream}>{children}</StreamContext> : instead(error);
}

/** The stream itself, for what it has now. */
export function useStream(): Stream {
  const stream = use(StreamContext);
  if (!stream) throw new Error('There is no stream here.');
  return stream;
}

/** Calls back with what happens, for as long as the component is shown. */
export function useLive({ onEvents, onReset, onLive }: StreamListener): void {
  const stream = useStream();
  const tellEvents = useEffectEvent((events: readonly LiveEvent[]) => onEvents?.(events));
  const tellReset = useEffectEvent(() => onReset?.());
  const tellLive = useEffectEvent(() => onLive?.());
  useEffect(
    () =>
      stream.listen({ onEvents: (events) => tellEvents(events), onReset: () => tellReset(), onLive: () => tellLive() }),
    [stream],
  );
}

/** How the stream stands, now and after each change. */
export function useStreamState(): StreamState {
  const stream = useStream();
  return useSyncExternalStore(
    (onState) => stream.listen({ onState }),
    () => stream.state,
  );
}
