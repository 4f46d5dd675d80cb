import { useStreamState } from './live.js';

const WORDS = {
  live: 'Live',
  connecting: 'Connecting …',
  missing: 'Not all is up to date, trying again',
  waiting: 'Cut off, trying again',
  idle: 'Not connected',
} as const;

/** Whether what is on the screen is up to date. */
export function ConnectionSign() {
  const { connection, position, missing, failure } = useStreamState();
  const current = connection.status === 'live' && missing > 0 ? 'missing' : connection.status;
  const status = failure ? 'idle' : current;
  return (
    <p className={`connection connection-${status}`} role="status" title={failure ?? connection.reason ?? ''}>
      {WORDS[status]}
      <span className="position" aria-hidden="true" title="Position in the log">
        {position.toLocaleString('en')}
      </span>
    </p>
  );
}
