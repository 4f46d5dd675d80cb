import { createContext, use, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { keepCredentials, readCredentials } from './credentials.js';
import type { Credentials } from './credentials.js';
import { createGraphqlClient } from './graphql-client.js';
import { enterDemo, leave, readOffers } from './offers.js';
import type { Offers } from './offers.js';

/** Who is signed in, and how to change that. */
export interface Session {
  /** A visitor, the person of the browser's session, or the bearer of a token. */
  readonly kind: 'visitor' | 'person' | 'token';
  readonly token: string | undefined;
  readonly offers: Offers;
  /** Continues with a token, in this tab only. */
  bringToken(token: string): void;
  /** Continues as a person of the demo, in all tabs. */
  signInToDemo(subject: string): Promise<void>;
  /** Signs out, or discards the token. */
  signOut(): Promise<void>;
  /** Asks who is signed in in the browser. For another person the page starts over; null unless it is the same one. */
  check(): Promise<Offers['person']>;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in, and the GraphQL client; everything below starts over for another person. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [credentials, setCredentials] = useState(readCredentials);
  const [offers, setOffers] = useState<Offers>();
  /** Grows when everything below is to start over. */
  const [turn, setTurn] = useState(0);
  const token = credentials.kind === 'token' ? credentials.token : undefined;

  const startOver = (next: Credentials, now: Offers | undefined): void => {
    keepCredentials(next);
    setCredentials(next);
    if (now) setOffers(now);
    setTurn((before) => before + 1);
  };
  const check = async (): Promise<Offers['person']> => {
    const now = await readOffers();
    if (token !== undefined) return null;
    if (offers && now.person && now.person.id === offers.person?.id) return now.person;
    // After the end of a session the screen stays as it is until someone signs in.
    if (!offers || now.person) startOver({ kind: 'browser' }, now);
    return null;
  };
  const onFocus = useEffectEvent(() => void check().catch(() => undefined));
  useEffect(() => {
    readOffers().then(setOffers, () => undefined);
    const focused = (): void => onFocus();
    addEventListener('focus', focused);
    return () => removeEventListener('focus', focused);
  }, []);

  const client = useMemo(() => createGraphqlClient(token), [token, turn]);
  const known = offers ?? { person: null, visitors: false };
  const session: Session = {
    kind: token !== undefined ? 'token' : known.person ? 'person' : 'visitor',
    token,
    offers: known,
    bringToken: (given) => startOver({ kind: 'token', token: given }, undefined),
    async signInToDemo(subject) {
      await enterDemo(subject);
      const now = await readOffers();
      const isSame = token === undefined && now.person?.id === offers?.person?.id;
      if (isSame) setOffers(now);
      else startOver({ kind: 'browser' }, now);
    },
    async signOut() {
      const to = token === undefined ? await leave() : '/';
      if (to === '/') startOver({ kind: 'browser' }, await readOffers());
      else location.assign(to);
    },
    check,
  };
  return (
    <SessionContext value={session}>
      <Provider value={client} key={turn}>
        {children}
      </Provider>
    </SessionContext>
  );
}

/** The session of the page. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('There is no session here.');
  return session;
}
