import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { Begin } from '../command/begin.js';
import { CoordinationDocument } from '../graphql.js';
import type { CoordinationQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { useToday } from '../live/use-today.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';

type Activity = Extract<
  NonNullable<CoordinationQuery['node']>,
  { readonly coordinationActivities: unknown }
>['coordinationActivities']['nodes'][number];

/** What is coordinated for an improvement, and which projects have done their share. */
export function Coordination({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    CoordinationDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of coordination" error={error} />;
  const activities = data.node && 'coordinationActivities' in data.node ? data.node.coordinationActivities.nodes : [];
  return (
    <>
      {activities.length === 0 && <p className="empty">Nothing has to be coordinated.</p>}
      <ul className="entries">
        {activities.map((activity) => (
          <li key={activity.id}>
            <h3>{activity.title}</h3>
            <ActivityDetails activity={activity} />
            <ChangeIt id={activity.id} improvementId={improvementId} />
          </li>
        ))}
      </ul>
      <Begin commands={['openCoordination']} record={{ __typename: 'Improvement', id: improvementId }} />
    </>
  );
}

function ActivityDetails({ activity }: { readonly activity: Activity }) {
  const { state, owner, dueOn, description, outcome, reason, shares, relatedImprovements } = activity;
  const today = useToday();
  const overdue = state === 'OPEN' && today !== undefined && dueOn < today;
  return (
    <>
      <p className="row">
        <State state={state} />
        <small>owned by {owner.name}</small>
        {overdue ? <strong className="late">due {day(dueOn)}</strong> : <small>due {day(dueOn)}</small>}
        {relatedImprovements.map(({ id, title }) => (
          <Link key={id} className="chip" href={`/improvements/${id}`}>
            {title}
          </Link>
        ))}
      </p>
      <p>{description}</p>
      {outcome && <p>“{outcome}”</p>}
      {reason && <p>“{reason}”</p>}
      <ul className="conditions">
        {shares.map(({ id, done, unit, note }) => (
          <li key={id}>
            <span aria-hidden="true">{done ? '✓' : '○'}</span> <Link href={`/projects/${unit.id}`}>{unit.name}</Link>{' '}
            <small>
              {done ? 'done' : 'open'}
              {note && `: “${note}”`}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
