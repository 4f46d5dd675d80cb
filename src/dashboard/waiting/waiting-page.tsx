import { useQuery } from 'urql';
import { Filter, FilterBar, isNarrowed, useFilters } from '../filters/filters.js';
import { PeopleDocument, WaitingWorkDocument } from '../graphql.js';
import type { WaitingKind } from '../graphql.js';
import { useLiveQuery } from '../live/use-live-query.js';
import { KINDS } from '../my-work/my-work-page.js';
import { Unread } from '../ui/unread.js';
import { useTitle } from '../ui/use-title.js';
import { count } from '../ui/words.js';
import { Waiting } from './waiting.js';

/** What waits for anyone in the organization, what waits longest first. */
export default function WaitingPage() {
  useTitle('Waiting work');
  const [filters, change] = useFilters();
  const [{ data: people }] = useQuery({ query: PeopleDocument, variables: {} });
  const { improvement, unit, kind, person, after } = filters;
  const { data, error } = useLiveQuery(
    WaitingWorkDocument,
    {
      filter: {
        ...(improvement ? { improvementIds: [improvement] } : {}),
        ...(unit ? { unitIds: [unit] } : {}),
        ...(kind && isKind(kind) ? { kinds: [kind] } : {}),
        ...(person ? { personId: person } : {}),
      },
      after: after ?? null,
    },
    () => true,
  );
  return (
    <article className="page">
      <header className="title">
        <h1>Waiting work</h1>
        <p className="lead">What waits for anyone in the organization, what waits longest first.</p>
      </header>
      <FilterBar filters={filters} kinds={KINDS} onChange={change}>
        <Filter
          name="person"
          value={person}
          options={(people?.options.nodes ?? []).map(({ id, name }) => [id, name] as const)}
          onChange={(value) => change({ person: value })}
        />
      </FilterBar>
      {data ? (
        <section className="card">
          <h2>{count(data.waitingWork.totalCount, 'thing')}</h2>
          <Waiting items={data.waitingWork.nodes} />
          <p className="row">
            {data.waitingWork.totalCount === 0 && isNarrowed(filters) && (
              <button
                type="button"
                onClick={() => change({ improvement: undefined, unit: undefined, kind: undefined, person: undefined })}
              >
                Show all
              </button>
            )}
            {after && (
              <button type="button" onClick={() => change({})}>
                To the first
              </button>
            )}
            {data.waitingWork.pageInfo.hasNextPage && (
              <button type="button" onClick={() => change({ after: data.waitingWork.pageInfo.endCursor ?? undefined })}>
                The next 100
              </button>
            )}
          </p>
        </section>
      ) : (
        <Unread what="The list of waiting work" error={error} />
      )}
    </article>
  );
}

function isKind(kind: string): kind is WaitingKind {
  return kind in KINDS;
}
