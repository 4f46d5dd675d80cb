import { Link, useLocation, useSearchParams } from 'wouter';
import { ChangeWords } from '../command/change-words.js';
import { HistoryDocument } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { Entry } from '../ticker/entry.js';
import { Unread } from '../ui/unread.js';

interface HistoryProps {
  readonly id: string;
  /** Whether `id` is a person, and the history is what they did. */
  readonly ofPerson?: boolean;
}

/** All that happened to an improvement or a project, or that a person did, the newest first, a page at a time, each with what it changed. */
export default function History({ id, ofPerson = false }: HistoryProps) {
  const [search] = useSearchParams();
  const [path] = useLocation();
  const before = search.get('before');
  const { data, error } = useLiveQuery(
    HistoryDocument,
    { id, before },
    ({ improvement, unit }) => before === null && (ofPerson || improvement?.id === id || unit?.id === id),
  );
  if (!data) return <Unread what="The history" error={error} />;
  const events = data.node && 'events' in data.node ? data.node.events : undefined;
  const { nodes = [], pageInfo } = events ?? {};
  return (
    <section className="card">
      <h2>History</h2>
      {nodes.length === 0 && <p className="empty">Nothing is older.</p>}
      <ol className="ticker">
        {nodes.toReversed().map((event) => (
          <Entry
            key={event.position}
            event={event}
            fresh={false}
            details={<ChangeWords changes={event.allChanges.filter(isPlain)} />}
          />
        ))}
      </ol>
      <p className="row">
        {before !== null && <Link href={path}>Newest</Link>}
        {pageInfo?.hasPreviousPage && pageInfo.startCursor && (
          <Link href={`${path}?before=${encodeURIComponent(pageInfo.startCursor)}`}>Older</Link>
        )}
      </p>
    </section>
  );
}

type Change = Parameters<typeof ChangeWords>[0]['changes'][number];

/** Whether people can read a change: it is one of a value that was there, and not of an id or a whole list. */
function isPlain({ field, before, after }: Change): boolean {
  return (
    !/Ids?$/.test(field) &&
    before !== null &&
    [before, after].every((value) => typeof value !== 'object' || value === null)
  );
}
