import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LiveEvent } from '../live/stream.js';
import { instant } from '../ui/time.js';
import { sentence } from '../ui/words.js';

interface EntryProps {
  readonly event: LiveEvent;
  readonly fresh: boolean;
  /** What it is about, where that is not plain. */
  readonly children?: ReactNode;
  /** More of it, at the end. */
  readonly details?: ReactNode;
}

/** One change, in a line or two. */
export function Entry({ event, fresh, children, details }: EntryProps) {
  const { improvement, unit, actor, note } = event;
  const lead = 'person' in event ? event.person : null;
  const percent =
    event.__typename === 'ProgressRecorded' ? event.changes.find(({ field }) => field === 'percent')?.after : undefined;
  return (
    <li className={fresh ? 'entry fresh' : 'entry'} data-position={event.position}>
      <time dateTime={event.occurredAt}>{instant(event.occurredAt)}</time>
      <p>
        <strong>{sentence(event.__typename)}</strong>
        {typeof percent === 'number' && `: ${percent} %`}
        {lead && <> · {lead.name}</>}
        {children && <> · {children}</>}
        {improvement && (
          <>
            {' · '}
            <Link href={`/improvements/${improvement.id}`}>{improvement.title}</Link>
          </>
        )}
        {unit && (
          <>
            {' · '}
            <Link href={`/projects/${unit.id}`}>{unit.name}</Link>
          </>
        )}
        {(actor || note) && (
          <small>
            {actor?.name}
            {actor && note && ': '}
            {note && `“${note}”`}
          </small>
        )}
        {details}
      </p>
    </li>
  );
}
