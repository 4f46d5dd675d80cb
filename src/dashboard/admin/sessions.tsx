import { Refusal } from '../command/refusal.js';
import { useAccess } from '../command/use-access.js';
import { BusyButton } from '../ui/busy-button.js';
import { instant } from '../ui/time.js';
import { RevokeSessionDocument } from './graphql.js';
import type { SessionEntryFragment } from './graphql.js';

interface SessionsProps {
  readonly sessions: readonly SessionEntryFragment[];
  /** What is said where there is none. */
  readonly none: string;
}

/** Browsers in which somebody is signed in, each with a way to sign out there. */
export function Sessions({ sessions, none }: SessionsProps) {
  const revoke = useAccess(RevokeSessionDocument, ['Session']);
  if (sessions.length === 0) return <p className="empty">{none}</p>;
  return (
    <>
      {revoke.refusal && <Refusal refusal={revoke.refusal} />}
      <ul className="entries">
        {sessions.map(({ id, agent, address, createdAt, lastSeenAt, expiresAt, current }) => (
          <li key={id}>
            <p>
              {agent ?? 'A browser that does not say what it is'}
              {current && <strong> (this one)</strong>}
            </p>
            <small>
              Signed in {instant(createdAt)}
              {address && ` from ${address}`}, last used {instant(lastSeenAt)}, ends {instant(expiresAt)}.
            </small>
            {!current && (
              <p className="row">
                <BusyButton busy={revoke.busy} onPress={() => void revoke.send({ sessionId: id })}>
                  Sign out there
                </BusyButton>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
