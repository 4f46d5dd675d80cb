import { createContext, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import type { CombinedError } from 'urql';
import { StartDocument } from '../graphql.js';
import { useSession } from '../session/session.js';
import { openStream } from './stream.js';
import type { LiveEvent, Stream, StreamListener, StreamState } from './stream.js';

/** After a failure the start is tried again after this pause, in milliseconds. */
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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () => client.query(StartDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    const readEvents = async () => (await start()).data?.viewer.organization.events ?? [];
    const begin = async (): Promise<void> => {
      const { data, error: refused } = await start();
      if (over) return;
      setError(refused);
      if (data) setStream((opened = openStream(token, data.viewer.organization, readEvents)));
      else timer = setTimeout(() => void begin(), RETRY);
    };
    void begin();
    return () => {
      over = true;
      clearTimeout(timer);
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
      stream.listen({
        onEvents: (events) => tellEvents(events),
        onReset: () => tellReset(),
        onLive: () => tellLive(),
      }),
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
