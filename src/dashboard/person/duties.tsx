import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLiveQuery } from '../live/use-live-query.js';
import { useToday } from '../live/use-today.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { PersonDutiesDocument } from './graphql.js';

/** What a person owns: issues, blockers, coordination and consulting that are not over. */
export function PersonDuties({ id }: { readonly id: string }) {
  const { data, error } = useLiveQuery(PersonDutiesDocument, { id }, ({ __typename }) =>
    /^(Issue|Deployment(Blocked|Unblocked)|Blocker|Coordination|Consulting|Person)/.test(__typename),
  );
  const today = useToday();
  if (!data) return <Unread what="What they own" error={error} />;
  if (data.node?.__typename !== 'Person') return null;
  const { ownedIssues, ownedBlockers, ownedCoordinationActivities, ledConsultingSessions } = data.node;
  return (
    <div className="cards">
      <Duties title="Issues" total={ownedIssues.totalCount} none="They own no open issue.">
        {ownedIssues.nodes.map(({ id: key, title, state, openedAt, improvement, unit }) => (
          <li key={key}>
            <p className="row">
              <strong>{title}</strong> <State state={state} />
              <Link href={`/improvements/${improvement.id}/issues`}>{improvement.title}</Link>
              {unit && <Link href={`/projects/${unit.id}/issues`}>{unit.name}</Link>}
              <small>since {day(openedAt)}</small>
            </p>
          </li>
        ))}
      </Duties>
      <Duties
        title="Blockers"
        total={ownedBlockers.totalCount}
        none="No deployment is blocked by what they are to remove."
      >
        {ownedBlockers.nodes.map(({ id: key, reason, openedAt }) => (
          <li key={key}>
            <p>
              {reason} <small>since {day(openedAt)}</small>
            </p>
          </li>
        ))}
      </Duties>
      <Duties
        title="Coordination"
        total={ownedCoordinationActivities.totalCount}
        none="They own no open coordination activity."
      >
        {ownedCoordinationActivities.nodes.map(({ id: key, title, dueOn, improvement }) => (
          <li key={key}>
            <p className="row">
              <strong>{title}</strong>
              <Link href={`/improvements/${improvement.id}/support`}>{improvement.title}</Link>
              <small className={today && dueOn < today ? 'late' : undefined}>due {day(dueOn)}</small>
            </p>
          </li>
        ))}
      </Duties>
      <Duties title="Consulting" total={ledConsultingSessions.totalCount} none="They give no consulting.">
        {ledConsultingSessions.nodes.map(({ id: key, topics, state, scheduledOn, improvement, unit }) => (
          <li key={key}>
            <p className="row">
              <strong>{topics}</strong> <State state={state} />
              <Link href={`/improvements/${improvement.id}/support`}>{improvement.title}</Link>
              <Link href={`/projects/${unit.id}/issues`}>{unit.name}</Link>
              {scheduledOn && <small>{day(scheduledOn)}</small>}
            </p>
          </li>
        ))}
      </Duties>
    </div>
  );
}

interface DutiesProps {
  readonly title: string;
  /** How many there are, of which the children may be the first only. */
  readonly total: number;
  /** What is said where there is none. */
  readonly none: string;
  readonly children: readonly ReactNode[];
}

function Duties({ title, total, none, children }: DutiesProps) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {total === 0 ? <p className="empty">{none}</p> : <ul className="entries">{children}</ul>}
      {total > children.length && <p className="lead">{count(total - children.length, 'more', 'more')}.</p>}
    </section>
  );
}
