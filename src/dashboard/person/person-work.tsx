import { WaitingWorkDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { Waiting } from '../waiting/waiting.js';

/** What waits for a person, what waits longest first. */
export function PersonWork({ id }: { readonly id: string }) {
  const { data, error } = useLiveQuery(WaitingWorkDocument, { filter: { personId: id }, after: null }, () => true);
  if (!data) return <Unread what="The list of waiting work" error={error} />;
  const { nodes, totalCount } = data.waitingWork;
  return (
    <section className="card">
      <h2>
        {count(totalCount, 'thing')} {totalCount === 1 ? 'waits' : 'wait'} for them
      </h2>
      {totalCount > nodes.length && <p className="lead">These are the {nodes.length} that wait longest.</p>}
      <Waiting items={nodes} />
    </section>
  );
}
