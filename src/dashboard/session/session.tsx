import { createContext, use, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { createGraphqlClient } from './graphql-client.js';
import { keepCredentials, readCredentials, tokenOf } from './credentials.js';
import type { Credentials } from './credentials.js';

interface Session {
  readonly credentials: Credentials;
  readonly token: (() => Promise<string>) | undefined;
  /** Continues as another person. */
  signIn(credentials: Credentials): void;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Who the page speaks for, and the GraphQL client that does it; everything below starts over with other credentials. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [credentials, setCredentials] = useState(readCredentials);
  const session = useMemo(() => {
    const signIn = (next: Credentials): void => {
      keepCredentials(next);
      setCredentials(next);
    };
    return { credentials, token: tokenOf(credentials), signIn };
  }, [credentials]);
  const client = useMemo(() => createGraphqlClient(session.token), [session]);
  return (
    <SessionContext value={session}>
      <Provider value={client} key={JSON.stringify(credentials)}>
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
