import { ProjectWorkDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Unread } from '../ui/unread.js';
import { count } from '../ui/words.js';
import { Waiting } from '../waiting/waiting.js';

/** What waits in a project, and for whom. */
export default function WorkPart({ unitId }: { readonly unitId: string }) {
  const { data, error } = useLiveQuery(ProjectWorkDocument, { id: unitId }, () => true);
  if (!data) return <Unread what="The list of waiting work" error={error} />;
  const { nodes, totalCount } = data.node && 'work' in data.node ? data.node.work : { nodes: [], totalCount: 0 };
  return (
    <section className="card">
      <h2>
        {count(totalCount, 'thing')} {totalCount === 1 ? 'waits' : 'wait'} here
      </h2>
      <Waiting items={nodes} />
    </section>
  );
}
