import { Link } from 'wouter';
import { ChangeIt } from '../command/allowed.js';
import { Begin } from '../command/begin.js';
import { ConsultingDocument } from '../graphql.js';
import type { ConsultingQuery } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';

type Session = Extract<
  NonNullable<ConsultingQuery['node']>,
  { readonly consultingSessions: unknown }
>['consultingSessions']['nodes'][number];

/** Who asked for help with an improvement, who gave it, and what came of it. */
export function Consulting({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    ConsultingDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of consulting" error={error} />;
  const { nodes, totalCount } =
    data.node && 'consultingSessions' in data.node ? data.node.consultingSessions : { nodes: [], totalCount: 0 };
  return (
    <>
      {totalCount === 0 && <p className="empty">No project has asked for consulting.</p>}
      {totalCount > nodes.length && (
        <p className="lead">
          These are {nodes.length} of {totalCount} sessions.
        </p>
      )}
      <ul className="entries">
        {nodes.map((session) => (
          <li key={session.id}>
            <h3>{session.topics}</h3>
            <SessionDetails session={session} />
            <ChangeIt id={session.id} improvementId={improvementId} unitId={session.unit.id} />
          </li>
        ))}
      </ul>
      <Begin commands={['requestConsulting']} record={{ __typename: 'Improvement', id: improvementId }} />
    </>
  );
}

function SessionDetails({ session }: { readonly session: Session }) {
  const { state, unit, consultant, requestedBy, scheduledOn, deliveredOn, hours, inPlaceOfTraining } = session;
  const { outcome, followUp, followUpDone, reason } = session;
  return (
    <>
      <p className="row">
        <State state={state} />
        <Link href={`/projects/${unit.id}`}>{unit.name}</Link>
        <small>
          {[
            `asked by ${requestedBy.name}`,
            ...(consultant ? [`given by ${consultant.name}`] : []),
            ...(deliveredOn ? [`on ${day(deliveredOn)}`] : scheduledOn ? [`planned for ${day(scheduledOn)}`] : []),
            ...(hours === null ? [] : [`${hours} h`]),
            ...(inPlaceOfTraining ? ['in place of training'] : []),
          ].join(', ')}
        </small>
      </p>
      {reason && <p>“{reason}”</p>}
      {outcome && <p>{outcome}</p>}
      {followUp && (
        <small>
          To follow: {followUp} {followUpDone && `Done: ${followUpDone}`}
        </small>
      )}
    </>
  );
}
