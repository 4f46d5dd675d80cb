import { useState } from 'react';
import type { FormEvent } from 'react';
import { roleWords } from '../ui/words.js';
import { providerAddress } from './offers.js';
import { useSession } from './session.js';

/** Asks for credentials if the present ones, or none, are not sufficient. */
export function SignInPage() {
  const { kind } = useSession();
  return (
    <main className="sign-in-page">
      <h1>Uplift</h1>
      <p role="status">
        {kind === 'token'
          ? 'The server refused your token: it is not valid, or no longer.'
          : 'Sign in to see your organization. If you were signed in, your session has ended.'}
      </p>
      <SignIn />
    </main>
  );
}

interface SignInProps {
  /** In another tab. */
  readonly apart?: boolean;
  /** A person of the demo is chosen. */
  onChoose?(): void;
}

/** The ways to sign in: the identity provider, the people of a demo, or, if there is neither, a token. */
export function SignIn({ apart = false, onChoose }: SignInProps) {
  const { kind, offers, signInToDemo, signOut } = useSession();
  const { people, provider = false, visitors } = offers;
  return (
    <div className="sign-in">
      {provider && <ProviderLink apart={apart} />}
      {people && (
        <ul aria-label="People of the demo">
          {people.map(({ subject, name, role, leads }) => (
            <li key={subject}>
              <button
                type="button"
                onClick={() => {
                  onChoose?.();
                  void signInToDemo(subject);
                }}
              >
                <strong>{name}</strong> <small>{[roleWords(role), ...leads].join(' · ')}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!provider && !people && <TokenForm />}
      {(kind !== 'visitor' || visitors) && (
        <button type="button" onClick={() => void signOut()}>
          {visitors ? 'Sign out and continue as a guest' : 'Sign out'}
        </button>
      )}
    </div>
  );
}

/** Leads to the identity provider and back to this page; `apart`: in another tab, so that this one stays as it is. */
function ProviderLink({ apart }: { readonly apart: boolean }) {
  if (apart) {
    return (
      <a className="button primary" href={providerAddress('/auth/done')} target="_blank" rel="noopener">
        Sign in
      </a>
    );
  }
  return (
    <a className="button primary" href={providerAddress(location.pathname + location.search)}>
      Sign in
    </a>
  );
}

function TokenForm() {
  const { bringToken } = useSession();
  const [token, setToken] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim()) bringToken(token.trim().replace(/^Bearer\s+/i, ''));
  };
  return (
    <form onSubmit={submit}>
      <label>
        Token
        <input
          type="password"
          autoComplete="off"
          value={token}
          onChange={({ target }) => setToken(target.value)}
          placeholder="eyJ…"
        />
      </label>
      <button type="submit" className="primary" disabled={!token.trim()}>
        Sign in
      </button>
    </form>
  );
}
