import { Begin } from '../command/begin.js';
import { ObstaclesDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { IssueItem } from './issue-item.js';
import { Reviews } from './reviews.js';

/** What was in the way of an improvement, and what was learned of it. */
export default function IssuesPart({ improvementId }: { readonly improvementId: string }) {
  return (
    <>
      <section className="card">
        <h2>Issues</h2>
        <Issues improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Reviews of results, and lessons</h2>
        <Reviews improvementId={improvementId} />
      </section>
    </>
  );
}

function Issues({ improvementId }: { readonly improvementId: string }) {
  const { data, error } = useLiveQuery(
    ObstaclesDocument,
    { id: improvementId },
    ({ improvement }) => improvement?.id === improvementId,
  );
  if (!data) return <Unread what="The list of issues" error={error} />;
  const { nodes, totalCount } = data.node && 'issues' in data.node ? data.node.issues : { nodes: [], totalCount: 0 };
  const open = nodes.filter(({ state }) => state !== 'CLOSED');
  const closed = nodes.filter(({ state }) => state === 'CLOSED');
  return (
    <>
      <p className="lead">
        {totalCount === 0 ? 'None was reported.' : `${count(open.length, 'open issue')}, ${closed.length} closed.`}
        {totalCount > nodes.length && ` These are ${nodes.length} of ${totalCount}.`}
      </p>
      <ul className="entries">
        {[...open, ...closed].map((issue) => (
          <IssueItem key={issue.id} issue={issue} ofImprovement />
        ))}
      </ul>
      <Begin commands={['openIssue']} record={{ __typename: 'Improvement', id: improvementId }} />
    </>
  );
}
