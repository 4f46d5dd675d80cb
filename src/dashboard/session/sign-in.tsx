import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { roleWords } from '../ui/words.js';
import { demoPeople } from './demo.js';
import type { DemoPerson } from './demo.js';
import { useSession } from './session.js';

/** Asks for credentials where those that one has, or none, are not enough. */
export function SignInPage() {
  const { credentials } = useSession();
  return (
    <main className="sign-in-page">
      <h1>Uplift</h1>
      <p role="status">
        {credentials.kind === 'visitor'
          ? 'This organization lets in only who brings a valid token.'
          : 'The server refused your token: it is not valid, or no longer.'}
      </p>
      <SignIn />
    </main>
  );
}

/** Signs in as a person of the demo, or with a token. */
export function SignIn() {
  const { signIn, credentials } = useSession();
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  const [token, setToken] = useState('');
  useEffect(() => {
    demoPeople().then(setPeople, () => undefined);
  }, []);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim()) signIn({ kind: 'token', token: token.trim().replace(/^Bearer\s+/i, '') });
  };

  return (
    <div className="sign-in">
      {people.length > 0 && (
        <ul aria-label="People of the demo">
          {people.map(({ subject, name, role, leads }) => (
            <li key={subject}>
              <button type="button" onClick={() => signIn({ kind: 'demo', subject })}>
                <strong>{name}</strong> <small>{[roleWords(role), ...leads].join(' · ')}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
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
      {credentials.kind !== 'visitor' && (
        <button type="button" onClick={() => signIn({ kind: 'visitor' })}>
          Sign out
        </button>
      )}
    </div>
  );
}
