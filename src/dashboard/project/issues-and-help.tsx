import { Link } from 'wouter';
import { Begin } from '../command/begin.js';
import { ProjectIssuesDocument, ProjectSupportDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { IssueItem } from '../results/issue-item.js';
import { State } from '../ui/state.js';
import { day } from '../ui/time.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';

interface PartProps {
  readonly unitId: string;
}

/** What is in the way in a project, and the training and help that it had. */
export default function IssuesAndHelpPart({ unitId }: PartProps) {
  return (
    <>
      <section className="card">
        <h2>Issues</h2>
        <Issues unitId={unitId} />
      </section>
      <section className="card">
        <h2>Training, consulting and coordination</h2>
        <Support unitId={unitId} />
      </section>
    </>
  );
}

function Issues({ unitId }: PartProps) {
  const { data, error } = useLiveQuery(ProjectIssuesDocument, { id: unitId }, ({ unit }) => unit?.id === unitId);
  if (!data) return <Unread what="The list of issues" error={error} />;
  const { nodes, totalCount } = data.node && 'issues' in data.node ? data.node.issues : { nodes: [], totalCount: 0 };
  const open = nodes.filter(({ state }) => state !== 'CLOSED');
  return (
    <>
      <p className="lead">
        {totalCount === 0
          ? 'None was reported.'
          : `${count(open.length, 'open issue')}, ${nodes.length - open.length} closed.`}
        {totalCount > nodes.length && ` These are ${nodes.length} of ${totalCount}.`}
      </p>
      <ul className="entries">
        {[...open, ...nodes.filter(({ state }) => state === 'CLOSED')].map((issue) => (
          <IssueItem key={issue.id} issue={issue} ofImprovement={false} />
        ))}
      </ul>
      <Begin commands={['openIssue']} record={{ __typename: 'Unit', id: unitId }} place={{ unitId }} />
    </>
  );
}

function Support({ unitId }: PartProps) {
  const { data, error } = useLiveQuery(
    ProjectSupportDocument,
    { id: unitId },
    // The share of a project may be of an activity of several.
    ({ unit, __typename }) => unit?.id === unitId || __typename.startsWith('Coordination'),
  );
  if (!data) return <Unread what="The list of training and help" error={error} />;
  if (!data.node || !('trainingDeliveries' in data.node)) return null;
  const { trainingDeliveries, consultingSessions, coordinationShares } = data.node;
  const nothing = [trainingDeliveries, consultingSessions, coordinationShares].every(({ nodes }) => nodes.length === 0);
  if (nothing) return <p className="empty">It had none yet.</p>;
  return (
    <ul className="entries short">
      {consultingSessions.nodes.map(({ id, topics, state, scheduledOn, deliveredOn, improvement }) => (
        <li key={id}>
          <p>
            <Link href={`/improvements/${improvement.id}/support`}>{topics}</Link>
          </p>
          <p className="row">
            <State state={state} />
            <small>
              consulting
              {deliveredOn ? `, ${day(deliveredOn)}` : scheduledOn && `, planned for ${day(scheduledOn)}`}
            </small>
          </p>
        </li>
      ))}
      {trainingDeliveries.nodes.map(({ id, item, deliveredOn, headCount, trainer }) => (
        <li key={id}>
          <p>
            <Link href={`/improvements/${item.improvement.id}/support`}>{item.title}</Link>
          </p>
          <small>
            {day(deliveredOn)}, {count(headCount, 'person', 'people')}, by {trainer}
          </small>
        </li>
      ))}
      {coordinationShares.nodes.map(({ id, activity, done, note }) => (
        <li key={id}>
          <p>
            <Link href={`/improvements/${activity.improvement.id}/support`}>{activity.title}</Link>
          </p>
          <small>
            coordination, {done ? 'its share is done' : `its share is due ${day(activity.dueOn)}`}
            {note && `: “${note}”`}
          </small>
        </li>
      ))}
    </ul>
  );
}
